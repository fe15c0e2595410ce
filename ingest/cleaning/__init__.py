"""Tells the lines of documents from what web pages put around them."""

from ingest.cleaning.cleaner import Cleaned, clean

__all__ = ["Cleaned", "clean"]
