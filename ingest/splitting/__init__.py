"""Several documents in one file: by running numbers (`series`) or by where the next one begins (`successive`)."""
