"""What the user gets where a language model's endpoint fails, in every way that it can."""
