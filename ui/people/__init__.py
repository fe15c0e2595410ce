"""Login before the web chat and the programs' interfaces, and what is written down of who asks."""
