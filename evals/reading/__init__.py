"""How often the words chosen as an answer hold the gold answer, on reading comprehension sets."""
