"""The vocabulary, its shapes, its JSON-LD context and the Python names generated from it."""
