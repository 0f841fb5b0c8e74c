"""Scripts that build the data and train the models that claimgraph ships; not installed."""
