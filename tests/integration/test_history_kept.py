"""Real answers on the example corpus: kept, reopened after a restart, exported, judged."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from command_line import Zhice
from docx.oxml.ns import qn
from lxml import etree

from assistant import open_assistant
from assistant.api import Assistant
from assistant.bootstrap import make_records, open_index
from assistant.feedback.giving import answered
from assistant.feedback.model import Opinion
from assistant.history.codec import decode, encode
from assistant.history.reopening import reopened
from assistant.history.store import SqliteHistory
from assistant.model import Answer, Turn
from assistant.opening import open_feedback, open_history
from assistant.settings import load_settings

QUESTIONS = Path(__file__).resolve().parents[2] / "examples" / "questions.jsonl"
KINDS = {
    "figure": "九江国家级开发区亩均税收要求是多少？",
    "list": "湖北“新九通一平”具体通哪九样?",
    "comparison": "九江和黔西对每亩地分别提了啥硬指标",
    "silent side": "比较九江和湖北的亩均税收要求",
    "refusal with nearest": "苏州工业园区亩均税收要求?",
    "correction": "九江国家级开发区亩均税收为什么定为50万元？",
    "English": "What is the tax per mu required of national zones in Jiujiang?",
    "traditional": "高淳經開區主攻哪個產業",
}


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> dict[str, Answer]:
    return {kind: assistant.ask(question) for kind, question in KINDS.items()}


def kept(home: Path, answers: dict[str, Answer], user: str = "") -> str:
    """The id of a conversation that holds them all."""
    with open_history(home) as store:
        conversation = store.create(user)
        for answer in answers.values():
            store.append(user, conversation, answer.question, answer, "v1 #1")
    return conversation


def test_the_samples_are_of_the_kinds_that_they_are_called(answers: dict[str, Answer]) -> None:
    assert answers["figure"].checks
    assert [bool(side.text) for side in answers["comparison"].sides] == [True, True]
    assert not all(side.text for side in answers["silent side"].sides)
    assert answers["refusal with nearest"].refused
    assert answers["refusal with nearest"].citations
    assert answers["correction"].corrects
    assert answers["English"].text.startswith("Tax per mu")


def test_every_answer_to_the_example_questions_reads_back_equal(assistant: Assistant) -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    found = []
    for row in rows[::2]:
        turns = row.get("turns") or [row["question"]]
        found.append(assistant.ask(turns[-1], [Turn(turn) for turn in turns[:-1]]))
    assert [decode(encode(answer)) for answer in found] == found
    assert len({(answer.refused, bool(answer.checks), bool(answer.sides)) for answer in found}) >= 4


def test_a_conversation_is_reopened_after_a_restart_with_its_clauses_made_anew(
    own_home: Path, answers: dict[str, Answer]
) -> None:
    conversation = kept(own_home, answers)
    with open_history(own_home) as store, open_assistant(own_home) as assistant:
        shown = reopened(store.open("", conversation), assistant.clause_context)
    assert [one.exchange.answer for one in shown] == list(answers.values())
    for one in shown:
        assert [view.quote for view in one.clauses if view] == [c.quote for c in one.exchange.answer.citations]
        assert one.remark == ""


def test_after_a_document_is_removed_or_changed_the_kept_quote_stays_and_says_so(
    zhice: Zhice, own_home: Path, corpus: Path, tmp_path: Path, answers: dict[str, Answer]
) -> None:
    conversation = kept(own_home, answers)
    assert zhice("--home", own_home, "remove", "湖北省_开发区改革创新_摘要.txt").code == 0
    changed = tmp_path / "changed" / "九江市_开发区争先进位_摘要.txt"
    changed.parent.mkdir()
    text = (corpus / changed.name).read_text(encoding="utf-8")
    changed.write_text(text.replace("亩均税收不低于20万元", "亩均税收不低于25万元"), encoding="utf-8")
    assert zhice("--home", own_home, "remove", changed.name).code == 0
    assert zhice("--home", own_home, "ingest", changed).code == 0
    with open_history(own_home) as store, open_assistant(own_home) as assistant:
        shown = dict(zip(answers, reopened(store.open("", conversation), assistant.clause_context), strict=True))
    assert shown["list"].remark == "[1] 所引文件已更新或移除，所示为当时的引文。"
    assert shown["figure"].clauses == (None,)
    assert shown["figure"].exchange.answer.citations[0].quote in text
    assert shown["traditional"].remark == ""


def test_the_command_line_lists_shows_exports_renames_and_deletes(
    zhice: Zhice, own_home: Path, tmp_path: Path, answers: dict[str, Answer]
) -> None:
    conversation = kept(own_home, answers)
    kept(own_home, {"figure": answers["figure"]}, "张三")

    def run(*arguments: object) -> str:
        ran = zhice("--home", own_home, "history", *arguments)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    assert run("list").startswith(conversation)
    assert f"{len(answers)} 问" in run("list", "--words", "稅收 新九通")
    assert run("list", "--words", "火星") == "没有含有这些词的对话。\n"
    assert [head["questions"] for head in json.loads(run("list", "--user", "张三", "--json"))["conversations"]] == [1]
    for answer in answers.values():
        assert answer.question in run("show", conversation[:6])
    exchanges = json.loads(run("show", conversation, "--json"))["exchanges"]
    assert [exchange["answer"] for exchange in exchanges] == [answer.text for answer in answers.values()]
    run("rename", conversation, "调研")
    assert run("list").rstrip().endswith("调研")
    run("export", conversation, "--output", tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# 调研\n")
    run("delete", conversation)
    assert run("list") == "还没有对话记录。\n"
    assert zhice("--home", own_home, "history", "show", conversation).problem.startswith("错误：没有编号为")


def test_a_word_export_has_a_footnote_for_every_citation_with_note_and_quote(
    zhice: Zhice, own_home: Path, tmp_path: Path, answers: dict[str, Answer]
) -> None:
    conversation = kept(own_home, answers)
    ran = zhice("--home", own_home, "history", "export", conversation, "--output", tmp_path / "a.docx")
    assert ran.code == 0
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.docx").read_bytes())) as archive:
        root = etree.fromstring(archive.read("word/footnotes.xml"))
    texts = ["".join(note.itertext()).strip() for note in root if note.get(qn("w:type")) is None]
    citations = [citation for answer in answers.values() for citation in answer.citations]
    wanted = sorted(f"{citation.note}：“{' '.join(citation.quote.split())}”" for citation in citations)
    assert sorted(texts) == wanted


def test_word_opens_in_an_office_program(
    libreoffice: str, own_home: Path, tmp_path: Path, answers: dict[str, Answer]
) -> None:
    import subprocess

    from assistant.history.export.writing import export_file

    conversation = kept(own_home, answers)
    export_file(SqliteHistory(own_home).open("", conversation), tmp_path / "a.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = [libreoffice, profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(tmp_path / "a.odt") as archive:
        content = etree.fromstring(archive.read("content.xml"))
    namespace = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
    notes = ["".join(note.itertext()).strip() for note in content.iterfind(".//text:note/text:note-body", namespace)]
    assert len(notes) == sum(len(answer.citations) for answer in answers.values())
    assert notes[0].endswith(f"“{answers['figure'].citations[0].quote}”")


def test_feedback_is_exported_as_rows_that_the_evaluation_reads_or_refuses_by_line(
    zhice: Zhice, own_home: Path, tmp_path: Path, answers: dict[str, Answer]
) -> None:
    conversation = kept(own_home, answers)
    settings = load_settings(own_home)
    index = open_index(settings)
    records = make_records(settings, index)
    talk = records.history.open("", conversation)
    ids = [exchange.id for exchange in talk.exchanges]
    for exchange in ids[:2]:
        records.feedback.give("", answered(talk, exchange), Opinion.HELPFUL)
    records.feedback.give("张三", answered(talk, ids[2]), Opinion.WRONG, "少了一项")
    assert records.index_version() == index.version
    records.close()
    index.close()

    listed = zhice("--home", own_home, "feedback", "list")
    assert listed.out.count("有用") == 2
    assert "意见：少了一项" in listed.out
    assert zhice("--home", own_home, "feedback", "list", "--user", "张三", "--json").json[0]["opinion"] == "wrong"
    rows, good = tmp_path / "rows.jsonl", tmp_path / "good.jsonl"
    assert "3 行" in zhice("--home", own_home, "feedback", "export", "--output", rows).out
    refused = zhice("--home", own_home, "eval", "answers", rows)
    assert "rows.jsonl 第 3 行" in refused.problem
    assert zhice("--home", own_home, "feedback", "export", "--output", good, "--opinion", "helpful").code == 0
    measured = zhice("--home", own_home, "eval", "answers", good, "--json").json
    assert (measured["types"]["ALL"]["n"], measured["types"]["ALL"]["answer"]) == (2, 1.0)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["feedback", "list", "--since", "昨天"], "看不懂日期"),
        (["feedback", "export", "--output", "rows.jsonl"], "没有可导出的反馈"),
        (["history", "export", "abc", "--output", "a.docx"], "没有编号为“abc”的对话"),
        (["history", "rename", "abc", " "], "标题不能为空"),
    ],
)
def test_what_cannot_be_done_is_one_plain_line(
    zhice: Zhice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], problem: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert problem in zhice("--home", tmp_path / "home", *arguments).problem
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_history_is_one_line_and_the_next_call_works(zhice: Zhice, tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").write_bytes(b"damaged " * 1000)
    assert "已移到" in zhice("--home", tmp_path, "history", "list").problem
    assert zhice("--home", tmp_path, "history", "list").out == "还没有对话记录。\n"


def test_what_is_kept_needs_no_index(tmp_path: Path) -> None:
    with open_feedback(tmp_path) as feedback, open_history(tmp_path) as history:
        assert feedback.all() == []
        assert history.page("").total == 0
