"""Responsible bodies: who leads, who supports, who answers for a clause."""
