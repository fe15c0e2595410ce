"""Policy documents as data: readers, structure, chunks. Knows nothing of stores or questions."""
