"""Answerers: one file per way of making an answer."""
