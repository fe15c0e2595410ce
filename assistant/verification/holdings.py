"""What a cited clause holds: its figures, those of its title and headings, the levels, years and places it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.verification.cells import cell_figures, cell_lines
from assistant.verification.levels import levels_in
from assistant.verification.literals import literals_in
from assistant.verification.model import Evidence
from assistant.verification.signs import Signs, signs_of
from assistant.verification.stated import Stated, stated_in, words_of
from ingest.normalize import fold
from ingest.regions.gazetteer import RegionMention
from ingest.regions.names import stem_of
from ingest.years import years_in

_PLAN = re.compile("十[一二三四五六]五")


@dataclass(frozen=True)
class Holdings:
    """One piece of evidence, read."""

    evidence: Evidence

    @cached_property
    def running(self) -> tuple[Stated, ...]:
        """The figures of the clause read as running text, table cells among them as bare numbers."""
        return stated_in(self.evidence.text)

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The figures of the clause, those of table cells with their heads in place of the bare numbers."""
        cells, spans = cell_figures(self.evidence.text, self.evidence.path)
        inside = {i for span in spans for i in range(span.start, span.end)}
        return (*(s for s in self.running if s.figure.span.start not in inside), *cells)

    @cached_property
    def spread(self) -> str:
        """The folded clause, and behind it each cell of its tables as a line with its heads: 第一年 产值:75亿元."""
        return fold("\n\0".join((self.evidence.text, *cell_lines(self.evidence.text, self.evidence.path))))

    @cached_property
    def signs(self) -> Signs:
        """`spread` without marks and blanks."""
        return signs_of(self.spread)

    @cached_property
    def figures(self) -> tuple[Stated, ...]:
        """The figures of `spread`."""
        return stated_in(self.spread) if "\0" in self.spread else self.running

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where `figures` stand in `signs`."""
        return tuple(self.signs.place_of(stated.figure.span) for stated in self.figures)

    def placed(self) -> Iterator[tuple[Stated, tuple[int, int]]]:
        """`figures` with their places."""
        return zip(self.figures, self.places, strict=True)

    @cached_property
    def compact(self) -> tuple[str, tuple[int, ...]]:
        """The folded clause without white space, and where each of its characters stands in the clause."""
        places = tuple(i for i, sign in enumerate(self.evidence.text) if not sign.isspace())
        folded = fold(self.evidence.text)
        return "".join(folded[i] for i in places), places

    @cached_property
    def headings(self) -> tuple[Stated, ...]:
        """The figures of the title and of the headings above."""
        return tuple(s for words in (self.evidence.title, *self.evidence.path) for s in stated_in(words))

    @cached_property
    def folded(self) -> str:
        """Clause, title and headings in one text."""
        return fold("\n".join((self.evidence.text, self.evidence.title, *self.evidence.path)))

    @cached_property
    def literals(self) -> frozenset[str]:
        """Every number that a literal of an answer may repeat."""
        return frozenset(span.slice(self.folded) for span in literals_in(self.folded, ()))

    @cached_property
    def region_words(self) -> frozenset[str]:
        """Those of the names of the document's region, which an answer may put before any figure."""
        return frozenset().union(*(words_of(fold(name)) for name in self.evidence.region))

    @cached_property
    def levels(self) -> frozenset[str]:
        """Every zone level named."""
        return frozenset(levels_in(self.folded))

    @cached_property
    def years(self) -> frozenset[int]:
        """Every year named or within a run of years, and the last of each five-year plan named."""
        ends = (max(years) for plan in _PLAN.findall(self.folded) if (years := years_in(plan)))
        return years_in(_PLAN.sub(" ", self.folded)) | frozenset(ends)

    def knows(self, mention: RegionMention) -> bool:
        """Whether a region is that of the document or above it, or stands in the clause, title or headings."""
        path = mention.region.path
        if path == self.evidence.region[: len(path)]:
            return True
        return any(
            fold(name) in self.folded for name in (mention.text, mention.region.name, stem_of(mention.region.name))
        )


@lru_cache(maxsize=512)
def holdings_of(evidence: Evidence) -> Holdings:
    """What `evidence` holds; read once."""
    return Holdings(evidence)
