"""The clause tree of a document."""

from ingest.structure.duty_lines import DUTY_LINE
from ingest.structure.lookup import clause_at
from ingest.structure.parser import parse_clauses

__all__ = ["DUTY_LINE", "clause_at", "parse_clauses"]
