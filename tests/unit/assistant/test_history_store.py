"""Conversations kept for each user."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from history_samples import COMPARED, DOUBTFUL, FIGURE, REFUSED, Clock

from assistant.history.ports import BadTitle, UnknownConversation
from assistant.history.store import FILE, LONGEST_TITLE, SqliteHistory
from assistant.model import Turn


@pytest.fixture
def store(tmp_path: Path) -> SqliteHistory:
    return SqliteHistory(tmp_path, Clock())


def filled(store: SqliteHistory, user: str, *questions: str) -> str:
    conversation = store.create(user)
    for question in questions:
        store.append(user, conversation, question, FIGURE)
    return conversation


def test_a_conversation_is_reopened_after_a_restart_with_every_answer_whole(
    store: SqliteHistory, tmp_path: Path
) -> None:
    conversation = store.create("张三")
    ids = [store.append("张三", conversation, a.question, a, "v1 #3") for a in (FIGURE, DOUBTFUL, COMPARED, REFUSED)]
    store.close()
    kept = SqliteHistory(tmp_path).open("张三", conversation)
    assert [exchange.answer for exchange in kept.exchanges] == [FIGURE, DOUBTFUL, COMPARED, REFUSED]
    assert [exchange.id for exchange in kept.exchanges] == ids
    assert {exchange.index_version for exchange in kept.exchanges} == {"v1 #3"}
    assert kept.turns[0] == Turn(FIGURE.question, FIGURE.text)


def test_the_first_question_is_the_title_until_it_is_renamed(store: SqliteHistory) -> None:
    conversation = filled(store, "", "亩均税收\n是多少", "还有呢")
    assert store.open("", conversation).head.title == "亩均税收 是多少"
    store.rename("", conversation, " 税收  调研 ")
    store.append("", conversation, "再问", FIGURE)
    assert store.open("", conversation).head.title == "税收 调研"


def test_a_long_question_makes_a_short_title(store: SqliteHistory) -> None:
    title = store.open("", filled(store, "", "税" * 500)).head.title
    assert len(title) == 40
    assert title.endswith("…")


@pytest.mark.parametrize("title", ["", " \n ", "长" * (LONGEST_TITLE + 1)])
def test_a_title_that_is_empty_or_too_long_is_refused(store: SqliteHistory, title: str) -> None:
    conversation = filled(store, "", "问")
    with pytest.raises(BadTitle):
        store.rename("", conversation, title)
    assert store.open("", conversation).head.title == "问"


def test_the_list_has_the_latest_first_with_the_number_of_questions(store: SqliteHistory) -> None:
    first, second = filled(store, "", "甲一", "甲二"), filled(store, "", "乙")
    store.append("", first, "甲三", FIGURE)
    heads = store.page("").heads
    assert [(head.id, head.questions) for head in heads] == [(first, 3), (second, 1)]
    assert heads[0].created_at < heads[1].created_at < heads[1].changed_at < heads[0].changed_at


def test_pages_together_are_the_whole_list(store: SqliteHistory) -> None:
    made = [filled(store, "", f"问{n}") for n in range(7)]
    pages = [store.page("", limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [head.id for page in pages for head in page.heads] == made[::-1]
    assert {page.total for page in pages} == {7}


def test_a_conversation_without_a_question_is_not_listed(store: SqliteHistory) -> None:
    store.create("", "空的")
    assert store.page("").total == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("税收", ["乙", "甲"]),
        ("稅收 20", ["乙", "甲"]),
        ("税收 补贴", ["乙"]),
        ("不低于２０万元。", ["乙", "甲"]),
        ("没有这个词", []),
        ("100%", []),
        ("_", []),
    ],
)
def test_a_search_finds_conversations_that_hold_every_word_in_either_script(
    store: SqliteHistory, words: str, found: list[str]
) -> None:
    for title, question in (("甲", "土地"), ("乙", "补贴")):
        store.rename("", filled(store, "", question), title)
    assert [head.title for head in store.page("", words).heads] == found


def test_no_user_sees_changes_or_deletes_what_another_has(store: SqliteHistory) -> None:
    conversation = filled(store, "张三", "秘密")
    for user in ("李四", "", "张三 "):
        assert store.page(user).total == 0
        assert store.page(user, "秘密").total == 0
        for call in (
            lambda user=user: store.open(user, conversation),
            lambda user=user: store.append(user, conversation, "问", FIGURE),
            lambda user=user: store.rename(user, conversation, "新"),
            lambda user=user: store.delete(user, conversation),
            lambda user=user: store.drop_last(user, conversation),
        ):
            with pytest.raises(UnknownConversation):
                call()
    assert [exchange.question for exchange in store.open("张三", conversation).exchanges] == ["秘密"]


def test_an_unknown_conversation_reads_as_one_of_another_user(store: SqliteHistory) -> None:
    conversation = filled(store, "张三", "秘密")
    with pytest.raises(UnknownConversation) as others:
        store.open("李四", conversation)
    with pytest.raises(UnknownConversation) as nobodys:
        store.open("李四", "0" * 12)
    assert str(others.value).replace(conversation, "?") == str(nobodys.value).replace("0" * 12, "?")


def test_the_beginning_of_an_id_will_do_where_only_one_has_it(store: SqliteHistory) -> None:
    made = [filled(store, "", str(n)) for n in range(20)]
    assert store.open("", made[0][:11]).head.id == made[0]
    with pytest.raises(UnknownConversation):
        store.open("", "")
    shared = next(first for first in "0123456789abcdef" if sum(one.startswith(first) for one in made) > 1)
    with pytest.raises(UnknownConversation, match="不止一个"):
        store.open("", shared)


def test_what_is_deleted_is_gone_from_the_file_too(store: SqliteHistory, tmp_path: Path) -> None:
    conversation = filled(store, "", "独一无二的问题")
    store.delete("", conversation)
    store.close()
    assert store.page("").total == 0
    assert "独一无二".encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_forgetting_a_user_leaves_the_others(store: SqliteHistory) -> None:
    filled(store, "张三", "一")
    filled(store, "张三", "二")
    kept = filled(store, "李四", "三")
    assert store.forget("张三") == 2
    assert store.page("张三").total == 0
    assert store.open("李四", kept).head.questions == 1


def test_the_last_question_is_dropped_to_be_asked_again_and_its_id_is_not_used_anew(store: SqliteHistory) -> None:
    conversation = store.create("")
    store.append("", conversation, "一", FIGURE)
    dropped = store.append("", conversation, "二", FIGURE)
    store.drop_last("", conversation)
    added = store.append("", conversation, "二改", REFUSED)
    assert [exchange.question for exchange in store.open("", conversation).exchanges] == ["一", "二改"]
    assert added > dropped


def test_characters_that_no_file_can_hold_do_not_stop_a_question_from_being_kept(store: SqliteHistory) -> None:
    odd = replace(FIGURE, text="甲\x00乙\ud800", question="\ud800?")
    conversation = store.create("")
    store.append("", conversation, odd.question, odd)
    assert store.open("", conversation).exchanges[0].answer == odd


def test_an_exchange_of_a_newer_version_does_not_hide_the_others(store: SqliteHistory, tmp_path: Path) -> None:
    import sqlite3

    conversation = filled(store, "", "一", "二")
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("""UPDATE exchanges SET answer = '{"version": 99}' WHERE question = '一'""")
    kept = store.open("", conversation)
    assert ([exchange.question for exchange in kept.exchanges], kept.unreadable) == (["二"], 1)


def test_many_threads_append_without_losing_anything(store: SqliteHistory) -> None:
    conversations = [filled(store, f"用户{n}", "始") for n in range(4)]

    def ask(number: int) -> None:
        store.append(f"用户{number % 4}", conversations[number % 4], f"问{number}", FIGURE)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(80)))
    for number, conversation in enumerate(conversations):
        questions = {exchange.question for exchange in store.open(f"用户{number}", conversation).exchanges}
        assert questions == {"始", *(f"问{n}" for n in range(80) if n % 4 == number)}


APPENDING = """
import sys
from pathlib import Path
from assistant.history.store import SqliteHistory
from assistant.model import Answer
store = SqliteHistory(Path(sys.argv[1]))
for number in range(25):
    question = f"{sys.argv[3]}-{number}"
    store.append("", sys.argv[2], question, Answer(question, "答", False, ""))
"""


def test_several_processes_write_the_same_file_at_once(store: SqliteHistory, tmp_path: Path) -> None:
    conversation = filled(store, "", "始")
    running = [
        subprocess.Popen([sys.executable, "-c", APPENDING, str(tmp_path), conversation, str(number)])
        for number in range(3)
    ]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    questions = [exchange.question for exchange in store.open("", conversation).exchanges]
    assert len(questions) == 76
    for process in range(3):
        own = [question for question in questions if question.startswith(f"{process}-")]
        assert own == [f"{process}-{number}" for number in range(25)]
