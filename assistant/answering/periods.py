"""Years that a text speaks of, and years that it hides."""

from __future__ import annotations

import re

from ingest.years import years_in

__all__ = ["MASKED", "years_in"]

MASKED = re.compile(r"20(?:xx|××|\*\*)年")
"""A year that the document hides."""
