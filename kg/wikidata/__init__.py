"""Wikidata as data: items, an index of their names on disk, and the live site where the user turns it on."""
