"""The public function: an answer's text and its cited clauses in, one verdict for each of its figures out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.model import CheckedFigure, FigureVerdict
from assistant.verification.agreement import agrees
from assistant.verification.anchors import displaced, is_other_number
from assistant.verification.claims import Claim, Segment, segments_of
from assistant.verification.holdings import Holdings, holdings_of
from assistant.verification.judging import Verdict, judge
from assistant.verification.model import Evidence
from assistant.verification.places import strange_region
from assistant.verification.stated import Stated
from ingest.normalize import fold


def check_answer(answer: str, evidence: Sequence[Evidence], refused: bool = False) -> tuple[CheckedFigure, ...]:
    """Each figure of `answer`, in order, held against the clauses that its marker names.

    `evidence[i]` is what marker [i + 1] stands for. A figure is verified where one of its clauses holds the
    same value in the same unit and direction about the same thing: no other level, year or region, and not
    where the words beside it are those of another figure of the clause. Else it differs where the clause says
    something else of the same thing, or is not found. Figures that the answer denies are left out, and of a
    refusal those of sentences that cite nothing, which say what was looked for.
    """
    held = tuple(map(holdings_of, evidence))
    segments = [part for part in segments_of(answer, len(held)) if part.marked or not refused]
    checks = [check for part in segments for check in (*_claims(part, held), *_literals(part, held))]
    return tuple(sorted(checks, key=lambda check: check.start))


def _claims(part: Segment, held: Sequence[Holdings]) -> Iterator[CheckedFigure]:
    cited = tuple(held[number - 1] for number in part.citations)
    claims = part.claims()
    amounts = any(claim.stated.figure.is_amount for claim in claims)
    for claim in claims:
        number, verdict = _best(claim, part, cited, amounts)
        if verdict.verdict is FigureVerdict.VERIFIED and (stranger := strange_region(part.words, cited)):
            verdict = Verdict(FigureVerdict.DIFFERS, _whose(cited, stranger))
        decides = number if verdict.verdict is not FigureVerdict.NOT_FOUND else 0
        yield CheckedFigure(
            claim.stated.written, claim.span.start, claim.span.end, verdict.verdict, decides, verdict.evidence
        )


def _literals(part: Segment, held: Sequence[Holdings]) -> Iterator[CheckedFigure]:
    """Numbers of names that no cited clause writes; those that one does are no figures and say nothing."""
    cited = [held[number - 1] for number in part.citations]
    for span in part.literals():
        written = span.slice(part.words)
        words = fold(part.words)
        if not any(fold(written) in one.literals and not is_other_number(span, words, one) for one in cited):
            place = span.shifted(part.span.start)
            yield CheckedFigure(written, place.start, place.end, FigureVerdict.NOT_FOUND)


def _best(claim: Claim, part: Segment, cited: Sequence[Holdings], amounts: bool) -> tuple[int, Verdict]:
    """The number of the citation that decides, and what it says."""
    best = 0, Verdict(FigureVerdict.NOT_FOUND)
    for number, held in zip(part.citations, cited, strict=True):
        quoted = _quoted_whole(claim, part, held)
        verdict = Verdict(FigureVerdict.VERIFIED, quoted) if quoted else judge(claim.stated, held, amounts)
        if verdict.verdict is FigureVerdict.VERIFIED:
            unlike = _contradicted_by_quote(claim)
            if unlike is None and not (quoted and not part.earlier):
                unlike = _displaced(claim, part, held)
            return number, Verdict(FigureVerdict.DIFFERS, unlike.written) if unlike else verdict
        if verdict.verdict is FigureVerdict.DIFFERS and (not best[0] or verdict.likeness > best[1].likeness):
            best = number, verdict
    return best


def _displaced(claim: Claim, part: Segment, held: Holdings) -> Stated | None:
    """The figure of the clause in whose place the claim stands, where the answer has the clause's own words."""
    return displaced(
        claim.stated, claim.stated.figure.span.shifted(len(part.earlier)), fold(part.earlier + part.words), held
    )


def _quoted_whole(claim: Claim, part: Segment, held: Holdings) -> str:
    """The figure as the clause writes it where all the words of its segment are the clause's own; else empty.

    A quote that cuts a figure from its comparators (20万元 of 不低于20万元) does not count.
    """
    signs = [(i, sign) for i, sign in enumerate(part.words) if not sign.isspace()]
    compact, places = held.compact
    begin = compact.find(fold("".join(sign for _, sign in signs)).rstrip(".。;"))
    if begin < 0:
        return ""
    first = next(n for n, (i, _) in enumerate(signs) if i >= claim.stated.figure.span.start)
    start = places[begin + first]
    return next(
        (s.written for s in held.running if s.figure.span.start == start and s.written == claim.stated.written), ""
    )


def _contradicted_by_quote(claim: Claim) -> Stated | None:
    """The first figure of the Chinese quoted behind a figure in English, where none there says the same."""
    amounts = [stated for stated in claim.quoted if stated.figure.is_amount]
    if not amounts or not claim.stated.figure.is_amount or any(agrees(claim.stated, stated) for stated in amounts):
        return None
    return amounts[0]


def _whose(cited: Sequence[Holdings], stranger: str) -> str:
    """Whose clause it is that is cited where the answer names another region."""
    regions = [held.evidence.region[-1] for held in cited if held.evidence.region]
    return regions[0] if regions and regions[0] != stranger else ""
