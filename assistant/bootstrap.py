"""The composition root: settings in, wired objects out. Nothing else decides which back-end is in use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.guarded_documents import GuardedDocuments
from assistant.answering.instruction_guard import InstructionGuard
from assistant.answering.periods import years_in
from assistant.answering.refusal.guide import RefusalGuide
from assistant.answering.refusal.watching import unwatched
from assistant.answering.side_by_side import SideBySideAnswerer
from assistant.api import Assistant
from assistant.feedback.ports import FeedbackStore
from assistant.feedback.store import SqliteFeedback
from assistant.history.ports import ConversationStore
from assistant.history.store import SqliteHistory
from assistant.kept_records import KeptRecords
from assistant.model import Turn
from assistant.ports import Answerer
from assistant.ranking.ranker import Ranker
from assistant.ranking.weights import shipped_weights
from assistant.reranking import Reranking
from assistant.retrieval import PassageIndex, Retriever
from assistant.settings import BadSettings, Settings, without_secrets
from assistant.text_answers import TextAnswers
from assistant.text_retrieval import TextSearcher
from assistant.threads import one_thread_for_matrices
from assistant.understanding.reader import IndexedWords, QuestionReader
from ingest.chunking import Chunker
from ingest.model import DocumentDetails, ReadResult
from ingest.regions.gazetteer import Gazetteer
from ingest.tokens import TokenCounter, load_encoding
from vectorstore.embedder import load_embedder
from vectorstore.index import PolicyIndex
from vectorstore.model import FactQuery, Hit, SearchQuery
from vectorstore.ports import VectorStore
from vectorstore.text_search import TextLibrary

if TYPE_CHECKING:
    from assistant.collection.collection import PolicyCollection
    from assistant.collection.model import SystemFacts
    from assistant.language_model import OpenAICompatibleModel
    from assistant.people.access import Access
    from assistant.people.accounts import Accounts
    from assistant.people.database import Database
    from assistant.people.login import Login
    from assistant.people.users import UserStore
    from ingest.reading_pool import Read
    from vectorstore.indexing import Indexer


def token_counter(settings: Settings) -> TokenCounter:
    """The encoding that budgets are counted in: the language model's own where it is at hand."""
    return load_encoding(settings.llm_model or None)


def make_chunker(chunk_tokens: int) -> Chunker:
    """The chunker. Its token encoding is always the shipped one, so that no index depends on a model setting."""
    encoding = load_encoding()
    return Chunker(encoding.count, max_tokens=chunk_tokens, encoding=encoding.name)


def open_index(settings: Settings, create: bool = False, mend: bool = False) -> PolicyIndex:
    """The index in the home folder; with `mend` also one that must be rebuilt first.

    Raises IndexMissing, IndexMismatch or BackendUnavailable, each with the command that mends it.
    """
    embedder = load_embedder(settings.embedder or None, settings.query_prefix)
    return PolicyIndex.open(
        settings.home,
        embedder,
        make_chunker(settings.chunk_tokens).name,
        vectors=_vector_store(settings),
        create=create,
        mend=mend,
    )


def make_read(chunk_tokens: int) -> Read:
    """Reads one file into documents, chunks and facts, with passages of at most `chunk_tokens`."""
    from ingest.pipeline import read_policy_file  # a question must not wait for what only reading needs

    chunker = make_chunker(chunk_tokens)

    def read(path: Path, name: str, member: str = "") -> ReadResult:
        return read_policy_file(path, name, chunker, member)

    return read


@contextmanager
def open_indexer(settings: Settings, index: PolicyIndex) -> Iterator[Indexer]:
    """Reads files into `index`, with the worker processes that the settings ask for; they end with the context."""
    from ingest.reading_pool import ReadingPool
    from vectorstore.indexing import Indexer

    read = make_read(settings.chunk_tokens)
    if settings.workers == 0:
        yield Indexer(index, read)
        return
    with ReadingPool(partial(make_read, settings.chunk_tokens), settings.workers, settings.read_timeout) as pool:
        yield Indexer(index, read, pool)


def make_assistant(settings: Settings, index: PolicyIndex, today: Callable[[], date] = date.today) -> Assistant:
    """The assistant over an open index; `today` tells the day, read anew for each question."""
    one_thread_for_matrices()
    documents = GuardedDocuments(index)
    extractive = SideBySideAnswerer(ExtractiveAnswerer(_document_years(index), index.frequency, documents), index)
    finder = InstructionGuard(extractive)
    written = make_answerer(settings, extractive, index)
    answerer = finder if written is extractive else InstructionGuard(written)
    reader, retriever = make_reader(index), make_retriever(settings, index)
    guide = RefusalGuide(reader, retriever, finder, index.frequency)
    return Assistant(index, reader, retriever, answerer, finder, today, unwatched(guide.reviewed))


