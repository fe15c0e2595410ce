"""How fast an index is built and questions are answered."""
