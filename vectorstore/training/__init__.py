"""How the shipped embedding model and token encoding are trained. Not imported at run time."""