@contextmanager
def open_collection(settings: Settings, index: PolicyIndex) -> Iterator[PolicyCollection]:
    """The documents for the web pages, with the worker that changes them; it ends with the context."""
    from assistant.collection.changing import Changes
    from assistant.collection.collection import PolicyCollection
    from assistant.collection.uploads import UploadFolder
    from assistant.collection.worker import IndexingWorker
    from vectorstore.run_lock import run_lock

    changes = Changes(index, UploadFolder(settings.home), lambda: open_indexer(settings, index))
    worker = IndexingWorker(changes, lambda: run_lock(settings.home))
    extractive = make_assistant(settings.model_copy(update={"llm_base_url": ""}), index)
    try:
        yield PolicyCollection(
            index,
            worker,
            lambda question, where: extractive.ask(question, where=where),
            lambda: system_facts(settings, index),
            lambda: tested_model(settings),
        )
    finally:
        worker.close()


def system_facts(settings: Settings, index: PolicyIndex) -> SystemFacts:
    """What answers, and out of what, as it stands now."""
    from assistant.collection.disk import bytes_under
    from assistant.collection.model import SystemFacts

    manifest = index.manifest
    return SystemFacts(
        answerer=f"model:{settings.llm_model}" if settings.uses_language_model else "extractive",
        model=settings.llm_model,
        endpoint=without_secrets(settings.llm_base_url),
        embedder=manifest.embedder,
        dimension=manifest.dimension,
        format_version=manifest.format_version,
        lexical=manifest.lexical,
        chunking=manifest.chunking,
        version=index.version,
        files=len(index.sources()),
        documents=len(index.documents()),
        passages=index.passage_count(),
        facts=sum(index.fact_table.counts(FactQuery()).values()),
        disk_bytes=bytes_under(settings.home),
        upload_mb=settings.upload_mb,
        question_chars=settings.question_chars,
        requests_per_minute=settings.requests_per_minute,
    )


def tested_model(settings: Settings) -> str:
    """One line about the configured language model, which has just answered. Raises AssistantError where it did not."""
    if not settings.uses_language_model:
        return "没有设置语言模型，使用摘录式回答，不需要测试。"
    return f"{settings.llm_model} 已应答，用时 {make_language_model(settings).ping():.1f} 秒。"


def make_history(settings: Settings) -> ConversationStore:
    """The conversations kept in the home folder; no file is opened before the first call."""
    return SqliteHistory(settings.home)


def make_feedback(settings: Settings) -> FeedbackStore:
    """The feedback kept in the home folder; no file is opened before the first call."""
    return SqliteFeedback(settings.home)


def make_records(settings: Settings, index: PolicyIndex) -> KeptRecords:
    """History and feedback, with the version of the index that the answers come from."""
    return KeptRecords(make_history(settings), make_feedback(settings), lambda: index.version)


def make_reader(indexed: IndexedWords) -> QuestionReader:
    """The reader of questions on what is indexed."""
    return QuestionReader(Gazetteer.load(), indexed)


def make_retriever(settings: Settings, index: PassageIndex) -> Retriever:
    """Retrieval over an index, or over plain texts."""
    return Retriever(index, Ranker(shipped_weights()), make_reranker(settings))


def make_answerer(settings: Settings, extractive: Answerer, index: PolicyIndex) -> Answerer:
    """The extractive answerer, or with an endpoint configured the language model in front of it."""
    if not settings.uses_language_model:
        return extractive
    from assistant.answering.model_written import ModelAnswerer

    return ModelAnswerer(
        make_language_model(settings),
        extractive,
        token_counter(settings).count,
        settings.llm_context_tokens,
        _document_details(index),
        _document_years(index),
    )


def make_language_model(settings: Settings) -> OpenAICompatibleModel:
    """The configured endpoint. Raises BadSettings without a model's name, ModelUnavailable for a bad address."""
    if not settings.llm_model.strip():
        raise BadSettings("没有指定语言模型的名称。请设置 ZHICE_LLM_MODEL（或 zhice.toml 中的 llm_model）后重试。")
    from assistant.language_model import OpenAICompatibleModel

    return OpenAICompatibleModel(
        settings.llm_base_url,
        settings.llm_api_key.get_secret_value(),
        settings.llm_model,
        settings.llm_timeout,
        settings.llm_max_tokens,
    )


