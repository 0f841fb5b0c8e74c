"""Wikidata as data: items, an index of their names on disk, and the live site where the user turns it on."""

LANGUAGES = ("en", "uk", "nb", "pl", "ru", "de", "fr", "es", "cs")
"""Languages of names unless others are asked for; names that are the same in all languages always come with them."""
