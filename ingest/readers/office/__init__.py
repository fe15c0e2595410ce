"""Readers of office files: docx and xlsx, and older formats by way of LibreOffice."""
