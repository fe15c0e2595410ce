"""Trains the decision on refusal of `assistant.answering.refusal` and measures it on sources that it did not see."""
