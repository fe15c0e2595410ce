"""Holds two runs on the same questions against each other."""

from __future__ import annotations

from collections.abc import Sequence

from evals.comparing.chance import interval, p_value
from evals.comparing.model import Comparison, FigureDifference, TypeDifference
from evals.errors import BadFile
from evals.runs.figures import FIGURES, Figure
from evals.runs.model import QuestionScore, StoredRun
from evals.scoring import TOTAL

Scores = Sequence[QuestionScore]
_RIGHT = FIGURES[0]


def compare_runs(first: StoredRun, second: StoredRun) -> Comparison:
    """Raises `BadFile` where a run is not finished, or they are not on the same questions."""
    require_comparable(first, second)
    a, b = first.scores, second.scores
    return Comparison(
        first=first.manifest,
        second=second.manifest,
        total=_answers(TOTAL, a, b),
        types=tuple(_answers(name, _of(a, name), _of(b, name)) for name in dict.fromkeys(score.type for score in a)),
        figures=tuple(difference_of(figure, a, b) for figure in FIGURES),
    )


def require_comparable(first: StoredRun, second: StoredRun) -> None:
    """Raises `BadFile` as `compare_runs` does."""
    for run in (first, second):
        if not run.scores:
            raise BadFile(f"运行 {run.manifest.name} 没有做完，请先用 zhice eval answers … --run … --resume 做完")
    if first.manifest.questions_sha256 != second.manifest.questions_sha256:
        names = "与".join(f"{run.manifest.name}（{run.manifest.questions}）" for run in (first, second))
        raise BadFile(f"{names}所用的题目文件内容不同，不能逐题比较；请用同一份题目文件重新运行其一")


def difference_of(figure: Figure, first: Scores, second: Scores) -> FigureDifference:
    """One figure in both; the scores are of the same questions in the same order."""
    a, b = figure.portions(first), figure.portions(second)
    return FigureDifference(
        figure.name, figure.label, figure.value(first), figure.value(second), interval(a, b), p_value(a, b)
    )


def _answers(name: str, first: Scores, second: Scores) -> TypeDifference:
    pairs = [(b.id, a.right, b.right) for a, b in zip(first, second, strict=True)]

    def ids(before: bool, after: bool) -> tuple[str, ...]:
        return tuple(id for id, was, now in pairs if (was, now) == (before, after))

    return TypeDifference(
        type=name,
        won=ids(False, True),
        lost=ids(True, False),
        both=ids(True, True),
        neither=ids(False, False),
        right=difference_of(_RIGHT, first, second),
    )


def _of(scores: Scores, name: str) -> list[QuestionScore]:
    return [score for score in scores if score.type == name]
