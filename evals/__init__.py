"""Evaluation: question sets, metrics, runs and reports."""
