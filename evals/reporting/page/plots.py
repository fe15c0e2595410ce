"""The plots of the page as SVG whose colours and letters are those of the page around it.

The only file that imports matplotlib, and only when it draws. Raises `PlotsMissing` where that is not installed.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from evals.errors import EvalsError
from evals.intervals import Estimate
from evals.runs.refusing import RefusalPoint

if TYPE_CHECKING:
    from matplotlib.axes import Axes  # noqa: TID251
    from matplotlib.figure import Figure  # noqa: TID251

WIDTH = 350
"""Units of a plot's width; about the pixels of a phone, so that letters keep their size there."""
_LETTER = 11.5
_LABEL = 11
"""Characters of a label at most, Chinese ones counted."""
# Each stands for a variable of the page's style sheet; no plot has these colours for their own sake.
_INK, _MUTED, _LINE, _FIRST, _SECOND = "#010203", "#020304", "#030405", "#040506", "#050607"
_VARIABLES = {_INK: "ink", _MUTED: "muted", _LINE: "line", _FIRST: "first", _SECOND: "second"}
_Line = Literal["-", "--"]
_SERIES: tuple[tuple[str, str, _Line], ...] = ((_FIRST, "o", "-"), (_SECOND, "s", "--"))


class PlotsMissing(EvalsError):
    """The library that draws is not installed; the message names the command that installs it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One group of bars: a type, with one estimate a run."""

    label: str
    questions: int
    estimates: Sequence[Estimate | None]


def bars(groups: Sequence[Bar], runs: Sequence[str]) -> str:
    """Shares as horizontal bars with their intervals."""
    rows = len(groups) * len(runs)
    labels = [f"{_short(group.label)} ({group.questions})" for group in groups]
    left = max(map(_wide, labels), default=0) * _LETTER + 10
    with _drawing("bars", 34 + rows * (22 if len(runs) == 1 else 15) + 8 * len(groups), left, runs) as (axes, made):
        thick = 0.72 / len(runs)
        for run in range(len(runs)):
            colour = _SERIES[run][0]
            for place, group in enumerate(groups):
                estimate = group.estimates[run]
                at = place + (run - (len(runs) - 1) / 2) * thick
                if estimate is None:
                    continue
                axes.barh(at, 100 * estimate.value, thick * 0.92, color=colour, alpha=0.85 if run == 0 else 0.6)
                axes.plot([100 * estimate.low, 100 * estimate.high], [at, at], color=_INK, linewidth=1.3)
        axes.set_yticks(range(len(groups)), labels)
        axes.set_ylim(len(groups) - 0.5, -0.5)
        axes.set_xlim(0, 102)
        axes.set_xticks(range(0, 101, 25), [f"{tick}%" for tick in range(0, 101, 25)])
        axes.grid(axis="x", color=_LINE, linewidth=0.8)
    return made[0]


def lines_at_depth(depths: Sequence[int], runs: Sequence[tuple[str, Sequence[Estimate]]]) -> str:
    """Shares over the number of citations looked at, with intervals."""
    with _drawing("depth", 220, 42, [name for name, _ in runs]) as (axes, made):
        for (_, estimates), (colour, marker, style) in zip(runs, _SERIES, strict=False):
            values = [100 * estimate.value for estimate in estimates]
            axes.plot(range(len(depths)), values, color=colour, marker=marker, linestyle=style, linewidth=2)
            for place, estimate in enumerate(estimates):
                axes.plot([place, place], [100 * estimate.low, 100 * estimate.high], color=colour, linewidth=1)
        axes.set_xticks(range(len(depths)), [f"k={k}" for k in depths])
        _shares(axes)
    return made[0]


def refusal_lines(points: Sequence[RefusalPoint], threshold: float) -> str:
    """Precision and recall over the threshold, dotted the one that the program comes with."""
    with _drawing("refusal", 220, 42, ["准确率 precision", "召回率 recall"]) as (axes, made):
        at = [point.threshold for point in points]
        shares = ([point.precision for point in points], [point.recall for point in points])
        for own, (colour, _, style) in zip(shares, _SERIES, strict=True):
            drawn = [float("nan") if share is None else 100 * share for share in own]
            # Refused is what is below the threshold, so that a value holds up to its threshold, which is in it.
            axes.step(at, drawn, where="pre", color=colour, linestyle=style, linewidth=2)
        axes.axvline(threshold, color=_INK, linewidth=1.2, linestyle=":")
        axes.set_xlim(0, 1)
        _shares(axes)
    return made[0]


