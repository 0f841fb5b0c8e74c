"""The multilingual encoder that reads names, statements and counts in context, in any language of its vocabulary."""
