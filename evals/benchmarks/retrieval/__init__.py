"""How fast retrieval is, and how that grows with the number of clauses."""
