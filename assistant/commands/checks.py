"""What `zhice doctor` looks at."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from math import isfinite

from assistant.commands.common import opened_index, require_documents
from assistant.commands.errors import CommandFailed, message_of
from assistant.settings import SETTINGS_FILE, Settings, unknown_variables

_NEEDED = ("chromadb", "gradio", "jieba", "langchain", "sentence-transformers", "tantivy", "tiktoken", "torch")
_ENOUGH_DISK = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: what was looked at, whether it is well, and what was seen or what to do."""

    name: str
    passed: bool
    detail: str


def all_checks(settings: Settings) -> Iterator[Check]:
    """The findings one by one; each is made however the ones before it came out."""
    yield _attempt("安装", _packages)
    yield _attempt("设置", lambda: _variables(settings))
    yield _attempt("磁盘", lambda: _disk(settings))
    yield _attempt("嵌入模型", lambda: _embedder(settings))
    if settings.reranker:
        yield _attempt("重排模型", lambda: _reranker(settings))
    yield _attempt("索引", lambda: _index(settings))
    yield _attempt("语言模型", lambda: _language_model(settings))


def _attempt(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, True, look())
    except Exception as error:
        message = message_of(error)
        if message is None:
            raise
        return Check(name, False, message)


def _packages() -> str:
    missing = [name for name in _NEEDED if not _installed(name)]
    if missing:
        raise CommandFailed(f"缺少 {'、'.join(missing)}，请重新执行 make install")
    return f"zhice {metadata.version('zhice')}，Python {sys.version.split()[0]}"


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _variables(settings: Settings) -> str:
    unknown = unknown_variables()
    if unknown:
        raise CommandFailed(f"环境变量 {'、'.join(unknown)} 不是知策的设置，不起作用，请核对拼写")
    file = settings.home / SETTINGS_FILE
    return f"环境变量与 {file}" if file.is_file() else f"环境变量（没有 {file}）"


def _disk(settings: Settings) -> str:
    place = settings.home.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    said = f"{settings.home} 所在磁盘剩余 {free / 1024**3:.1f} GB"
    if free < _ENOUGH_DISK:
        raise CommandFailed(f"{said}，请清理磁盘或用 --home 换一个位置")
    return said


def _embedder(settings: Settings) -> str:
    from vectorstore.embedder import describe_embedder, load_embedder

    embedder = load_embedder(settings.embedder or None, settings.query_prefix)
    vector = embedder.embed_query("开发区亩均税收")
    if len(vector) != embedder.dimension or not vector.any() or not isfinite(vector.sum()):
        raise CommandFailed("模型没有给出可用的向量，请换一个模型")
    return f"{embedder.name}，{embedder.dimension} 维，{describe_embedder(embedder)}"


def _reranker(settings: Settings) -> str:
    from vectorstore.reranker import CrossEncoderReranker

    reranker = CrossEncoderReranker(settings.reranker)
    scores = reranker.scores("开发区亩均税收", ["亩均税收不低于20万元", "幼儿园教师资格"])
    if not isfinite(scores.sum()):
        raise CommandFailed("模型没有给出可用的分数，请换一个模型")
    said = [reranker.name, f"每问重排前 {settings.reranker_depth} 段", reranker.description]
    return "，".join(part for part in said if part)


def _index(settings: Settings) -> str:
    with opened_index(settings) as index:
        problems = index.check()
        if problems:
            raise CommandFailed("；".join(problems))
        require_documents(index, settings)
        return f"{len(index.sources())} 个文件，{len(index.documents())} 篇正文，位于 {settings.home}"


def _language_model(settings: Settings) -> str:
    if not settings.uses_language_model:
        if settings.llm_model or settings.llm_api_key.get_secret_value():
            raise CommandFailed("设置了模型名称或密钥，却没有地址，不会使用语言模型；请设置 ZHICE_LLM_BASE_URL")
        return "未配置，使用摘录式回答（不需要语言模型）"
    from assistant.bootstrap import make_language_model

    make_language_model(settings).ping()
    return f"{settings.llm_model}，{settings.llm_base_url}"
