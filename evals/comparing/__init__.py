"""Two runs on the same questions: what one won and lost against the other, and whether that may be chance."""