def make_reranker(settings: Settings) -> Reranking | None:
    """Reranking by the configured cross-encoder, None without one. Raises BackendUnavailable where it cannot load."""
    if not settings.reranker:
        return None
    from vectorstore.reranker import CrossEncoderReranker

    return Reranking(CrossEncoderReranker(settings.reranker), settings.reranker_depth)


def build_searcher(settings: Settings, passages: Sequence[tuple[str, str, str]]) -> TextSearcher:
    """A searcher over (id, title, text) rows kept for this process, for retrieval test sets."""
    library = TextLibrary(passages, load_embedder(settings.embedder or None, settings.query_prefix))
    return TextSearcher(library, make_reader(library), make_retriever(settings, library))


def build_text_answers(settings: Settings, passages: Sequence[tuple[str, str, str]]) -> TextAnswers:
    """What chooses answers from (id, title, text) rows kept for this process, for reading comprehension sets."""
    library = TextLibrary(passages, load_embedder(settings.embedder or None, settings.query_prefix))
    return TextAnswers(library, make_reader(library), make_retriever(settings, library))


@contextmanager
def open_accounts(settings: Settings) -> Iterator[Accounts]:
    """The administration of users. No file is made before there is a user."""
    from assistant.people.accounts import Accounts
    from assistant.people.attempts import Attempts
    from assistant.people.audit_file import AuditFile
    from assistant.people.passwords import Passwords

    users, _, database = _people(settings)
    audit = AuditFile(settings.home)
    try:
        yield Accounts(users, Passwords(), Attempts(database), audit)
    finally:
        audit.close()
        database.close()


@contextmanager
def open_access(settings: Settings, index_version: Callable[[], str]) -> Iterator[Access]:
    """Whom a server serves and how much; what they do is written down until the context ends.

    `index_version` gives `PolicyIndex.version`. Raises PeopleError where a file of the home folder is damaged.
    """
    from assistant.people.access import Access
    from assistant.people.audit_file import AuditFile
    from assistant.people.audit_writer import AuditWriter
    from assistant.people.limits import Limits, RateLimiter
    from assistant.people.secret import session_secret
    from assistant.people.sessions import Sessions

    users, login, database = _people(settings)
    sessions = Sessions(lambda: session_secret(settings.home), users, database, settings.session_hours)
    limits = Limits(settings.upload_mb, settings.question_chars, settings.requests_per_minute)
    audit = AuditWriter(AuditFile(settings.home), settings.audit_days)
    audit.start()
    try:
        yield Access(users, login, sessions, audit, limits, RateLimiter(limits.requests_per_minute), index_version)
    finally:
        audit.close()
        database.close()


def _people(settings: Settings) -> tuple[UserStore, Login, Database]:
    from assistant.people.attempts import Attempts
    from assistant.people.database import Database
    from assistant.people.login import Login
    from assistant.people.passwords import Passwords
    from assistant.people.users import SCHEMA, USERS_FILE, UserStore

    database = Database(settings.home / USERS_FILE, SCHEMA)
    users = UserStore(database)
    return users, Login(users, Passwords(), Attempts(database)), database


def plain_search(settings: Settings, index: PolicyIndex) -> Callable[[str, int, Sequence[Turn]], list[Hit]]:
    """BM25 over the passages' own words, without title, region and headings: what all else is compared with."""
    passages = {p.id: p for record in index.documents() for p in index.passages_of(record.id)}
    rows = [(passage.id, "", passage.text) for passage in passages.values()]
    library = TextLibrary(rows, load_embedder(settings.embedder or None, settings.query_prefix))

    def search(text: str, top_k: int, history: Sequence[Turn] = ()) -> list[Hit]:
        return [
            replace(hit, passage=passages[hit.passage.id]) for hit in library.search(SearchQuery(text), top_k, "bm25")
        ]

    return search


def _vector_store(settings: Settings) -> VectorStore | None:
    if settings.chroma_server is None:
        return None
    from vectorstore.chroma import ChromaStore

    return ChromaStore.server(*settings.chroma_server, settings.home)


def _document_years(index: PolicyIndex) -> Callable[[str], frozenset[int]]:
    @lru_cache(maxsize=512)
    def years(document: str, generation: int) -> frozenset[int]:
        return frozenset().union(*(years_in(passage.text) for passage in index.passages_of(document)))

    return lambda document: years(document, index.generation)


def _document_details(index: PolicyIndex) -> Callable[[str], DocumentDetails | None]:
    @lru_cache(maxsize=1)
    def details(generation: int) -> dict[str, DocumentDetails]:
        return {record.id: record.details for record in index.documents()}

    return lambda document: details(index.generation).get(document)
