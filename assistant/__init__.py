"""Question understanding, answering, verification, and the command line."""
