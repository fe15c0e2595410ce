"""The tab 问答: asking, sources, kept conversations and opinions."""
