"""What a finding is about, in the question's own English words, as far as the Chinese bears them out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.model import Question
from assistant.understanding.constraints import levels
from assistant.understanding.english.data_files import glossary, is_action
from assistant.understanding.english.lemmas import WORD, bases

_LONGEST = 8
"""Words of the longest term."""
_LINKS = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "for", "per", "by", "and", "or", "to", "all", "each", "s"]
)
"""Words within a label; one does not begin or end with them."""
_ASKING = frozenset(["requirement", "target", "goal", "number", "amount", "total", "overall"])
"""They say that a figure is asked for, and claim nothing of it; their plurals likewise."""
_VERBS = frozenset(
    (
        *("hold", "grow", "growth", "increase", "double", "support", "approve", "lead", "pay", "settle", "set up"),
        *("establish", "established", "account for", "how often", "year", "annually"),
        *("working day", "working days", "business day", "calendar day", "full year", "whole year", "full month"),
        *("minimum", "maximum", "longest", "highest", "lowest", "shortest", "largest", "result", "rise", "reason"),
    )
)
"""Entries of the glossary that are no names of things, or that the words around a figure say."""
_KINDS = (
    *("economic and technological development zone", "economic development zone", "high tech zone", "etdz"),
    *("new area", "province", "city", "county", "district", "zones", "zone"),
)
"""What may follow the name of a place and belongs to it."""
_ZONES = frozenset(("开发区", "园区"))
_WIDE = frozenset(("企业", "工业", "目标", "要求", "标准", "全市", "城市", "年度", "每年"))
"""Terms that many clauses have."""


@dataclass(frozen=True, slots=True)
class Label:
    """Some neighbouring words of the question that the finding says too."""

    words: str
    core: str
    """The same without places, levels and zones at its ends."""
    phrase: str
    """The longest single term in them."""
    chinese: str
    """That term as the finding has it."""
    weight: int
    """How well the words name a thing; 0 where they only say where something holds."""


@dataclass(frozen=True, slots=True)
class _Word:
    """Neighbouring tokens that make one term, a place, or a word that asks."""

    start: int
    end: int
    """In the question's text."""
    chinese: str
    """As the finding has it; empty for a place and a word that asks."""
    place: bool = False

    @property
    def says_where(self) -> bool:
        return self.place or self.chinese in _ZONES or bool(levels(self.chinese))

    @property
    def weight(self) -> int:
        """How well it names a thing: nothing for where it holds, little for a wide term."""
        if self.says_where or not self.chinese:
            return 0
        return 1 if self.chinese in _WIDE or len(self.chinese) == 1 else 2 * len(self.chinese)


def labels(question: Question, said: str, places: Collection[str]) -> list[Label]:
    """The labels that `said`, folded Chinese, bears out, the one with the most to say first.

    `places` are the names, as the question writes them, of regions that the finding is of.
    """
    names = {" ".join(WORD.findall(name.lower())) for name in places}
    found = [_label(question.text, run) for run in _runs(question.text, said, names)]
    return sorted(found, key=lambda label: -label.weight)


def _label(text: str, run: Sequence[_Word]) -> Label:
    core = [number for number, word in enumerate(run) if not word.says_where] or [0]
    longest = max(run, key=lambda word: word.weight)
    return Label(
        words=text[run[0].start : run[-1].end],
        core=text[run[core[0]].start : run[core[-1]].end],
        phrase=text[longest.start : longest.end],
        chinese=longest.chinese,
        weight=sum(word.weight for word in run),
    )


def _runs(text: str, said: str, places: Collection[str]) -> list[list[_Word]]:
    """Words that stand together, with nothing but links between them; each run has a term or a place."""
    tokens = list(WORD.finditer(text.lower()))
    words = [token.group() for token in tokens]
    runs: list[list[_Word]] = [[]]
    position = 0
    while position < len(tokens):
        size, chinese, place = _term_at(words, position, said, places)
        word = _Word(tokens[position].start(), tokens[position + size - 1].end(), chinese, place)
        if chinese or place or words[position].removesuffix("s") in _ASKING:
            runs[-1].append(word)
        elif words[position] not in _LINKS:
            runs.append([])
        position += size
    return [run for run in runs if any(word.chinese or word.place for word in run)]


def _term_at(words: Sequence[str], start: int, said: str, places: Collection[str]) -> tuple[int, str, bool]:
    """How many words the longest known term at `start` takes, what of it `said` has, and whether it is a place."""
    for size in range(min(_LONGEST, len(words) - start), 0, -1):
        phrase = words[start : start + size]
        if " ".join(phrase) in places:
            behind = " ".join(words[start + size : start + size + _LONGEST])
            kind = next((kind for kind in _KINDS if f"{behind} ".startswith(f"{kind} ")), "")
            return size + len(kind.split()), "", True
        form, chinese = _entry(phrase)
        if chinese:
            acts = is_action(form) or not _VERBS.isdisjoint((form, *bases(form)))
            return size, "" if acts else next((term for term in chinese if _says(said, term)), ""), False
    return 1, "", False


def _entry(phrase: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The form under which the glossary has a phrase, and its Chinese; ('', ()) where it has none."""
    known = glossary()
    for last in (phrase[-1], *bases(phrase[-1])):
        form = " ".join([*phrase[:-1], last])
        if form in known and form not in _LINKS:
            return form, known[form]
    return "", ()


def _says(said: str, term: str) -> bool:
    """True where the term stands there; of a level with what it belongs to (省级开发区) the level suffices."""
    named = levels(term)
    return term in said or (bool(named) and all(level in said for level in named))
