"""A value of an answer -> a cell of a table that a spreadsheet can open: words never run as a formula."""

from typing import Any

import orjson

LIKE_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""How a cell begins that a spreadsheet would run (OWASP, CSV Injection); it takes wide forms for narrow."""


def write_cell(value: Any) -> str:
    """Words as they are, with an apostrophe before what looks like a formula; null is empty; anything else is
    as in JSON, days and instants without its quotes.
    """
    if isinstance(value, str):
        return f"'{value}" if value.startswith(LIKE_A_FORMULA) else value
    return write_value(value)


def write_value(value: Any) -> str:
    """The same for a part of a cell, which no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return orjson.dumps(value, option=orjson.OPT_UTC_Z).decode().strip('"')
