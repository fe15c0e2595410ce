"""Which documents are in force on a day."""
