"""Standing tests of answers: the same questions under harder conditions, each against the plain run."""
