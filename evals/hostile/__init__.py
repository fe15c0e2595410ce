"""Documents that try to give orders to a language model, and what becomes of the answers."""
