"""From mentions to entities: known names, and what the documents themselves say."""
