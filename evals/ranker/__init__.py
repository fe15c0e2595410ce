"""Trains the ranker of `assistant.ranking` and measures it on sets that it was not trained on."""
