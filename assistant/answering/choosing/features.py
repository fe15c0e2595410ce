"""The features of parts of sentences, each of which somebody who reads the passage can check.

In two steps: every sentence is measured by its words; the parts of the best ones by all else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.choosing.asking import TYPE_NAMES, Asking, read_asking
from assistant.answering.choosing.demands import DEMAND_NAMES, demands
from assistant.answering.choosing.forms import FORM_NAMES, forms_of
from assistant.answering.choosing.layout import Floats, Layout, lay_out
from assistant.answering.choosing.wording import Family, Wording, find_wording, nearness
from assistant.answering.matching import WeightedTerms
from assistant.model import Question
from assistant.ranking.patterns import Positions
from vectorstore.model import Hit

LOOKED_AT = 20
"""Sentences of which the parts are measured."""
_CONTENT = re.compile(r"[^\W_]")
_LONG = 100.0
"""Characters."""
_ITEMS = 5
"""Separators of an enumeration from which on more tell nothing."""


@dataclass(frozen=True)
class Measured:
    """The parts of the best sentences with their features."""

    layout: Layout
    parts: Positions
    """Numbers of the parts, rising."""
    names: tuple[str, ...]
    values: Floats
    """Shape (parts, features)."""
    asking: Asking
    relevance: Floats
    """Of every sentence of the layout, see `relevance_of`."""


def measure(
    question: Question, hits: Sequence[Hit], terms: WeightedTerms, sentences: int = LOOKED_AT
) -> Measured | None:
    """The parts of the `sentences` most relevant sentences; None where no hit has a sentence.

    `terms` are those of the question, weighed in the hits.
    """
    layout = lay_out(hits)
    if layout is None:
        return None
    wording = find_wording(question, layout)
    by_sentence = _sentence_columns(layout, wording, hits)
    relevance = relevance_of(by_sentence)
    chosen = np.sort(np.argsort(-relevance, kind="stable")[:sentences])
    parts = np.flatnonzero(np.isin(layout.part_sentence, chosen))
    asking = read_asking(question)
    columns = {f"s_{name}": column[layout.part_sentence[parts]] for name, column in by_sentence.items()}
    columns |= _part_columns(layout, wording, parts)
    columns |= _form_columns(layout, parts, asking)
    met = demands(question, hits, layout, parts, terms)
    columns |= {f"d_{name}": met[:, i] for i, name in enumerate(DEMAND_NAMES)}
    columns |= {
        f"q_{name}": np.full(len(parts), float(value)) for name, value in zip(TYPE_NAMES, asking.types, strict=True)
    }
    names = tuple(columns)
    values = np.stack([np.asarray(columns[name], dtype=np.float32) for name in names], axis=1)
    return Measured(layout, parts, names, values, asking, relevance)


def relevance_of(columns: dict[str, Floats]) -> Floats:
    """How relevant each sentence is by its words: which ones are looked at closely."""
    own = 0.5 * columns["pairs"] + 0.25 * columns["characters"] + 0.25 * columns["terms"]
    return np.asarray(
        own + 0.3 * columns["pairs_and_before"] + 0.3 * columns["pairs_and_title"] + 0.35 * columns["hit_score"]
    )


def _sentence_columns(layout: Layout, wording: Wording, hits: Sequence[Hit]) -> dict[str, Floats]:
    columns: dict[str, Floats] = {}
    for name in ("characters", "pairs", "triples", "terms"):
        family: Family = getattr(wording, name)
        own = layout.by_sentence(family.parts)
        columns[name] = family.coverage(own)
        columns[f"{name}_best"] = _share_of_best(columns[name])
        if name == "characters":
            continue
        before, after = _neighbours(own, layout.sentence_hit)
        columns[f"{name}_and_before"] = family.coverage(np.maximum(own, before))
        columns[f"{name}_and_after"] = family.coverage(np.maximum(own, after))
        columns[f"{name}_and_title"] = family.coverage(np.maximum(own, family.headings[layout.sentence_hit]))
        whole = family.coverage(np.maximum(layout.by_hit(own), family.headings))
        columns[f"{name}_in_hit"] = whole[layout.sentence_hit]
    scores = np.array([hit.score for hit in hits], dtype=np.float32)
    lexical = np.array([hit.lexical for hit in hits], dtype=np.float32)
    dense = np.array([hit.dense for hit in hits], dtype=np.float32)
    ranks = np.arange(1, len(hits) + 1, dtype=np.float32)
    for name, of_hit in (
        ("hit_score", scores),
        ("hit_margin", scores.max() - scores),
        ("hit_lexical", lexical),
        ("hit_dense", dense),
        ("hit_rank", 1 / ranks),
        ("hit_first", (ranks == 1).astype(np.float32)),
    ):
        columns[name] = np.asarray(of_hit[layout.sentence_hit], dtype=np.float32)
    lengths = layout.ends[layout.first_part[1:] - 1] - layout.starts[layout.first_part[:-1]]
    columns["length"] = np.log1p(lengths / _LONG).astype(np.float32)
    number = np.arange(len(lengths)) - np.searchsorted(layout.sentence_hit, layout.sentence_hit)
    columns["number"] = (1 / (1 + number)).astype(np.float32)
    columns["part_count"] = np.log1p(np.diff(layout.first_part)).astype(np.float32)
    return columns


def _part_columns(layout: Layout, wording: Wording, parts: Positions) -> dict[str, Floats]:
    columns: dict[str, Floats] = {}
    for name in ("characters", "pairs", "triples", "terms"):
        family: Family = getattr(wording, name)
        coverage = family.coverage(family.parts)
        columns[name] = coverage[parts]
        before, after = _neighbours(coverage, layout.part_sentence)
        columns[f"{name}_before"], columns[f"{name}_after"] = before[parts], after[parts]
        earlier, later = _neighbours(before, layout.part_sentence)[0], _neighbours(after, layout.part_sentence)[1]
        if name == "pairs":
            columns["pairs_earlier"], columns["pairs_later"] = earlier[parts], later[parts]
            of_sentence = layout.by_sentence(family.parts)
            total = family.coverage(of_sentence)[layout.part_sentence]
            columns["pairs_share"] = np.asarray((coverage / np.maximum(total, 1e-6))[parts], dtype=np.float32)
    starts, ends = layout.starts[parts], layout.ends[parts]
    columns |= {f"pairs_{name}": column for name, column in nearness(wording.pairs, starts, ends).items()}
    columns |= {f"terms_{name}": column for name, column in nearness(wording.terms, starts, ends).items()}
    in_sentence = parts - layout.first_part[layout.part_sentence[parts]]
    count = np.diff(layout.first_part)[layout.part_sentence[parts]]
    columns["first"] = (in_sentence == 0).astype(np.float32)
    columns["last"] = (in_sentence == count - 1).astype(np.float32)
    columns["only"] = (count == 1).astype(np.float32)
    columns["length"] = np.log1p((ends - starts) / 20).astype(np.float32)
    columns["length_share"] = np.minimum((ends - starts) / _LONG, 2).astype(np.float32)
    return columns


def _form_columns(layout: Layout, parts: Positions, asking: Asking) -> dict[str, Floats]:
    rows: list[list[float]] = []
    said = set(asking.folded)
    around = [f"{name}" for name in ("before", "after")]
    names = [f"f_{name}" for name in FORM_NAMES]
    names += ["new", "new_share", "nothing_new", "new_run", "noun", "noun_new", "noun_tail", "commas", "ends_new"]
    names += [f"asked_{name}" for name in around] + [f"asked_{name}_near" for name in around] + ["gap"]
    for part in parts.tolist():
        start, end = int(layout.starts[part]), int(layout.ends[part])
        text = layout.text[start:end]
        rows.append(
            [*map(float, forms_of(text)), *_newness(text, said, asking), *_gap(layout.text, start, end, asking)]
        )
    table = np.array(rows, dtype=np.float32)
    return {name: table[:, i] for i, name in enumerate(names)}


def _newness(text: str, said: set[str], asking: Asking) -> list[float]:
    """What a part says that the question does not, for that is what may answer it."""
    content = _CONTENT.findall(text)
    new = [character not in said for character in content]
    runs = "".join("1" if flag else " " for flag in new).split()
    count, longest = sum(new), max(map(len, runs), default=0)
    noun = asking.noun
    tail = noun[-1:] if noun else ""
    return [
        math.log1p(count),
        count / max(len(content), 1),
        float(count < 2),
        math.log1p(longest),
        float(bool(noun) and noun in text),
        float(bool(noun) and re.search(rf"[^{re.escape(noun)}]{re.escape(tail)}", text) is not None),
        float(bool(tail) and tail in text),
        min(text.count("、"), _ITEMS) / _ITEMS,
        float(bool(new) and new[-1]),
    ]


def _gap(text: str, start: int, end: int, asking: Asking) -> list[float]:
    """Whether what stands around the asking words stands in or next to a part, and both in order with room between."""
    part, near = text[start:end], text[max(0, start - 30) : end + 30]
    before, after = asking.before, asking.after
    left = part.find(before) if before else -1
    right = part.find(after, left + len(before)) if after and left >= 0 else -1
    return [
        float(left >= 0),
        float(bool(after) and after in part),
        float(bool(before) and before in near),
        float(bool(after) and after in near),
        float(right > left + len(before)),
    ]


def _share_of_best(values: Floats) -> Floats:
    best = float(values.max())
    return values / best if best else values


def _neighbours(values: Floats, groups: Positions) -> tuple[Floats, Floats]:
    """The rows before and after each, 0 where these are of another group."""
    before, after = np.zeros_like(values), np.zeros_like(values)
    same = groups[1:] == groups[:-1]
    before[1:][same] = values[:-1][same]
    after[:-1][same] = values[1:][same]
    return before, after
