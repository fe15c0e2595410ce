"""A local server in the place of a language model: for tests and for measurements of what is made of its replies."""
