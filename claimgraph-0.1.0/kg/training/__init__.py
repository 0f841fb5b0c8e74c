"""Training of the models that ship: commands for developers, with libraries of the extra `train`."""
