"""From the words of a question to the constraints that its answer must meet."""
