"""Review of doubtful entities and links by people: what to look at first, and what they decide."""
