"""The HTTP interfaces for programs: `/api`, and OpenAI's chat protocol under `/v1`."""
