"""Every figure of an answer held against the clauses that it cites. Pure; begin at `checking.check_answer`."""
