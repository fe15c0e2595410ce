"""How fast files are read: by format, in worker processes, as they grow, and the second time."""
