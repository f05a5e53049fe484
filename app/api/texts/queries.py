"""Texts from the store."""

from sqlalchemy import Connection, select

from app.errors import NotFound
from app.store.tables import TextRow


def get_text(connection: Connection, text_id: str) -> str:
    """The content of one text. Raises NotFound."""
    content = connection.execute(select(TextRow.content).where(TextRow.id == text_id)).scalar_one_or_none()
    if content is None:
        raise NotFound(f"No text has the SHA-256 {text_id}.")
    return content
