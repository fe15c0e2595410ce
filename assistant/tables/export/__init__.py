"""Tables as files: XLSX, CSV, JSON, Markdown."""
