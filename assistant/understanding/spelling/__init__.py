"""Typing errors, homophones and pinyin: what the writer of a question meant."""
