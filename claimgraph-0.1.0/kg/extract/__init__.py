"""Text to segments, mentions, quantities, dates and claims: a package for each table of the language files."""
