"""The header `Range` and the size of a file -> the part of it to send (RFC 9110, section 14). Pure."""

import re

from app.errors import RangeNotSatisfiable

ONE_RANGE = re.compile(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*", re.IGNORECASE)


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """The first byte to send, and the one behind the last; None where the whole file is to be sent: the
    header is malformed, or asks for several parts, and a server may ignore it.

    Raises RangeNotSatisfiable for a part that lies outside the file.
    """
    asked = ONE_RANGE.fullmatch(header)
    if asked is None or not any(asked.groups()):
        return None
    first, last = asked.groups()
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size:
        raise RangeNotSatisfiable(f"The file has {size} bytes.", size=size)
    return start, end
