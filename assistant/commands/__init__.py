"""Commands of the `zhice` program, a file per group."""
