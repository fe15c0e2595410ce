"""Reports for the terminal, as JSON and as Markdown: a module for each kind of report."""
