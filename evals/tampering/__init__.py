"""Tampering: alters one thing at a time in correct answers and counts what the check of figures catches."""
