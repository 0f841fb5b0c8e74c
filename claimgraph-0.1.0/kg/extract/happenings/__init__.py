"""Events: the words that name them, and the frame of a claim."""
