"""Structured facts out of clauses and table cells; `ingest.facts.finding.find_facts` is the entry."""
