"""Answers to 'who is responsible': the bodies named for a clause, or in a sentence of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from assistant.answering.candidates import CandidatePool, heading_text
from assistant.answering.composing.duties import in_role, named_first, said_of
from assistant.answering.findings import Finding
from assistant.answering.quoting import MAX_QUOTE
from assistant.model import AnswerKind, Language, Question
from ingest.duties.finding import Duty, find_duties
from ingest.model import TextSpan
from ingest.normalize import fold
from vectorstore.model import Hit

_BODY = (
    r"(?:[局委厅署处办]|(?<![全内外干总本])部|委员会|管委会|领导小组|指挥部|办公(?:室|厅)|部门|机构|机关|政府|中心|银行"
    r"|法院|检察院|派出所|街道|居委会|村委会|协会|工会|单位)"
)
_ACTS = (
    "(?:负责|牵头|统筹|主管|承担|应当?|会同|加强|指导|组织|协调|监督|管理|审[批核查定]|受理|认定|核定|核发|发放|制定|确定|公布|发布"
    "|决定|批准|核准|备案|实施|办理|建立|开展|委托|作出|责令|可以?|须|要|对|依法|根据|按照)"
)
_NAMED_IN_SENTENCE = re.compile(
    r"由[^,。;]{2,24}?(?:牵头|负责|审批|承办|管理|组织|统筹|主管|受理|实施|担任|承担)"
    rf"|{_BODY}(?:等(?:部门|单位)?)?(?:\([^()]*\))?{_ACTS}"
    rf"|(?:向|由|经|报请?|到|送|交由?|提请|通过)[^,。;]{{1,24}}?{_BODY}|报[^,。;]{{2,14}}?(?:审批|批准|备案|核准)"
    r"|(?:中心|[局委厅办]|部门|机构|公司)(?:是|为)[^,。;]{2,24}(?:机构|单位|部门|机关)"
)
"""A body that does something, or to which one turns."""
_TELLING = 24
"""Characters of a quote that can be told from others."""
_HEAD = 40
"""Characters at the start of a clause that mostly hold its heading."""
_LOOKED_AT = 40
_HIT_WEIGHT = 0.3
_IN_SENTENCE = 0.1
_DAILY, _DAILY_ASKED = re.compile(r"日常(?:工作|事务|管理)"), 0.2
"""Who does the daily work of a body is told apart from who leads it."""


def find_bodies(question: Question, hits: Sequence[Hit], pool: CandidatePool) -> Finding | None:
    """The bodies of the clause that the question is about, in the role asked for."""
    options = [found for hit in hits for found in _of_passage(question, hit, pool)]
    for finding in islice(pool.ranked(AnswerKind.BODY), _LOOKED_AT):
        options += _of_sentence(question, finding, pool)
    return max(options, key=lambda found: found.score, default=None)


def _of_passage(question: Question, hit: Hit, pool: CandidatePool) -> list[Finding]:
    passage = hit.passage
    folded = fold(passage.text)
    terms = pool.terms
    heading = terms.matches(fold(" ".join((passage.title, *passage.path))))
    above = terms.matches(heading_text(passage))
    found = []
    start = 0
    for group in _groups([duty for duty in find_duties(passage.text) if not duty.stated]):
        clause = folded[start : group[0].span.start]
        start = group[-1].span.end
        head, own = terms.matches(clause[:_HEAD]), terms.matches(clause)
        parts = [max(h, f, 0.7 * o, 0.5 * a) for h, f, o, a in zip(heading, head, own, above, strict=True)]
        support = terms.support([max(h, f, 0.8 * o, a) for h, f, o, a in zip(heading, head, own, above, strict=True)])
        text = said_of(in_role(fold(question.wording), group, passage.text), passage.text)
        quote = _with_sentence(folded, TextSpan(group[0].span.start, group[-1].span.end))
        found.append(Finding(hit, text, quote, clause, terms.coverage(parts) + _HIT_WEIGHT * hit.score, support))
    return found


def _with_sentence(folded: str, bodies: TextSpan) -> TextSpan:
    """The bodies in their brackets; where these are few words, with the sentence that they close.

    So the quote says what they answer for.
    """
    bracketed = folded[: bodies.start].endswith("(") and folded[bodies.end :].startswith(")")
    whole = TextSpan(bodies.start - bracketed, bodies.end + bracketed)
    if len(whole) >= _TELLING:
        return whole
    before = folded[: whole.start].rstrip("( \n")
    start = max((before.rstrip("。").rfind(end) for end in "。;\n"), default=-1) + 1
    while start < whole.start and folded[start].isspace():
        start += 1
    return TextSpan(start, whole.end) if whole.end - start <= MAX_QUOTE else whole


def _groups(duties: Sequence[Duty]) -> list[list[Duty]]:
    """Duties that stand together: in one bracket or on neighbouring lines."""
    groups: list[list[Duty]] = []
    for duty in duties:
        if groups and duty.span.start - groups[-1][-1].span.end <= 4:
            groups[-1].append(duty)
        else:
            groups.append([duty])
    return groups


def _of_sentence(question: Question, finding: Finding, pool: CandidatePool) -> list[Finding]:
    folded = fold(finding.text)
    coverage = pool.terms.coverage(pool.terms.matches(folded))
    if _DAILY.search(folded) and any(_DAILY.search(form) for term in question.terms for form in term.forms):
        around = pool.terms.matches(f"{finding.context} {heading_text(finding.hit.passage)}")
        coverage = pool.terms.coverage(around) + _DAILY_ASKED
    if coverage < 0.5 or _NAMED_IN_SENTENCE.search(folded) is None:
        return []
    score = coverage + _HIT_WEIGHT * finding.hit.score + _IN_SENTENCE
    stated = in_role(fold(question.wording), find_duties(finding.text), finding.text)
    text = finding.text
    if stated and finding.cell is None:
        english = question.language is Language.ENGLISH
        text = said_of(stated, text) if english else named_first(stated, text)
    cell = finding.cell
    return [Finding(finding.hit, text, finding.quote, finding.context, score, finding.support, cell=cell)]
