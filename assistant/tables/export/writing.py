"""A sheet as a file: the ending of its name says the format; it is whole or not there."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from assistant.ports import AssistantError
from assistant.tables.export.comma_separated import csv_of
from assistant.tables.export.markdown import markdown_of
from assistant.tables.export.workbook import workbook_of
from assistant.tables.sheet import Sheet
from ingest.errors import reason_of


class CannotExport(AssistantError):
    """The file cannot be written there, or in that format; the message says what to do."""


def json_of(sheet: Sheet) -> bytes:
    """{"title", "about", "rows"}, as `--json` prints it."""
    whole = {"title": sheet.title, "about": dict(sheet.about), "rows": list(sheet.records)}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


WRITERS: dict[str, Callable[[Sheet], bytes]] = {
    ".xlsx": workbook_of,
    ".csv": csv_of,
    ".json": json_of,
    ".md": markdown_of,
}
"""By ending; each gives the bytes of the file."""


def check_target(target: Path) -> None:
    """Raises CannotExport where a table cannot be written to `target`: before any of it is made."""
    if target.suffix.lower() not in WRITERS:
        raise CannotExport(f"不认识“{target.name}”的格式，文件名请以 {'、'.join(WRITERS)} 之一结尾。")
    if target.is_dir():
        raise CannotExport(f"{target} 是文件夹，请给出文件名。")
    if not target.absolute().parent.is_dir():
        raise CannotExport(f"文件夹不存在：{target.absolute().parent}。请先建立它。")


def write_sheet(sheet: Sheet, target: Path) -> None:
    """Writes `sheet` in the format of the ending, in the place of what is there. Raises CannotExport."""
    check_target(target)
    content = WRITERS[target.suffix.lower()](sheet)
    draft: Path | None = None
    try:
        with NamedTemporaryFile(dir=target.absolute().parent, prefix=f".{target.name}.", delete=False) as file:
            draft = Path(file.name)
            file.write(content)
        # A temporary file is for its maker alone; the result is for whom the folder's other files are.
        draft.chmod(0o666 & ~_umask())
        os.replace(draft, target)
    except OSError as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise CannotExport(f"无法写入 {target}（{reason_of(error)}）。请用 --output 换一个位置。") from error


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
