"""Which words of a question were understood as what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.model import Aspect, Place, Reading, Wanted
from assistant.understanding import constraints, kinds, periods
from assistant.understanding.spans import Found
from assistant.understanding.terms import Located, find_indicators
from assistant.understanding.wanted import find_wanted
from ingest.normalize import fold

_AROUND = " ,.?;:!()\t\n　，。？；：！（）、"
_ORDER = tuple(Aspect)


@dataclass(frozen=True, slots=True)
class Wording:
    """The text that was read, and how its offsets lead back to the question as asked."""

    text: str
    """The question as asked."""
    read: str
    """The same with typing errors put right, the length of which may differ."""
    edits: tuple[Reading, ...] = ()
    """Corrections, in order: of `text[start:end]` to `value`."""

    def reading(self, aspect: Aspect, item: Found) -> Reading | None:
        """The reading of `item`, whose offsets are those of `read`; None for one of no characters in it."""
        start, end = item.start, min(item.end, len(self.read))
        while start < end and self.read[start] in _AROUND:
            start += 1
        while end > start and self.read[end - 1] in _AROUND:
            end -= 1
        if start >= end:
            return None
        first, last = self._asked(start, first=True), self._asked(end, first=False)
        return Reading(aspect, self.text[first:last], first, last, item.value)

    def then(self, further: Wording) -> Wording:
        """This wording with what `further`, a wording of `read`, changes; of a thing changed twice, the later."""
        moved = [self._moved(edit) for edit in further.edits]
        kept = [own for own in self.edits if not any(own.start < edit.end and edit.start < own.end for edit in moved)]
        return Wording(self.text, further.read, tuple(sorted([*kept, *moved], key=lambda edit: edit.start)))

    def _moved(self, edit: Reading) -> Reading:
        """An edit of `read` as one of `text`."""
        first, last = self._asked(edit.start, first=True), self._asked(edit.end, first=False)
        return replace(edit, words=self.text[first:last], start=first, end=last)

    def _asked(self, offset: int, *, first: bool) -> int:
        """The offset in `text`; within a correction, that of its first or last character."""
        shift = 0
        for edit in self.edits:
            start = edit.start + shift
            end = start + len(edit.value)
            if offset <= start if not first else offset < start:
                break
            if offset < end:
                return edit.start if first else edit.end
            shift += len(edit.value) - (edit.end - edit.start)
        return offset - shift


def place_readings(folded: str, named: Iterable[Place]) -> list[Found]:
    """Each place with its path: '江西省九江市', several paths joined by 或."""
    items = []
    for place in named:
        start = folded.find(place.name.lower())
        value = " 或 ".join("".join(path) for path in place.paths)
        items.append(Found(value, start, start + len(place.name)) if start >= 0 else Found(value, 0, 0))
    return items


def time_readings(folded: str, today: date | None) -> tuple[list[Found], list[Found]]:
    """Single years, and periods that hold none of them."""
    spans = periods.find_periods(folded, today)
    single = periods.find_years(folded)
    return single, [item for item in spans if not any(year.start <= item.start < year.end for year in single)]


def term_readings(folded: str, located: Sequence[Located]) -> tuple[list[Found], list[Found]]:
    """Phrases that name what a figure measures, and the other content words."""
    indicators = find_indicators(folded, located)
    topics = [
        Found(item.term.text, item.start, item.end)
        for item in located
        if not item.term.place and not any(i.start <= item.start and item.end <= i.end for i in indicators)
    ]
    return indicators, topics


def gathered(wording: Wording, parts: Iterable[tuple[Aspect, Iterable[Found]]]) -> tuple[Reading, ...]:
    """All readings in the order of the question, corrections first at their place."""
    readings = [wording.reading(aspect, item) for aspect, items in parts for item in items]
    return _in_order([*wording.edits, *(reading for reading in readings if reading is not None)])


def with_readings(
    readings: Iterable[Reading], wording: Wording, aspect: Aspect, items: Iterable[Found]
) -> tuple[Reading, ...]:
    """`readings` and those of `items`, in the order of the question."""
    further = (wording.reading(aspect, item) for item in items)
    return _in_order([*readings, *(reading for reading in further if reading is not None)])


def _in_order(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(sorted(readings, key=lambda r: (r.start, _ORDER.index(r.aspect), r.end)))


def constraint_readings(folded: str, whole: str, all_wanted: tuple[Wanted, ...]) -> list[tuple[Aspect, list[Found]]]:
    """What a question says apart from places, times and terms; `whole` holds also what it sets aside."""
    return [
        (Aspect.LEVEL, constraints.find_levels(folded)),
        (Aspect.ORDINAL, constraints.find_ordinals(folded)),
        (Aspect.WANTED, find_wanted(folded, all_wanted)),
        (Aspect.UNIT, [unit for unit in kinds.find_units(folded) if unit.value not in kinds.NO_UNITS]),
        (Aspect.SUPERLATIVE, constraints.find_extremes(folded)),
        (Aspect.EXCLUDED, constraints.find_exclusions(whole)[1]),
        (Aspect.STATED, constraints.find_figures(folded)),
    ]


def moved_into(wording: Wording, readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Readings of a whole question as those of the follow-up that stands for it, with its corrections."""
    folded = fold(wording.read)
    moved = [*wording.edits]
    for reading in readings:
        start = folded.find(fold(reading.words))
        inside = start >= 0 and wording.reading(reading.aspect, Found(reading.value, start, start + len(reading.words)))
        moved.append(inside or replace(reading, start=0, end=0))
    return tuple(moved)
