"""Text to segments, mentions, quantities, dates and claims; a package for each part, as the language files have them."""
