"""What every report comes to, whatever was measured: a table, remarks beneath, and where the figures come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from evals.intervals import Estimate
from evals.model import RunContext

NARROWEST = 1000
"""Columns of a screen on which any table fits, to ask how wide a table has to be."""

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as text."""

    title: str
    head: Cells
    rows: tuple[Cells, ...]
    remarks: tuple[str, ...]
    context: RunContext


def print_sheet(sheet: Sheet, console: Console) -> None:
    """Prints the table with its title above and the remarks beneath."""
    table = Table(title=Text(sheet.title), box=SIMPLE_HEAD, padding=(0, 1, 0, 0), title_justify="left")
    for position, name in enumerate(sheet.head):
        # Heads may wrap, figures never: a figure cut short would read as another one.
        widest = max(cell_len(row[position]) for row in sheet.rows)
        table.add_column(name, justify="right" if position else "left", min_width=max(widest, 4), overflow="fold")
    for row in sheet.rows:
        table.add_row(*map(Text, row))
    narrowest = Measurement.get(console, console.options.update(width=NARROWEST), table).minimum
    console.print(table, width=max(console.width, narrowest), crop=False)
    for line in sheet.remarks:
        console.print(Text(line))


def markdown_of(sheet: Sheet) -> str:
    """The sheet as a Markdown document."""
    lines = [f"# {sheet.title}", "", *table_lines(sheet.head, sheet.rows), "", *[f"- {line}" for line in sheet.remarks]]
    lines += ["", "## 运行环境", "", *[f"- {name}：{value}" for name, value in _origin(sheet.context).items()]]
    return "\n".join(lines) + "\n"


def table_lines(head: Cells, rows: tuple[Cells, ...]) -> list[str]:
    """A Markdown table, figures to the right."""
    return [_markdown_row(head), _markdown_row(("---", *["---:"] * (len(head) - 1))), *map(_markdown_row, rows)]


def context_values(context: RunContext) -> dict[str, object]:
    """For JSON."""
    return {
        "questions": context.questions,
        "commit": context.commit,
        "manifest": dict(context.manifest),
        "settings": dict(context.settings),
        "started_at": context.started_at,
        "machine": context.machine,
    }


def estimate_values(estimate: Estimate) -> dict[str, object]:
    """For JSON."""
    return {"value": round(estimate.value, 4), "interval": [round(estimate.low, 4), round(estimate.high, 4)]}


def shown(value: float | int | None) -> str:
    """A figure in a table: shares with three digits, '-' where there is none."""
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def shown_estimate(estimate: Estimate, sign: str = "") -> str:
    """A mean with its interval; `sign` is '+' for a difference."""
    numbers = (estimate.value, estimate.low, estimate.high)
    # Rounding first and adding 0 keeps a tiny negative number from showing as -0.000.
    value, low, high = (f"{round(number, 3) + 0.0:{sign}.3f}" for number in numbers)
    return f"{value} [{low}, {high}]"


def _origin(context: RunContext) -> dict[str, str]:
    values = {
        "题集": context.questions,
        "提交": context.commit,
        "索引": _pairs(context.manifest),
        "设置": _pairs(context.settings),
        "时间": context.started_at,
        "机器": context.machine,
    }
    return {name: value or "未记录" for name, value in values.items()}


def _pairs(values: Mapping[str, object]) -> str:
    return ";".join(f"{name}={value}" for name, value in values.items())


def _markdown_row(cells: Cells) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
