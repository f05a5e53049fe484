"""What every script in this folder asks of a client: each check is a line, and one that fails ends the
script.
"""


def check(what: str, holds: object) -> None:
    """Print that it holds, or end."""
    if not holds:
        raise SystemExit(f"FAIL {what}")
    print(f"ok   {what}")
