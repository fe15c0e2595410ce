"""Made-up policies as files of each format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evals.benchmarks.made.model import MadeDocument
from evals.benchmarks.made.office import word_file_of, workbook_of
from evals.benchmarks.made.pdf import pdf_of
from evals.benchmarks.made.plain import text_with_annex
from evals.benchmarks.made.policies import file_stem, make_documents
from evals.benchmarks.made.web import page_of

WRITERS: dict[str, Callable[[MadeDocument], bytes]] = {
    "txt": text_with_annex,
    "html": page_of,
    "docx": word_file_of,
    "pdf": pdf_of,
    "xlsx": workbook_of,
}
"""By suffix. A workbook holds the document as a table; the other formats hold its text with a table at the end."""


def write_files(folder: Path, suffix: str, clauses: int, seed: int) -> list[tuple[Path, MadeDocument]]:
    """Writes documents with `clauses` clauses in all into `folder`, the same ones in every format.

    Returns what is where; raises EvalsError where so many cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, document in enumerate(make_documents(clauses, seed), start=1):
        path = folder / f"{file_stem(number, document)}.{suffix}"
        path.write_bytes(WRITERS[suffix](document))
        written.append((path, document))
    return written
