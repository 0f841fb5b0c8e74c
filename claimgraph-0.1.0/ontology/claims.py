"""Concepts of claims in the claimgraph vocabulary. GENERATED from the Turtle files by `make terms`; do not edit."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode

certaintyAlleged: Final = NamedNode("https://w3id.org/claimgraph/ns#certaintyAlleged")
"""Presented as said by others, without vouching for it."""

certaintyCertain: Final = NamedNode("https://w3id.org/claimgraph/ns#certaintyCertain")
"""Presented as fact."""

certaintyPossible: Final = NamedNode("https://w3id.org/claimgraph/ns#certaintyPossible")
"""Presented as possible."""

certaintyProbable: Final = NamedNode("https://w3id.org/claimgraph/ns#certaintyProbable")
"""Presented as likely."""

stanceAssertive: Final = NamedNode("https://w3id.org/claimgraph/ns#stanceAssertive")
"""Puts weight on the content: stress, insist, declare."""

stanceCommissive: Final = NamedNode("https://w3id.org/claimgraph/ns#stanceCommissive")
"""Binds the speaker: promise, vow, announce."""

stanceDenying: Final = NamedNode("https://w3id.org/claimgraph/ns#stanceDenying")
"""Denies or rejects the content."""

stanceDirective: Final = NamedNode("https://w3id.org/claimgraph/ns#stanceDirective")
"""Wants others to act: urge, order, call on."""

stanceDistancing: Final = NamedNode("https://w3id.org/claimgraph/ns#stanceDistancing")
"""Keeps away from the content: claim, allege."""

stanceNeutral: Final = NamedNode("https://w3id.org/claimgraph/ns#stanceNeutral")
"""Reports without attitude: say, add, state."""

fidelityEdited: Final = NamedNode("https://w3id.org/claimgraph/ns#fidelityEdited")
"""After a dash, where newsroom usage allows rewording."""

fidelityParaphrase: Final = NamedNode("https://w3id.org/claimgraph/ns#fidelityParaphrase")
"""In the reporter's own words."""

fidelityTranslated: Final = NamedNode("https://w3id.org/claimgraph/ns#fidelityTranslated")
"""Quoted in a language other than the speaker's."""

fidelityVerbatim: Final = NamedNode("https://w3id.org/claimgraph/ns#fidelityVerbatim")
"""In quotation marks, in the language that was spoken."""

formDash: Final = NamedNode("https://w3id.org/claimgraph/ns#formDash")
"""Words opened by a dash."""

formDirect: Final = NamedNode("https://w3id.org/claimgraph/ns#formDirect")
"""Words in quotation marks."""

formHeadline: Final = NamedNode("https://w3id.org/claimgraph/ns#formHeadline")
"""An attributed statement in headline form, often with a colon."""

formIndirect: Final = NamedNode("https://w3id.org/claimgraph/ns#formIndirect")
"""A subordinate clause or according-to frame without quoted words."""

formMixed: Final = NamedNode("https://w3id.org/claimgraph/ns#formMixed")
"""Indirect speech with quoted pieces."""

formNarrator: Final = NamedNode("https://w3id.org/claimgraph/ns#formNarrator")
"""A statement of the text itself."""

polarityNeg: Final = NamedNode("https://w3id.org/claimgraph/ns#polarityNeg")
"""The proposition is negated."""

polarityPos: Final = NamedNode("https://w3id.org/claimgraph/ns#polarityPos")
"""The proposition is affirmed."""

relationAttributeConflict: Final = NamedNode("https://w3id.org/claimgraph/ns#relationAttributeConflict")
"""One attribute with two values, such as a date, a place or a body headed."""

relationConsistentQuantity: Final = NamedNode("https://w3id.org/claimgraph/ns#relationConsistentQuantity")
"""Bounds overlap and one contains the other."""

relationDifferentQuantity: Final = NamedNode("https://w3id.org/claimgraph/ns#relationDifferentQuantity")
"""Disjoint bounds for the same counted class, scope and time."""

