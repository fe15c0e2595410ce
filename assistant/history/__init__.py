"""Conversations kept for the person who held them."""
