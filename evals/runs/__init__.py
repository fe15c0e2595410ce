"""Stored runs over a question set: kept as a folder, resumed where they stopped, compared and gated."""
