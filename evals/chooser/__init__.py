"""Trains the chooser of `assistant.answering.choosing` and measures it on questions that it was not trained on."""
