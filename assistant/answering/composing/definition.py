"""A definition whole: the sentence that defines, and those behind it that go on with it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.findings import Finding
from assistant.answering.quoting import MAX_QUOTE
from assistant.answering.segments import Sentence, sentences
from ingest.model import TextSpan
from ingest.normalize import fold

_DEFINES = re.compile(r"是指|所称|指的是|系指|(?<![立])即(?!可|将|时)|就是")
_GOES_ON = re.compile(r"^(?:(?:具体|主要|其中|一般)?(?:包括|包含|分为|指)|其中)")
_LONGEST, _LONGEST_TOGETHER = 110, 150


def defined(finding: Finding) -> Finding | None:
    """The sentence of `finding` whole where it defines, with what goes on with it; None where it does not."""
    text = finding.hit.passage.text
    found = sentences(text)
    position = next((n for n, each in enumerate(found) if _holds(each, finding)), None)
    if position is None or not _DEFINES.search(found[position].folded) or len(found[position].span) > _LONGEST:
        return None
    start, end = found[position].span.start, found[position].span.end
    for following in found[position + 1 :]:
        if not _GOES_ON.match(following.folded) or following.span.end - start > _LONGEST_TOGETHER:
            break
        end = following.span.end
    quote = TextSpan(start, min(end + (text[end : end + 1] in ("。", "；", ";")), start + MAX_QUOTE))
    words = text[start:end]
    return replace(finding, text=words, quote=quote, context=fold(words), position=start)


def _holds(sentence: Sentence, finding: Finding) -> bool:
    return sentence.span.start <= finding.position < sentence.span.end
