"""The look of an exported Word document: an A4 page and the typefaces that official documents are set in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document

LATIN, BODY, HEADING, TITLE, NOTE = "Times New Roman", "仿宋", "黑体", "宋体", "宋体"
BODY_STYLE, REMARK_STYLE, CELL_STYLE = "知策正文", "知策说明", "知策表格"
_BODY_SIZE, _REMARK_SIZE, _CELL_SIZE, _NOTE_SIZE = Pt(16), Pt(10.5), Pt(12), Pt(9)
"""三号, 五号, 小四, 小五."""
_LINE = Pt(28)
"""Lines of body text, as GB/T 9704 has them."""


def dress(document: Document) -> None:
    """Sets the page, the language, the styles Normal, Title and Heading 1, and adds those named above."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    _speak_chinese(document.styles.element)
    _dress_text(document.styles)
    _dress_headings(document.styles)
    _number_pages(page.footer.paragraphs[0])


def dress_notes(style: Any) -> None:
    """Sets the paragraph style of footnotes."""
    set_fonts(style, NOTE)
    style.font.size = _NOTE_SIZE
    style.paragraph_format.line_spacing = 1.0
    style.paragraph_format.space_after = Pt(2)


def _dress_text(styles: Any) -> None:
    normal = styles["Normal"]
    set_fonts(normal, BODY)
    normal.font.size = _BODY_SIZE
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = _LINE
    body = _added(styles, BODY_STYLE, _BODY_SIZE, _LINE)
    body.paragraph_format.first_line_indent = _BODY_SIZE * 2  # two characters, as in official documents
    _added(styles, REMARK_STYLE, _REMARK_SIZE, 1.25).paragraph_format.space_before = Pt(2)
    _added(styles, CELL_STYLE, _CELL_SIZE, 1.2)


def _added(styles: Any, name: str, size: Any, spacing: Any) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.font.size = size
    style.paragraph_format.line_spacing = spacing
    return style


def _dress_headings(styles: Any) -> None:
    title, heading = styles["Title"], styles["Heading 1"]
    set_fonts(title, TITLE)
    title.font.size, title.font.bold = Pt(22), True
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(12)
    title.paragraph_format.line_spacing = 1.2
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    set_fonts(heading, HEADING)
    heading.font.size, heading.font.bold = _BODY_SIZE, False
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(14), Pt(4)
    for style in (title, heading):
        style.font.color.rgb = RGBColor(0, 0, 0)


def set_fonts(style: Any, east_asian: str) -> None:
    """Gives a style the Chinese typeface by name; the template's theme fonts would go before it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), LATIN)
    fonts.set(qn("w:eastAsia"), east_asian)


def _speak_chinese(styles: Any) -> None:
    """Line breaks and proofing as for Chinese, also where a run says nothing of its language."""
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _number_pages(footer: Any) -> None:
    """— 1 — in the middle of the footer."""
    footer.style = REMARK_STYLE
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field, run, text = OxmlElement("w:fldSimple"), OxmlElement("w:r"), OxmlElement("w:t")
    field.set(qn("w:instr"), " PAGE ")
    text.text = "1"
    run.append(text)
    field.append(run)
    footer.add_run("— ")
    footer._p.append(field)
    footer.add_run(" —")
