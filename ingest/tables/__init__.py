"""Tables: where they stand among the lines, and their cells with headers and units."""
