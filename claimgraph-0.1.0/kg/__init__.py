"""claimgraph: a graph of who claims what, from news texts in many languages, each claim tied to its words."""
