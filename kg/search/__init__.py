"""Full text: an index of names, claims and documents beside each release, and the search in it."""
