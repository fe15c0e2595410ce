"""Made-up policies as Word files and workbooks."""

from __future__ import annotations

import io

import docx
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from evals.benchmarks.made.model import MadeDocument
from evals.benchmarks.made.tables import ANNEX, SHEET_HEADS, annex_rows, sheet_rows
from evals.errors import EvalsError


def word_file_of(document: MadeDocument) -> bytes:
    """A .docx file with the table of figures at its end."""
    word = docx.Document()
    word.add_heading(document.title, level=0)
    word.add_paragraph(document.lead)
    for section in document.sections:
        word.add_heading(section.label + section.heading, level=1)
        for clause in section.clauses:
            paragraph = word.add_paragraph()
            paragraph.add_run(f"{clause.label}{clause.heading}。").bold = True
            paragraph.add_run(clause.body)
            paragraph.add_run(f"（{clause.duty}）")
    word.add_paragraph(ANNEX)
    rows = list(annex_rows(document))
    table = word.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    cells = iter(table._cells)  # `row.cells` counts the cells of the whole table anew for every row
    for row in rows:
        for text in row:
            next(cells).text = text
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def workbook_of(document: MadeDocument) -> bytes:
    """An .xlsx file with one sheet: the title, a head of two rows with merged cells, and a clause a row."""
    workbook = Workbook()
    sheet = workbook.active
    if not isinstance(sheet, Worksheet):
        raise EvalsError("openpyxl 没有给出新工作表")
    sheet.title = "目标分解"
    sheet.append([document.title])
    for row in (*SHEET_HEADS, *sheet_rows(document)):
        sheet.append([cell or None for cell in row])
    _merge(sheet, document)
    sheet["A1"].font = Font(bold=True, size=14)
    for cells in sheet["A2:F3"]:
        for cell in cells:
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _merge(sheet: Worksheet, document: MadeDocument) -> None:
    """Merges the title, the groups of the head, and the cells of each section's name."""
    for block in ("A1:F1", "A2:A3", "B2:B3", "C2:E2", "F2:F3"):
        sheet.merge_cells(block)
    row = 4
    for section in document.sections:
        if len(section.clauses) > 1:
            sheet.merge_cells(start_row=row, end_row=row + len(section.clauses) - 1, start_column=1, end_column=1)
        row += len(section.clauses)
