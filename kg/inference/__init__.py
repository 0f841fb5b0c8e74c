"""Inference: what follows from a release by the rules of RDFS and OWL 2 RL, in a graph of its own."""
