"""Speed of indexing and answering, measured on policies made up for the purpose."""
