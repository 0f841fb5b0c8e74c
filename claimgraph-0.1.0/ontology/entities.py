"""Concepts of entities in the claimgraph vocabulary. GENERATED from the Turtle files by `make terms`; do not edit."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode

kindEVT: Final = NamedNode("https://w3id.org/claimgraph/ns#kindEVT")
"""An event."""

kindGRP: Final = NamedNode("https://w3id.org/claimgraph/ns#kindGRP")
"""A group of actors."""

kindLOC: Final = NamedNode("https://w3id.org/claimgraph/ns#kindLOC")
"""A place, or a state named by its territory."""

kindORG: Final = NamedNode("https://w3id.org/claimgraph/ns#kindORG")
"""An organization."""

kindPER: Final = NamedNode("https://w3id.org/claimgraph/ns#kindPER")
"""A person."""

linkAuto: Final = NamedNode("https://w3id.org/claimgraph/ns#linkAuto")
"""Proposed by the method, not yet looked at."""

linkConfirmed: Final = NamedNode("https://w3id.org/claimgraph/ns#linkConfirmed")
"""Confirmed by a person."""

linkNil: Final = NamedNode("https://w3id.org/claimgraph/ns#linkNil")
"""Looked for and judged to have no item."""

linkRejected: Final = NamedNode("https://w3id.org/claimgraph/ns#linkRejected")
"""Considered and turned down: by the method, which took another item or none, or by a person; the
reason tells."""

linkUnavailable: Final = NamedNode("https://w3id.org/claimgraph/ns#linkUnavailable")
"""The source could not be asked."""

mentionDescription: Final = NamedNode("https://w3id.org/claimgraph/ns#mentionDescription")
"""A description such as an office."""

mentionName: Final = NamedNode("https://w3id.org/claimgraph/ns#mentionName")
"""A proper name."""

mentionPronoun: Final = NamedNode("https://w3id.org/claimgraph/ns#mentionPronoun")
"""A pronoun, or the subject left out by the grammar."""

KIND: Final[Mapping[str, NamedNode]] = {
    "EVT": kindEVT,
    "GRP": kindGRP,
    "LOC": kindLOC,
    "ORG": kindORG,
    "PER": kindPER,
}

LINK_STATUS: Final[Mapping[str, NamedNode]] = {
    "auto": linkAuto,
    "confirmed": linkConfirmed,
    "nil": linkNil,
    "rejected": linkRejected,
    "unavailable": linkUnavailable,
}

MENTION_FORM: Final[Mapping[str, NamedNode]] = {
    "description": mentionDescription,
    "name": mentionName,
    "pronoun": mentionPronoun,
}
