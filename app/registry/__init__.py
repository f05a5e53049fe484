"""Facts as data: actors, memberships, forums, meetings and themes, each with its source, and their typed
loader.
"""

from app.registry.loader import load_registry

__all__ = ["load_registry"]
