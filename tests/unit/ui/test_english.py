"""Whatever the interface says in Chinese has English words: the strings of its Python and its scripts are walked."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.wording import english

ROOT = Path(__file__).resolve().parents[3]
SAID_BY = ("ui/*.py", "ui/chat/*.py", "ui/pages/*.py", "ui/people/*.py")
SAID_TO_PROGRAMS = {"mcp_server.py", "requests.py", "server.py", "side_table.py"}
NOT_SAID = {
    "（以上作废，改答如下）": "part of an answer, which stays in the words of the documents",
    "（以上作廢，改答如下）": "part of an answer",
    "注：{}": "part of a footnote",
    "不低于": "part of a figure",
    "不超过": "part of a figure",
    "约": "part of a figure",
    "万": "part of a figure",
    "亿": "part of a figure",
    "中断": "written to the audit log",
    "上传": "names a folder",
    "{}月{}日": "a date",
    "{} 段": "the list without pages",
    "不一致：{}请核对原文": "with its hole filled it is known in two forms",
    "{}{}：{} 项可比{}": "with its holes filled it is known in four forms",
    "［表］": "stands before a document's own words",
    "中文": "the way back to Chinese",
    "{} · 知策": "the window's title",
    # For programs.
    "请先登录；程序要用密钥调用，请管理员设置 ZHICE_API_KEY 后，在请求头 Authorization 中写 Bearer 加密钥。": "",
}
_CHINESE = re.compile("[\u4e00-\u9fff]")
_HOLE = re.compile(r"\{\d?\}|\$\{[^}]*\}")
_TAG = re.compile(r"<[^>]*>")
_SHOWN_ATTRIBUTE = re.compile(r"(?:placeholder|aria-label|title)=\"([^\"]*)\"")


def holes(words: str) -> str:
    return re.sub(r"\s+", " ", _HOLE.sub("{}", words)).strip()


KNOWN = {holes(chinese) for chinese in english()}


def is_known(words: str) -> bool:
    """Whole, or as one of the pieces that a longer phrase is put together from."""
    said = holes(words)
    return said in KNOWN or (len(said) >= 4 and any(said in phrase for phrase in KNOWN))


def python_strings(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    formatted = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside = {id(part) for node in formatted for part in node.values}
    for node in formatted:
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told | inside:
            yield node.value


def script_strings(path: Path) -> Iterator[str]:
    without_comments = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for quoted, template in re.findall(r'"([^"\n]*)"|`([^`]*)`', without_comments):
        yield quoted or template


def shown(words: str) -> Iterator[str]:
    """The pieces of Chinese that a reader sees of a string, which may be HTML."""
    pieces = [*_TAG.split(words), *_SHOWN_ATTRIBUTE.findall(words)] if "<" in words else [words]
    for piece in pieces:
        # Holes with signs around them are filled in, not said.
        if _CHINESE.search(_HOLE.sub("", piece)):
            yield piece


def unsaid(strings: Iterator[str]) -> list[str]:
    told = (piece for words in strings for piece in shown(words))
    left_out = {holes(words) for words in NOT_SAID}
    return [piece for piece in told if not is_known(piece) and holes(piece) not in left_out]


PYTHON = [path for pattern in SAID_BY for path in sorted(ROOT.glob(pattern)) if path.name not in SAID_TO_PROGRAMS]
SCRIPTS = sorted((ROOT / "ui" / "assets").glob("*.js"))


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_module_says_has_english_words(path: Path) -> None:
    assert unsaid(python_strings(path)) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_what_a_script_says_has_english_words(path: Path) -> None:
    assert unsaid(script_strings(path)) == []


@pytest.mark.parametrize("path", sorted((ROOT / "ingest").rglob("*.py")), ids=lambda path: path.name)
def test_why_a_file_was_not_taken_has_english_words(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_refusal(node)]
    for call in calls:
        lines = [node for node in call.args if isinstance(node, ast.JoinedStr)]
        for line in lines:
            words = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in line.values)
            assert not _CHINESE.search(words) or is_known(words), words


def _is_refusal(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "UnreadableFile"


def test_a_phrase_without_english_words_is_found() -> None:
    assert unsaid(iter(["<p>还没有译文的一句话</p>", "<b title='x'>登录</b>"])) == ["还没有译文的一句话"]


def test_both_languages_of_a_phrase_have_the_same_holes_or_fewer() -> None:
    for chinese, words in english().items():
        assert set(re.findall(r"\{\d\}", words)) <= set(re.findall(r"\{\d\}", chinese)), chinese
