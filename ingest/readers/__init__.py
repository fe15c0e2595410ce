"""Readers: one file per format, each giving one `SourceText`."""
