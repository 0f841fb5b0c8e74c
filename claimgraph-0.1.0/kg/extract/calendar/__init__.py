"""Dates: their forms in a language, and what they mean on a day."""
