"""Learns the table of general translations from parallel law articles.

    python -m assistant.understanding.training.translation law_tw_en2zh.jsonl.xz

writes `assistant/understanding/english/data/translations.tsv`: an English word or phrase, then Chinese words with
their probabilities in hundredths. The same input gives the same file; it takes some minutes and 8 GB of memory.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.understanding.training.alignment import make_links, train, translations
from assistant.understanding.training.parallel import Parallel, prepare, read_pairs
from assistant.understanding.training.phrases import with_phrases

Table = Mapping[str, Sequence[tuple[str, float]]]
_OUTPUT = Path(__file__).parents[1] / "english" / "data" / "translations.tsv"
_MOST, _LEAST, _RAREST = 5, 0.04, 2.0
_OF_THE_SOURCE = re.compile("民国|国军|总统府|(?:行政|立法|司法|考试|监察)院")
"""The state and bodies that the texts learned from speak of, which the documents searched do not have."""
_HEADER = "# Learned by assistant/understanding/training/translation.py: English <tab> Chinese and hundredths, ...\n"


def learned(parallel: Parallel) -> Table:
    """Translations of the English words of `parallel`."""
    links = make_links(parallel)
    return translations(parallel, links, train(links), _MOST, _LEAST, _RAREST)


def phrases_worth_keeping(words: Table, phrases: Table) -> Table:
    """Those phrases whose likeliest translation is not what one of its words means alone."""

    def new(phrase: str) -> bool:
        alone = {chinese for word in phrase.split() for chinese, _ in words.get(word, ())}
        return phrases[phrase][0][0] not in alone

    return {phrase: phrases[phrase] for phrase in phrases if " " in phrase and new(phrase)}


def written(table: Table) -> str:
    """The content of the data file, without the bodies of the texts learned from."""
    lines = []
    for english in sorted(table):
        kept = [cell for cell in table[english] if not _OF_THE_SOURCE.search(cell[0])]
        cells = [f"{chinese} {round(100 * chance)}" for chinese, chance in kept]
        lines += ["\t".join([english, *cells])] if cells else []
    return _HEADER + "\n".join(lines) + "\n"


def main() -> None:
    """Reads the pairs, learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path, help="rows {q: English, p: Chinese, s: kind}, packed with xz")
    parser.add_argument("--output", type=Path, default=_OUTPUT)
    arguments = parser.parse_args()
    parallel = prepare(read_pairs(arguments.pairs))
    words = learned(parallel)
    phrases = phrases_worth_keeping(words, learned(with_phrases(parallel)))
    arguments.output.write_text(written({**words, **phrases}), encoding="utf-8")
    print(f"{len(parallel.pairs)} pairs, {len(words)} words, {len(phrases)} phrases")


if __name__ == "__main__":
    main()
