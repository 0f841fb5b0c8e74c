"""Canned queries and their catalogue."""
