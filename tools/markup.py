"""The gold of texts with inline marks: `python -m tools.markup FILES` is `claimgraph gold FILES`."""

from claimgraph.evaluate.command import gold

if __name__ == "__main__":
    gold()
