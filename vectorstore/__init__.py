"""The index: catalogue, lexical and dense indexes, hybrid search."""
