"""Answers to questions in English: the figure and the term in English, the Chinese of the document beside them."""
