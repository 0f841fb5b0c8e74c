"""Measures what is found in texts against gold, with tables, the worst errors and a report to read."""
