"""Made-up policies: what they say, and writers that put them into files of each format."""
