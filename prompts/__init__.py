"""Prompt templates as data. Strings in, strings out."""
