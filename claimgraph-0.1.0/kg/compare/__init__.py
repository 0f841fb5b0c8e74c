"""Comparison of claims: which state the same, which differ, and which share a root."""
