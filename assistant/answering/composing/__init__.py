"""Answers by kind of question: what was found, put in the form that an official pastes in a report."""
