"""The actor network of a release: typed, directed edges between actors, each with the words that it rests on."""