def latency_steps(runs: Sequence[tuple[str, Sequence[float]]]) -> str:
    """The share of questions answered within so many milliseconds, on a logarithmic scale."""
    with _drawing("latency", 220, 42, [name for name, _ in runs]) as (axes, made):
        for (_, times), (colour, _, style) in zip(runs, _SERIES, strict=False):
            ordered = [max(time, 0.1) for time in sorted(times)]
            shares = [100 * (place + 1) / len(ordered) for place in range(len(ordered))]
            axes.step([ordered[0], *ordered], [0.0, *shares], where="post", color=colour, linestyle=style, linewidth=2)
        axes.set_xscale("log")
        low, high = axes.get_xlim()
        ticks = [
            digit * 10.0**power for power in range(-1, 7) for digit in (1, 2, 5) if low <= digit * 10.0**power <= high
        ]
        kept = ticks if len(ticks) <= 6 else [tick for tick in ticks if f"{tick:e}".startswith("1")]
        axes.set_xticks(kept, [_milliseconds(tick) for tick in kept])
        axes.set_xticks([], minor=True)
        _shares(axes)
    return made[0]


@contextmanager
def _drawing(name: str, height: float, left: float, series: Sequence[str]) -> Iterator[tuple[Axes, list[str]]]:
    """Empty axes to draw on; the SVG is in the list afterwards. Several series get a legend above."""
    # What it says of its list of fonts and where that is kept is nothing that the user of a report has to act on.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    try:
        import matplotlib as mpl  # noqa: TID251
        from matplotlib.figure import Figure  # noqa: TID251
        from matplotlib.lines import Line2D  # noqa: TID251
    except ImportError as error:
        raise PlotsMissing("画图需要 matplotlib，请先运行 pip install 'zhice[evals]'") from error

    made: list[str] = []
    settings: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": name,
        "font.size": _LETTER,
        # A type may be named '$…', which is a name and no formula.
        "text.parse_math": False,
        **dict.fromkeys(("text.color", "xtick.color", "ytick.color", "axes.labelcolor"), _INK),
        "axes.edgecolor": _MUTED,
    }
    with mpl.rc_context(settings), warnings.catch_warnings():
        # The letters are drawn by the browser's fonts, not by the one that is measured here.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        above = 26 if len(series) > 1 else 8
        full = height + above
        figure = Figure(figsize=(WIDTH / 72, full / 72))
        figure.subplots_adjust(left=left / WIDTH, right=1 - 16 / WIDTH, bottom=26 / full, top=1 - above / full)
        axes = figure.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(length=0, pad=6)
        axes.set_axisbelow(True)
        yield axes, made
        if len(series) > 1:
            handles = [
                Line2D([], [], color=colour, linestyle=style, linewidth=3)
                for colour, _, style in _SERIES[: len(series)]
            ]
            names = [_short(label, 18) for label in series]
            figure.legend(handles, names, loc="upper left", ncols=2, frameon=False, borderaxespad=0.2)
        made.append(_svg_of(figure, name))


def _shares(axes: Axes) -> None:
    axes.set_ylim(0, 104)
    axes.set_yticks(range(0, 101, 25), [f"{tick}%" for tick in range(0, 101, 25)])
    axes.grid(color=_LINE, linewidth=0.8)


def _svg_of(figure: Figure, name: str) -> str:
    """The drawing as an element to put into a page: no header, no rules for other elements, no ids of others."""
    file = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    figure.savefig(file, format="svg", transparent=True, metadata=nothing)
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>|<style.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", svg)
    svg = re.sub(r"font-family: [^;\"]*; ", "", svg)
    svg = re.sub(r"font: ([\d.]+)px [^;\"]*", r"font-size: \1px", svg)
    svg = re.sub(r' transform="rotate\(-0 [^"]*"', "", svg)
    for colour, variable in _VARIABLES.items():
        svg = svg.replace(colour, f"var(--{variable})")
    return re.sub(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>', r'<svg viewBox="\1" aria-hidden="true">', svg, count=1)


def _short(label: str, most: int = _LABEL) -> str:
    """One line of at most `most` wide characters."""
    plain = "".join(character for character in " ".join(label.split()) if character.isprintable())
    while _wide(plain) > most:
        plain = plain[:-2] + "…"
    return plain


def _wide(label: str) -> float:
    """Width in letters: Chinese characters count one, others a good half."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WF" else 0.6 for character in label)


def _milliseconds(value: float) -> str:
    return f"{value:g} ms" if value < 1000 else f"{value / 1000:g} s"
