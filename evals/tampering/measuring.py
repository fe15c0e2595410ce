"""Runs the check on untouched, reworded and altered statements and counts."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from random import Random

from assistant.model import CheckedFigure, FigureVerdict
from assistant.verification.checking import check_answer
from evals.errors import NothingToScore
from evals.model import RunContext
from evals.tampering.alterations import alterations
from evals.tampering.model import Count, Kind, Slip, Statement, TamperingReport
from evals.tampering.rewording import reworded

SEED = 5
_KEPT = 200
"""Slips of each sort that a report names."""


class _Tally:
    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.hits: Counter[str] = Counter()
        self.slips: list[Slip] = []
        self.seconds = 0.0
        self.checks = 0

    def alarmed(self, name: str, statement: Statement, text: str, wanted: bool) -> bool | None:
        """Whether the check of `text` raised an alarm; None, and not counted, for a text without figures."""
        started = time.process_time()
        checks = check_answer(text, statement.evidence)
        self.seconds += time.process_time() - started
        self.checks += 1
        if not checks and not wanted:
            return None
        found = _alarms(checks)
        self.made[name] += 1
        self.hits[name] += found
        if found is not wanted and len(self.slips) < _KEPT * 10:
            self.slips.append(Slip(name, text, statement.text))
        return found


def measure_tampering(
    statements: Iterable[Statement],
    regions: Sequence[str],
    context: RunContext | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> TamperingReport:
    """Checks each statement as it is and in other words, then, where it raised no alarm, with one thing altered.

    Raises NothingToScore where no statement has a figure.
    """
    untouched, altered = _Tally(), _Tally()
    for done, statement in enumerate(statements, start=1):
        alarm = untouched.alarmed(statement.style, statement, statement.text, wanted=False)
        if alarm is False:
            for same in reworded(statement):
                untouched.alarmed(same.style, statement, same.text, wanted=False)
            # Drawn from the text, so that a statement is altered the same way whatever comes before it.
            for alteration in alterations(statement, regions, Random(f"{SEED}{statement.text}")):
                altered.alarmed(alteration.kind, statement, alteration.text, wanted=True)
        if on_progress is not None:
            on_progress(done)
    if not untouched.made:
        raise NothingToScore("没有任何带数字的答案可供改动，请检查题目文件或先建立索引")
    return TamperingReport(
        caught={kind: Count(altered.made[kind], altered.hits[kind]) for kind in Kind},
        alarms={style: Count(untouched.made[style], untouched.hits[style]) for style in untouched.made},
        missed=_some(altered.slips),
        false=_some(untouched.slips),
        milliseconds=1000 * (untouched.seconds + altered.seconds) / (untouched.checks + altered.checks),
        context=context or RunContext(),
    )


def _alarms(checks: Sequence[CheckedFigure]) -> bool:
    return any(check.verdict is not FigureVerdict.VERIFIED for check in checks)


def _some(slips: Sequence[Slip]) -> tuple[Slip, ...]:
    kept: Counter[str] = Counter()
    chosen = []
    for slip in slips:
        kept[slip.name] += 1
        if kept[slip.name] <= _KEPT:
            chosen.append(slip)
    return tuple(chosen)
