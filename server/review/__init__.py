"""/review: doubtful merges and links, what speaks for them, and decisions of people on them."""
