"""Bytes -> characters. Knows encodings; knows no format but for the charset an HTML head declares.

UTF-8 is read strictly. Another encoding is believed when a byte-order mark or the document itself names it;
Windows-1252 is assumed, with a doubt, when nothing is named and the result reads like text. What is left is
refused: a wrong letter would falsify evidence.
"""

import codecs
import re

from app.errors import UnreadableDocument
from app.model import Doubt

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=|<\?xml[^>]{0,200}?encoding\s*=)\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""",
    re.I,
)
_HEAD_BYTES = 4096

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
# UTF-8 read as Windows-1252 turns a curly quotation mark or an accented letter into such a pair.
_MOJIBAKE = re.compile("[\u00c2\u00c3][\u0080-\u00bf]|\u00e2[\u20ac\u201a\u2020\u201e]")


def decode_text(content: bytes) -> tuple[str, tuple[Doubt, ...]]:
    """The characters of `content`, line ends as "\\n". Raises UnreadableDocument when the encoding cannot be
    told.
    """
    encoding = _find_encoding(content)
    doubts: tuple[Doubt, ...] = ()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise UnreadableDocument(f"the document is not in the encoding it names: {error}") from error
        text, doubts = _decode_undeclared(content, error)
    if _has_controls(text):
        raise UnreadableDocument("the document holds control characters: it is binary data, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n"), doubts


def _find_encoding(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    return "utf-8"


def _decode_undeclared(content: bytes, error: UnicodeDecodeError) -> tuple[str, tuple[Doubt, ...]]:
    if declared := _DECLARED.search(content[:_HEAD_BYTES]):
        name = declared.group(1).decode("ascii")
        try:
            return content.decode(name), ()
        except (LookupError, UnicodeError) as wrong:
            raise UnreadableDocument(
                f"the document names the encoding {name!r} and is not in it: {wrong}"
            ) from wrong
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not _is_plausible(text):
        raise UnreadableDocument(
            f"the document is not UTF-8 (byte {error.start}) and names no other encoding"
        ) from error
    message = f"not UTF-8 (byte {error.start}) and no encoding named: read as Windows-1252"
    return text, (Doubt("encoding-assumed", message),)


def _is_plausible(text: str) -> bool:
    """Whether `text` reads like a Western language: mostly letters, few of them accented, and no UTF-8 taken
    for something else.
    """
    dense = "".join(text.split())
    letters = sum(character.isalpha() for character in dense)
    accented = sum(ord(character) > 127 for character in dense)
    return letters > 0.6 * len(dense) > 0 and accented < 0.2 * len(dense) and not _MOJIBAKE.search(text)


def _has_controls(text: str) -> bool:
    return "\x00" in text or bool(_SURROGATE.search(text)) or len(_CONTROL.findall(text)) * 100 > len(text)
