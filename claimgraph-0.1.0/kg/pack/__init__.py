"""Evidence packs: one claim, or a cluster of claims, with its words and all that shows where they stand."""
