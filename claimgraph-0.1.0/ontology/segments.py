"""Concepts of segments in the claimgraph vocabulary. GENERATED from the Turtle files by `make terms`; do not edit."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode

segmentBody: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentBody")
"""Running text."""

segmentBoilerplate: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentBoilerplate")
"""Advertisement, footer or other text that is no part of the report."""

segmentByline: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentByline")
"""Who wrote it."""

segmentCaption: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentCaption")
"""Text under a picture."""

segmentCrossHead: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentCrossHead")
"""A heading inside the text."""

segmentDateline: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentDateline")
"""Place, date and agency at the start."""

segmentMetadata: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentMetadata")
"""A line of date, address or other data about the text."""

segmentPullQuote: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentPullQuote")
"""Words of the text repeated for display."""

segmentRelated: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentRelated")
"""A line that leads to another text."""

segmentSourceNote: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentSourceNote")
"""A line that names where the text comes from."""

segmentTitle: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentTitle")
"""The heading of the text."""

SEGMENT_ROLE: Final[Mapping[str, NamedNode]] = {
    "body": segmentBody,
    "boilerplate": segmentBoilerplate,
    "byline": segmentByline,
    "caption": segmentCaption,
    "crossHead": segmentCrossHead,
    "dateline": segmentDateline,
    "metadata": segmentMetadata,
    "pullQuote": segmentPullQuote,
    "related": segmentRelated,
    "sourceNote": segmentSourceNote,
    "title": segmentTitle,
}
