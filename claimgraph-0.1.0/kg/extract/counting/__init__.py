"""Counted things: numbers with comparator, noun and measure."""
