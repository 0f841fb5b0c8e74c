"""The reconciliation service: names in someone's table matched with entities of the graph or items of Wikidata."""
