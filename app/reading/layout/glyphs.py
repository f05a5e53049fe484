"""A page of a PDF -> the characters printed on it, each with its place. The only file that speaks PDFium's C
interface.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_BOLD_WEIGHT = 600
_UPRIGHT_RADIANS = 0.05
# PDFium's sign for a hyphen that a line end may have brought in.
_LINE_END_HYPHEN = "\x02"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character. `x` and `right` are its edges and `y` its base line, in points from the top left;
    `size` its font's height.
    """

    character: str
    x: float
    right: float
    y: float
    size: float
    is_bold: bool


def list_glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """In the order of the file, which is the order of reading; text set at an angle (a watermark) is left
    out.
    """
    height = page.get_height()
    text_page = page.get_textpage()
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        if character in "\r\n" or abs(pdfium.FPDFText_GetCharAngle(text_page, index)) > _UPRIGHT_RADIANS:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        yield Glyph(
            character="-" if character == _LINE_END_HYPHEN else character,
            x=box.left,
            right=box.right,
            y=height - y.value,
            size=box.top - box.bottom,
            is_bold=pdfium.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT,
        )
