"""Readers of what is laid out in pages: PDF, OFD, images; lines and tables by their place on the page."""
