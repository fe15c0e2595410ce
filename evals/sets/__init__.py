"""Question sets themselves: checked, drafted from documents, filled from feedback."""
