"""What a language model says of answers: correct, faithful. Reported apart from the figures that nothing guesses."""
