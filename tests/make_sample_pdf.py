"""Writes `samples/statements/unga-school-water.pdf`; run by hand when its words change.

The layout is that of resolutions as they are printed: a masthead, a running head with the symbol, numbered
paragraphs that go on over the page, footnotes, page numbers at the foot.
"""

from pathlib import Path

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate, Paragraph, Spacer

TARGET = Path(__file__).parent.parent / "samples" / "statements" / "unga-school-water.pdf"
SYMBOL = "A/RES/77/999"
TITLE = "Safe drinking water in schools"

BODY = ParagraphStyle(
    "body", fontName="Times-Roman", fontSize=11, leading=16.5, alignment=TA_JUSTIFY, spaceAfter=8
)
OPENING = ParagraphStyle("opening", parent=BODY, firstLineIndent=12 * mm)
HEADING = ParagraphStyle("heading", parent=BODY, fontName="Times-Bold", fontSize=13, leading=17)

RECITALS = """
<i>The General Assembly</i>,

<i>Recalling</i> its resolution 64/292 of 28 July 2010, in which it recognized the right to safe and clean
drinking water and sanitation as a human right,

<i>Noting with concern</i> that, in many countries, a quarter of all schools have no safe drinking water,
and that girls are the first to stay at home when a well runs dry,

<i>Reaffirming</i> the 2030 Agenda for Sustainable Development,<super>1</super> and recognizing that its
goals on health, education and water will not be met apart from each other,
"""

PARAGRAPHS = """
<i>Welcomes</i> the report of the Secretary-General on water in schools;

<i>Decides</i> to proclaim 2025 the International Year of Water in Schools, to be observed within existing
resources;

<i>Also decides</i> to convene, in New York, a one-day high-level meeting on safe drinking water in schools,
no later than the end of its seventy-ninth session, in order to review the progress made and to agree on
further measures;

<i>Calls upon</i> Member States to provide every school with safe drinking water by 2030, and to pay
particular attention to schools in rural areas and in settlements of displaced persons;

<i>Urges</i> Member States that have not yet done so to include the maintenance of wells, pumps and filters
in their national budgets as soon as possible;

<i>Encourages</i> the private sector, foundations and civil society to contribute to the training of
technicians, on a voluntary basis;

<i>Invites</i> the United Nations Children's Fund, the World Health Organization and the World Bank to
develop, in consultation with Member States, common indicators for the quality of water in schools, and to
publish the first results by June 2024;

<i>Requests</i> the Secretary-General to appoint, from among existing staff, a focal point for water in
schools within six months of the adoption of the present resolution;

<i>Also requests</i> the Secretary-General to submit to the General Assembly at its seventy-eighth session a
report on the implementation of the present resolution, including recommendations on the preparation of the
high-level meeting;

<i>Stresses</i> that the costs of all activities that may arise from the present resolution should be met
from voluntary contributions;<super>2</super>

<i>Reiterates</i> its commitment to leave no child behind;

<i>Decides</i> to include in the provisional agenda of its seventy-eighth session, under the item entitled
“Sustainable development”, a sub-item entitled “Safe drinking water in schools”, and to remain seized of the
matter.
"""

FOOTNOTES = {
    1: "<super>1</super> Resolution 70/1.",
    2: "<super>2</super> Contributions may be made in kind.",
}
MARK = "This sample was written for demonstration and was never issued by the body it names."


def draw_first_page(canvas: Canvas, _: BaseDocTemplate) -> None:
    """Masthead: body, symbol, distribution, session."""
    canvas.setFont("Times-Roman", 13)
    canvas.drawString(25 * mm, 275 * mm, "United Nations")
    canvas.drawRightString(185 * mm, 275 * mm, SYMBOL)
    canvas.setFont("Times-Bold", 18)
    canvas.drawString(25 * mm, 262 * mm, "General Assembly")
    canvas.setFont("Times-Roman", 9)
    canvas.drawRightString(185 * mm, 264 * mm, "Distr.: General")
    canvas.drawRightString(185 * mm, 259 * mm, "19 December 2022")
    canvas.setFont("Times-Bold", 10)
    canvas.drawString(25 * mm, 250 * mm, "Seventy-seventh session")
    canvas.drawString(25 * mm, 245 * mm, "Agenda item 199")
    draw_foot(canvas, page=1)


def draw_later_page(canvas: Canvas, _: BaseDocTemplate) -> None:
    """Running head: symbol and title."""
    canvas.setFont("Times-Bold", 9)
    canvas.drawString(25 * mm, 282 * mm, SYMBOL)
    canvas.drawRightString(185 * mm, 282 * mm, TITLE)
    draw_foot(canvas, page=2)


def draw_foot(canvas: Canvas, *, page: int) -> None:
    """Footnote of the page, job number, page number."""
    canvas.line(25 * mm, 29 * mm, 65 * mm, 29 * mm)
    note = Paragraph(FOOTNOTES[page], ParagraphStyle("note", parent=BODY, fontSize=8, leading=10))
    note.wrapOn(canvas, 160 * mm, 20 * mm)
    note.drawOn(canvas, 25 * mm, 21 * mm)
    canvas.setFont("Times-Roman", 8)
    canvas.drawString(25 * mm, 14 * mm, "22-99999")
    canvas.drawRightString(185 * mm, 14 * mm, f"{page}/2")


def write_pdf(target: Path) -> None:
    """Two pages; `invariant` keeps dates out of the file, so that the same words give the same bytes."""
    document = BaseDocTemplate(str(target), pagesize=A4, invariant=True, title=TITLE, author="")
    first = Frame(25 * mm, 32 * mm, 160 * mm, 208 * mm, 0, 0, 0, 0)
    later = Frame(25 * mm, 32 * mm, 160 * mm, 243 * mm, 0, 0, 0, 0)
    document.addPageTemplates(
        [PageTemplate("first", [first], draw_first_page), PageTemplate("later", [later], draw_later_page)]
    )
    document.build(
        [
            NextPageTemplate("later"),
            Paragraph("Resolution adopted by the General Assembly on 14 December 2022", HEADING),
            Paragraph(f"77/999. {TITLE}", HEADING),
            *(Paragraph(text, OPENING) for text in RECITALS.split("\n\n")),
            *(
                Paragraph(f"{number}. {text}", OPENING)
                for number, text in enumerate(PARAGRAPHS.split("\n\n"), start=1)
            ),
            Spacer(1, 4 * mm),
            Paragraph("54th plenary meeting<br/>14 December 2022", BODY),
            Paragraph(MARK, BODY),
        ]
    )


if __name__ == "__main__":
    write_pdf(TARGET)
