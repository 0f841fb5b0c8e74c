"""Text to segments, mentions, quantities, dates and claims: one method per module."""
