"""Tables for documents out of report files, so that no figure is typed by hand."""
