"""The parts of the reader of web pages."""
