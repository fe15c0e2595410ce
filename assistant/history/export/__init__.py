"""A kept conversation as a Word document or as Markdown, its citations as footnotes."""
