"""Lines as the document had them, where a copy joined them all (`flattened`) or broke them anew (`wrapped`)."""
