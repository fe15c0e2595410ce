"""Orders the candidates of both indexes by readable features of question and passage."""
