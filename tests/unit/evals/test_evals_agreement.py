"""Our figures equal those of the score script that comes with the questions, on the same predictions."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.metrics import hits_evidence
from evals.model import GoldQuestion, Prediction, QuotedSource
from evals.predictions import prediction_record, read_predictions
from evals.questions import read_questions
from evals.report import to_json, write_errors
from evals.runner import score_run
from evals.runs.figures import FIGURES
from evals.runs.scoring import question_scores
from evals.sources import DocumentTexts, read_texts
from evals.text import contains, normalise

SETS = ["dev.jsonl", "dev_followups.jsonl"]
AS_IN_A_RUN = {
    "right": "answer",
    "concise": "concise",
    "must_only": "must_only",
    "cited_hit": "ev_hit",
    "cited_all": "ev_all",
    "quote_exact": "cite_prec",
    "refusal_precision": "refusal_precision",
    "refusal_recall": "refusal_recall",
}
"""Figures of a stored run by the script's names."""
COMPARED = ("types", "refusal_precision", "refusal_recall", "missing")


def perfect(questions: list[GoldQuestion], _: DocumentTexts) -> list[Prediction]:
    return [ideal(question) for question in questions]


def ideal(question: GoldQuestion) -> Prediction:
    if not question.answerable:
        return Prediction(question.id, refused=True)
    docs = question.gold_docs * len(question.evidence)
    cited = tuple(QuotedSource(doc, quote) for doc, quote in zip(docs, question.evidence, strict=False))
    return Prediction(question.id, question.answer, citations=cited)


def junk(questions: list[GoldQuestion], _: DocumentTexts) -> list[Prediction]:
    cited = (QuotedSource("002", "此句并不存在于任何文件之中"),)
    return [Prediction(question.id, "按照有关规定执行。", question.answerable, cited) for question in questions]


def partly_wrong(questions: list[GoldQuestion], documents: DocumentTexts) -> list[Prediction]:
    """Every way of being half right, in turn."""
    return [
        spoil(ideal(question), question, documents)
        for spoil, question in zip(spoils(questions), questions, strict=True)
    ]


def shifted(questions: list[GoldQuestion], documents: DocumentTexts) -> list[Prediction]:
    """The same ways, falling on other questions."""
    order = spoils(questions)
    return [
        spoil(ideal(question), question, documents)
        for spoil, question in zip(order[5:] + order[:5], questions, strict=True)
        if not question.id.endswith("7")
    ]


Spoil = Callable[[Prediction, GoldQuestion, DocumentTexts], Prediction]


def spoils(questions: list[GoldQuestion]) -> list[Spoil]:
    kinds: list[Spoil] = [
        lambda p, q, d: p,
        lambda p, q, d: replace(p, answer="、".join([q.answer, *q.must_not])),
        lambda p, q, d: replace(p, answer=q.answer + "此处照抄全文。" * 30),
        lambda p, q, d: replace(p, refused=not p.refused),
        lambda p, q, d: replace(p, citations=tuple(QuotedSource(c.doc, c.quote[:9]) for c in p.citations)),
        lambda p, q, d: replace(p, citations=tuple(QuotedSource(c.doc, c.quote[:5]) for c in p.citations)),
        lambda p, q, d: replace(p, citations=tuple(QuotedSource(c.doc, " ".join(c.quote)) for c in p.citations)),
        lambda p, q, d: replace(
            p, citations=(*p.citations, QuotedSource("不存在.txt", "开发区"), QuotedSource("", ""))
        ),
        lambda p, q, d: replace(
            p, citations=tuple(QuotedSource(f"a/b\\{d.resolve(c.doc)}#1", c.quote) for c in p.citations)
        ),
        lambda p, q, d: replace(p, citations=tuple(QuotedSource("004", c.quote) for c in p.citations)),
        lambda p, q, d: replace(p, answer=f"目标為{q.answer}\n"),
        lambda p, q, d: replace(p, answer="8%以上,2023年", refused=False),
        lambda p, q, d: replace(p, citations=p.citations[:1]),
        lambda p, q, d: Prediction(q.id, error="OSError: x"),
    ]
    return [kinds[position % len(kinds)] for position in range(len(questions))]