relationDifferentTarget: Final = NamedNode("https://w3id.org/claimgraph/ns#relationDifferentTarget")
"""Same request or act with a different addressee."""

relationInTension: Final = NamedNode("https://w3id.org/claimgraph/ns#relationInTension")
"""Hard to hold together without being a strict contradiction, such as an order and a denial."""

relationOppositePolarity: Final = NamedNode("https://w3id.org/claimgraph/ns#relationOppositePolarity")
"""Same key, one affirms and the other negates."""

relationRivalCause: Final = NamedNode("https://w3id.org/claimgraph/ns#relationRivalCause")
"""Same effect with different causes."""

relationRoleConflict: Final = NamedNode("https://w3id.org/claimgraph/ns#relationRoleConflict")
"""Same happening with inverted roles."""

relationSameBound: Final = NamedNode("https://w3id.org/claimgraph/ns#relationSameBound")
"""Same key and equal bounds."""

relationSameProposition: Final = NamedNode("https://w3id.org/claimgraph/ns#relationSameProposition")
"""Same key, compatible polarity, no quantity."""

relationStrongerBoundThan: Final = NamedNode("https://w3id.org/claimgraph/ns#relationStrongerBoundThan")
"""Both open on one side and the left one is tighter; not a contradiction."""

relationSupersedes: Final = NamedNode("https://w3id.org/claimgraph/ns#relationSupersedes")
"""A later statement of the same source on the same matter."""

relationTranslates: Final = NamedNode("https://w3id.org/claimgraph/ns#relationTranslates")
"""A translation within one document or agency; not independent."""

tenseFuture: Final = NamedNode("https://w3id.org/claimgraph/ns#tenseFuture")
"""After the statement."""

tensePast: Final = NamedNode("https://w3id.org/claimgraph/ns#tensePast")
"""Before the statement."""

tensePresent: Final = NamedNode("https://w3id.org/claimgraph/ns#tensePresent")
"""At the time of the statement."""

CERTAINTY: Final[Mapping[str, NamedNode]] = {
    "alleged": certaintyAlleged,
    "certain": certaintyCertain,
    "possible": certaintyPossible,
    "probable": certaintyProbable,
}

CUE_STANCE: Final[Mapping[str, NamedNode]] = {
    "assertive": stanceAssertive,
    "commissive": stanceCommissive,
    "denying": stanceDenying,
    "directive": stanceDirective,
    "distancing": stanceDistancing,
    "neutral": stanceNeutral,
}

FIDELITY: Final[Mapping[str, NamedNode]] = {
    "edited": fidelityEdited,
    "paraphrase": fidelityParaphrase,
    "translated": fidelityTranslated,
    "verbatim": fidelityVerbatim,
}

FORM: Final[Mapping[str, NamedNode]] = {
    "dash": formDash,
    "direct": formDirect,
    "headline": formHeadline,
    "indirect": formIndirect,
    "mixed": formMixed,
    "narrator": formNarrator,
}

POLARITY: Final[Mapping[str, NamedNode]] = {
    "neg": polarityNeg,
    "pos": polarityPos,
}

RELATION_TYPE: Final[Mapping[str, NamedNode]] = {
    "attributeConflict": relationAttributeConflict,
    "consistentQuantity": relationConsistentQuantity,
    "differentQuantity": relationDifferentQuantity,
    "differentTarget": relationDifferentTarget,
    "inTension": relationInTension,
    "oppositePolarity": relationOppositePolarity,
    "rivalCause": relationRivalCause,
    "roleConflict": relationRoleConflict,
    "sameBound": relationSameBound,
    "sameProposition": relationSameProposition,
    "strongerBoundThan": relationStrongerBoundThan,
    "supersedes": relationSupersedes,
    "translates": relationTranslates,
}

TENSE: Final[Mapping[str, NamedNode]] = {
    "future": tenseFuture,
    "past": tensePast,
    "present": tensePresent,
}
