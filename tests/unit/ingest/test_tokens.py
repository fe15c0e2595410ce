from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import tiktoken
import tiktoken.load
import tiktoken.registry
import tiktoken_ext.openai_public as openai_public
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest import tokens
from ingest.tokens import SHIPPED_NAME, load_encoding


@pytest.fixture(autouse=True)
def _empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(tiktoken.registry, "ENCODINGS", {})


@settings(max_examples=300, deadline=None)
@given(st.text())
@example("亩均税收不低于30万元／亩，①２０２４年起执行。\r\n\t　")
@example("經濟技術開發區產業用地")
@example("𠮷野家𪚥👨‍👩‍👧 e\u0301 \u200b\ufeff")
@example("<|endoftext|>")
@example("\x00\u0378\ue000\U000f0000")
def test_any_text_survives_encoding_and_decoding(text: str) -> None:
    encoding = load_encoding()
    assert encoding.decode(encoding.encode(text)) == text
    assert encoding.count(text) == len(encoding.encode(text))


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("", 0),
        ("国家级经济技术开发区", 6),
        ("县级以上地方人民政府应当", 6),
        ("國家級經濟技術開發區", 10),
        ("The competent authority shall", 6),
        ("2024", 2),
    ],
)
def test_common_policy_words_take_few_tokens(text: str, most: int) -> None:
    assert load_encoding().count(text) <= most


def test_a_long_run_without_breaks_is_counted_quickly() -> None:
    text = "国家级开发区" * 20_000
    assert 0 < load_encoding().count(text) < len(text)


def test_the_shipped_vocabulary_is_small_and_holds_every_byte() -> None:
    encoding = load_encoding()
    assert encoding.name == SHIPPED_NAME
    assert {encoding._encoding.decode_single_token_bytes(rank) for rank in range(256)} == {
        bytes([value]) for value in range(256)
    }
    assert (Path(tokens.__file__).parent / "data" / tokens.SHIPPED_FILE).stat().st_size < 1_000_000


@pytest.mark.parametrize("model", [None, "", "gpt-4o", "gpt-4", "o200k_base", "gpt2", "qwen3:8b", "本地模型"])
def test_without_a_cached_vocabulary_the_shipped_one_counts_and_nothing_is_fetched(
    model: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(blobpath: str) -> bytes:
        raise AssertionError(f"tried to read {blobpath}")

    monkeypatch.setattr(tiktoken.load, "read_file", refuse)
    assert load_encoding(model).name == SHIPPED_NAME


@pytest.mark.parametrize("cache", ["", "/no/such/folder"])
def test_a_cache_that_is_off_or_missing_is_no_error(cache: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", cache)
    assert load_encoding("gpt-4o").name == SHIPPED_NAME


def _stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small vocabulary in the place of tiktoken's 'cl100k_base', as a finished download leaves it."""
    content = b"".join(b"%s %d\n" % (_base64(value), value) for value in range(256))
    url = "https://example.invalid/stand_in.tiktoken"
    digest = hashlib.sha256(content).hexdigest()

    def constructor() -> dict[str, Any]:
        ranks = tiktoken.load.load_tiktoken_bpe(url, expected_hash=digest)
        return {"name": "cl100k_base", "pat_str": r"[\s\S]", "mergeable_ranks": ranks, "special_tokens": {}}

    monkeypatch.setattr(tiktoken.registry, "ENCODING_CONSTRUCTORS", {"cl100k_base": constructor})
    file_name = hashlib.sha1(url.encode()).hexdigest()
    monkeypatch.setitem(tokens._CACHED_VOCABULARIES, "cl100k_base", (file_name, digest))
    folder.mkdir()
    (folder / file_name).write_bytes(content)
    return folder / file_name


def _base64(value: int) -> bytes:
    import base64

    return base64.b64encode(bytes([value]))


@pytest.mark.parametrize("model", ["gpt-4", "gpt-3.5-turbo", "cl100k_base"])
def test_a_cached_vocabulary_is_used(model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stand_in(tmp_path / "cache", monkeypatch)
    encoding = load_encoding(model)
    assert encoding.name == "cl100k_base"
    assert encoding.count("亩均") == 6


def test_a_damaged_cached_vocabulary_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _stand_in(tmp_path / "cache", monkeypatch)
    file.write_bytes(file.read_bytes()[:-10])
    assert load_encoding("gpt-4").name == SHIPPED_NAME
    assert file.exists()


def test_the_table_of_cached_vocabularies_agrees_with_tiktoken(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def note(url: str, expected_hash: str) -> dict[bytes, int]:
        asked.append((hashlib.sha1(url.encode()).hexdigest(), expected_hash))
        return {}

    monkeypatch.setattr(openai_public, "load_tiktoken_bpe", note)
    for name in tokens._CACHED_VOCABULARIES:
        openai_public.ENCODING_CONSTRUCTORS[name]()
    assert asked == list(tokens._CACHED_VOCABULARIES.values())
