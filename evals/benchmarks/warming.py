"""What a process does once, whatever the number of files; done before a clock runs."""

from __future__ import annotations

from ingest.regions.inference import infer_region
from vectorstore.index import PolicyIndex


def load_dictionaries(index: PolicyIndex) -> None:
    """Has the word lists and the model of indexing and searching loaded."""
    index.searcher.lexical.query("开发区亩均税收", 1)
    index.searcher.embedder.embed_query("开发区亩均税收")
    infer_region("九江市开发区", "九江市")
