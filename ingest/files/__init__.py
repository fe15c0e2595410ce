"""Files on disk: which there are, in folders and zips, and their bytes within limits."""