@pytest.mark.shared
@pytest.mark.parametrize("questions_file", SETS)
@pytest.mark.parametrize("predict", [perfect, junk, partly_wrong, shifted])
def test_every_figure_equals_the_score_scripts(
    shared: Path, tmp_path: Path, questions_file: str, predict: Callable[..., list[Prediction]]
) -> None:
    gold = shared / "questions" / questions_file
    questions, texts = read_questions(gold), read_texts(shared / "corpus")
    predictions = predict(questions, DocumentTexts(texts))
    file, theirs_wrong, ours_wrong = (tmp_path / name for name in ("pred.jsonl", "theirs.jsonl", "ours.jsonl"))
    file.write_text("".join(json.dumps(prediction_record(p)) + "\n" for p in predictions), encoding="utf-8")
    script = [sys.executable, str(shared / "questions" / "score.py"), str(file), "--gold", str(gold)]
    done = subprocess.run([*script, "--errors", str(theirs_wrong)], capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout.splitlines()[-1])

    report = score_run(questions, read_predictions(file), texts)
    write_errors(report, ours_wrong)

    ours = json.loads(to_json(report))
    assert {key: ours[key] for key in COMPARED} == theirs
    assert ids(ours_wrong) == ids(theirs_wrong)
    scores = question_scores(report, {}, texts)
    values = {figure.name: figure.value(scores) for figure in FIGURES}
    rounded = {name: None if value is None else round(value, 4) for name, value in values.items()}
    assert {name: rounded[name] for name in AS_IN_A_RUN} == {
        name: theirs[key] if key in theirs else theirs["types"]["ALL"][key] for name, key in AS_IN_A_RUN.items()
    }


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.shared
def test_perfect_predictions_are_all_right_and_junk_all_wrong(shared: Path) -> None:
    questions, texts = read_questions(shared / "questions" / "dev.jsonl"), read_texts(shared / "corpus")
    best = score_run(questions, perfect(questions, DocumentTexts(texts)), texts)
    worst = score_run(questions, junk(questions, DocumentTexts(texts)), texts)
    assert (best.total.answer, best.total.ev_all, best.total.cite_prec, best.refusal_recall) == (1, 1, 1, 1)
    assert (worst.total.answer, worst.total.ev_hit, worst.total.cite_prec, worst.refusal_recall) == (0, 0, 0, 0)
    assert not best.wrong
    assert len(worst.wrong) == len(questions) == 60


@pytest.fixture(scope="module")
def theirs(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("given_score", shared / "questions" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SIGNS = (
    "0123456789,.-%~|:;\"'()_ \n\u2010\u2011\u2013\u2014\u2212\u301c"
    "\uff5e\uff0c\uff1a\uff0e\uff05\uff11\u3000“”‘「」『』。、①½㎡"
)
CHARACTERS = "一二五十百零〇两点第个万元亿年月至到为是為𠮷A"
WORDS = ["\n\n", "百分之", "百分之百", "percent", "per cent", "——", "GDP", "ict", "萬畝", "產業", "1,000", "2-3"]
PIECES = st.sampled_from([*SIGNS, *CHARACTERS, *WORDS])
TEXTS = st.lists(PIECES, max_size=14).map("".join)
SAME_CASES = settings(derandomize=True, max_examples=600, deadline=None, database=None)


@pytest.mark.shared
@SAME_CASES
@given(text=TEXTS)
def test_any_text_normalises_as_in_the_script(theirs: ModuleType, text: str) -> None:
    assert normalise(text) == theirs.norm(text)


@pytest.mark.shared
@SAME_CASES
@given(before=TEXTS, needle=TEXTS, after=TEXTS)
def test_any_string_is_contained_as_in_the_script(theirs: ModuleType, before: str, needle: str, after: str) -> None:
    text = before + needle + after
    assert contains(needle, text) == theirs.contains(needle, theirs.norm(text), text)
    assert contains("-", text) == theirs.contains("-", theirs.norm(text), text)


@pytest.mark.shared
@SAME_CASES
@given(before=TEXTS, common=TEXTS, after=TEXTS, evidence=TEXTS)
def test_any_quote_hits_evidence_as_in_the_script(
    theirs: ModuleType, before: str, common: str, after: str, evidence: str
) -> None:
    assert hits_evidence(before + common, common + after) == theirs.overlaps(before + common, common + after)
    assert hits_evidence(before + common, evidence) == theirs.overlaps(before + common, evidence)


@pytest.mark.shared
def test_every_character_of_the_documents_normalises_as_in_the_script(shared: Path, theirs: ModuleType) -> None:
    characters = sorted(set("".join(read_texts(shared / "corpus").values())))
    assert len(characters) > 1000
    assert [normalise(c) for c in characters] == [theirs.norm(c) for c in characters]


@pytest.mark.shared
@pytest.mark.parametrize(
    "doc",
    [
        *["000", "00", "0", "000_0c02cd6efd741bfe", "x/000_0c02cd6efd741bfe.txt", "000_0c02cd6efd741bfe.txt#0"],
        *["001.pdf", "001_zzz", "999", "", "a\\002_f76d01e13e9e6dfa.md", "003_22d4756cf8eeba5f.txt?x=1"],
        *["某文件", "004::2", " 004 "],
    ],
)
def test_a_documents_name_resolves_as_in_the_script(shared: Path, theirs: ModuleType, doc: str) -> None:
    found = DocumentTexts(read_texts(shared / "corpus")).resolve(doc)
    assert (found or "").removesuffix(".txt") == (theirs.Seeds(str(shared / "corpus")).stem(doc) or "")
