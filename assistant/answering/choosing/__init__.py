"""Chooses the sentence, and the parts of it, that answer a question, by a small learned network."""
