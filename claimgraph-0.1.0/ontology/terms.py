"""Names of the claimgraph vocabulary. GENERATED from the Turtle files by `make terms`; do not edit."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode

from claimgraph.ontology.claims import *  # noqa: F403
from claimgraph.ontology.entities import *  # noqa: F403
from claimgraph.ontology.events import *  # noqa: F403
from claimgraph.ontology.figures import *  # noqa: F403
from claimgraph.ontology.segments import *  # noqa: F403

NAMESPACE: Final = "https://w3id.org/claimgraph/ns#"

Actor: Final = NamedNode("https://w3id.org/claimgraph/ns#Actor")
"""Whoever can speak or act: a person, an organization, a group or a state."""

Assertion: Final = NamedNode("https://w3id.org/claimgraph/ns#Assertion")
"""One thing that a claim states, a sentence or clause of it: what kind of happening, affirmed or
negated, and who plays which role in it. It belongs to one claim and, like it, is never asserted."""

Claim: Final = NamedNode("https://w3id.org/claimgraph/ns#Claim")
"""One act of stating, in one document, by one speaker or by the narrator."""

ClaimCluster: Final = NamedNode("https://w3id.org/claimgraph/ns#ClaimCluster")
"""Claims with one proposition key; rebuilt by analysis."""

ClaimRelation: Final = NamedNode("https://w3id.org/claimgraph/ns#ClaimRelation")
"""A typed, reasoned link between two claims; rebuilt by analysis."""

CopiedStatement: Final = NamedNode("https://w3id.org/claimgraph/ns#CopiedStatement")
"""What Wikidata says of an item, copied with its dates; nothing that a text claims. The statement
is given by rdf:subject, rdf:predicate and rdf:object."""

Document: Final = NamedNode("https://w3id.org/claimgraph/ns#Document")
"""One published text by one source, stored unaltered."""

Event: Final = NamedNode("https://w3id.org/claimgraph/ns#Event")
"""Something that is said to have happened, typed by the event scheme."""

Group: Final = NamedNode("https://w3id.org/claimgraph/ns#Group")
"""Actors spoken of together without being one body, such as officials, activists or UN agencies."""

Mention: Final = NamedNode("https://w3id.org/claimgraph/ns#Mention")
"""Words of a document that point to something; never the thing itself."""

Organization: Final = NamedNode("https://w3id.org/claimgraph/ns#Organization")
"""A body with a name of its own: company, party, ministry, alliance, authority."""

Person: Final = NamedNode("https://w3id.org/claimgraph/ns#Person")
"""A single human being."""

Place: Final = NamedNode("https://w3id.org/claimgraph/ns#Place")
"""A place that can be named. A state may be a place and an actor at once."""

Proposition: Final = NamedNode("https://w3id.org/claimgraph/ns#Proposition")
"""What is stated, without number, polarity or time; shared by claims and never asserted."""

Quantity: Final = NamedNode("https://w3id.org/claimgraph/ns#Quantity")
"""A number with its comparator, closed bounds and what is counted."""

Segment: Final = NamedNode("https://w3id.org/claimgraph/ns#Segment")
"""A stretch of a document, such as a paragraph or a title, with its own language and role."""

Source: Final = NamedNode("https://w3id.org/claimgraph/ns#Source")
"""A publisher or news agency that puts out documents or is named as the origin of a report."""

WikidataLink: Final = NamedNode("https://w3id.org/claimgraph/ns#WikidataLink")
"""A candidate link to Wikidata with confidence, method, status and reason. The link itself is given
by rdf:subject, rdf:predicate and rdf:object."""

addressee: Final = NamedNode("https://w3id.org/claimgraph/ns#addressee")
"""The actor to whom a claim is said to have been made."""

antecedent: Final = NamedNode("https://w3id.org/claimgraph/ns#antecedent")
"""Other words of the text that a description or pronoun shares its referent with: one link of a
coreference chain."""

argument: Final = NamedNode("https://w3id.org/claimgraph/ns#argument")
"""Anything that takes part in a proposition, assertion or event; the super-property of all roles. A
filler that is no known entity is the mention of its words."""

asserts: Final = NamedNode("https://w3id.org/claimgraph/ns#asserts")
"""One of the things that a claim states; left out where it adds nothing to the claim itself."""

certainty: Final = NamedNode("https://w3id.org/claimgraph/ns#certainty")
"""How sure the text presents a claim to be."""

comparator: Final = NamedNode("https://w3id.org/claimgraph/ns#comparator")
"""How the words relate the true number to the number given."""

confidence: Final = NamedNode("https://w3id.org/claimgraph/ns#confidence")
"""How sure the method is of its result, from 0 to 1; not whether a claim is true."""

counted: Final = NamedNode("https://w3id.org/claimgraph/ns#counted")
"""The class of what is counted."""

cueSpan: Final = NamedNode("https://w3id.org/claimgraph/ns#cueSpan")
"""The reporting words that attribute a claim."""

cueStance: Final = NamedNode("https://w3id.org/claimgraph/ns#cueStance")
"""The attitude of the reporting words towards what is reported."""

datePrecision: Final = NamedNode("https://w3id.org/claimgraph/ns#datePrecision")
"""How exact a date is: second, minute, day, month or year; the rest of the value is then the first
moment."""

denotes: Final = NamedNode("https://w3id.org/claimgraph/ns#denotes")
"""The actor, place or event that a mention points to."""

eventType: Final = NamedNode("https://w3id.org/claimgraph/ns#eventType")
"""What kind of happening a proposition, event, claim or assertion is about; on a claim also where
its proposition has no key."""

evidence: Final = NamedNode("https://w3id.org/claimgraph/ns#evidence")
"""The exact words: all content spans of a claim, the one span of an assertion, mention, quantity,
date, office or membership, the words of both claims of a relation."""

fidelity: Final = NamedNode("https://w3id.org/claimgraph/ns#fidelity")
"""How close the printed words are to the words that were said."""

form: Final = NamedNode("https://w3id.org/claimgraph/ns#form")
"""How the text presents a claim."""

independentRoots: Final = NamedNode("https://w3id.org/claimgraph/ns#independentRoots")
"""Number of independent origins of a cluster; translations, wire copies and reports of one speech
act count once."""

indexVersion: Final = NamedNode("https://w3id.org/claimgraph/ns#indexVersion")
"""Version of the names and facts that a link was found in, or that a statement was copied from."""

kind: Final = NamedNode("https://w3id.org/claimgraph/ns#kind")
"""What a mention points to, from the kind scheme; known even where nothing is denoted."""

left: Final = NamedNode("https://w3id.org/claimgraph/ns#left")
"""The first claim of a relation; in a directed relation the one of which it is said."""

linkStatus: Final = NamedNode("https://w3id.org/claimgraph/ns#linkStatus")
"""Where a candidate link stands."""

lower: Final = NamedNode("https://w3id.org/claimgraph/ns#lower")
"""Smallest number that the words allow, included; absent means unbounded."""

measure: Final = NamedNode("https://w3id.org/claimgraph/ns#measure")
"""What is measured: killed, injured, detained and so on."""

member: Final = NamedNode("https://w3id.org/claimgraph/ns#member")
"""A claim of a cluster."""

mentionForm: Final = NamedNode("https://w3id.org/claimgraph/ns#mentionForm")
"""Whether a mention is a name, a description or a pronoun."""

polarity: Final = NamedNode("https://w3id.org/claimgraph/ns#polarity")
"""Whether a claim or one of its assertions affirms or negates what it says."""

propositionKey: Final = NamedNode("https://w3id.org/claimgraph/ns#propositionKey")
"""Canonical text type(role=IRI,...) with sorted roles, without number, polarity and time; equal
keys mean one proposition."""

quantity: Final = NamedNode("https://w3id.org/claimgraph/ns#quantity")
"""A quantity that is part of what a claim says."""

relationType: Final = NamedNode("https://w3id.org/claimgraph/ns#relationType")
"""How two claims relate to each other."""

right: Final = NamedNode("https://w3id.org/claimgraph/ns#right")
"""The second claim of a relation."""

role: Final = NamedNode("https://w3id.org/claimgraph/ns#role")
"""What a segment is in its document, from the segment role scheme."""

rule: Final = NamedNode("https://w3id.org/claimgraph/ns#rule")
"""Name of the rule that found a relation."""

sieve: Final = NamedNode("https://w3id.org/claimgraph/ns#sieve")
"""Name of the method that found a claim or mention or proposed a link."""

speaker: Final = NamedNode("https://w3id.org/claimgraph/ns#speaker")
"""The actor to whom a claim is attributed; absent for the narrator and for unresolved speakers."""

speakerSpan: Final = NamedNode("https://w3id.org/claimgraph/ns#speakerSpan")
"""The words that name, describe or stand for the speaker of a claim."""

statedIn: Final = NamedNode("https://w3id.org/claimgraph/ns#statedIn")
"""The document in which a claim stands."""

states: Final = NamedNode("https://w3id.org/claimgraph/ns#states")
"""The proposition of a claim; absent where no key can be built, since free-text claims are always
kept."""

takesRole: Final = NamedNode("https://w3id.org/claimgraph/ns#takesRole")
"""A role that is usual for an event type; place, occasion and time are open to all types."""

tense: Final = NamedNode("https://w3id.org/claimgraph/ns#tense")
"""Past, present or future; a claim may carry two (never have we, nor will we)."""

textHash: Final = NamedNode("https://w3id.org/claimgraph/ns#textHash")
"""SHA-256 of the stored text as 64 lower-case hexadecimal digits; offsets hold for this text
only."""

upper: Final = NamedNode("https://w3id.org/claimgraph/ns#upper")
"""Largest number that the words allow, included; absent means unbounded."""

value: Final = NamedNode("https://w3id.org/claimgraph/ns#value")
"""The number given in the text; absent for vague amounts such as dozens."""

viaSource: Final = NamedNode("https://w3id.org/claimgraph/ns#viaSource")
"""A source between speaker and document; the order of the chain is given by prov:wasQuotedFrom."""

agent: Final = NamedNode("https://w3id.org/claimgraph/ns#agent")
"""Who acts."""

amount: Final = NamedNode("https://w3id.org/claimgraph/ns#amount")
"""How much: a sentence, a sum, a change of price."""

body: Final = NamedNode("https://w3id.org/claimgraph/ns#body")
"""The body in which an office is held."""

cause: Final = NamedNode("https://w3id.org/claimgraph/ns#cause")
"""What brings about the effect."""

destination: Final = NamedNode("https://w3id.org/claimgraph/ns#destination")
"""Whither someone or something goes."""

effect: Final = NamedNode("https://w3id.org/claimgraph/ns#effect")
"""What is brought about."""

means: Final = NamedNode("https://w3id.org/claimgraph/ns#means")
"""What it is done with."""

occasion: Final = NamedNode("https://w3id.org/claimgraph/ns#occasion")
"""The larger happening in which it takes place, such as the fighting or last week's violence."""

office: Final = NamedNode("https://w3id.org/claimgraph/ns#office")
"""The office that is held, given or left."""

opponent: Final = NamedNode("https://w3id.org/claimgraph/ns#opponent")
"""The other side of a clash, meeting or agreement."""

origin: Final = NamedNode("https://w3id.org/claimgraph/ns#origin")
"""Whence someone or something goes."""

patient: Final = NamedNode("https://w3id.org/claimgraph/ns#patient")
"""Who or what is acted upon."""

place: Final = NamedNode("https://w3id.org/claimgraph/ns#place")
"""Where it happens."""

recipient: Final = NamedNode("https://w3id.org/claimgraph/ns#recipient")
"""Who receives, or to whom a request or order is directed."""

target: Final = NamedNode("https://w3id.org/claimgraph/ns#target")
"""What an act is directed against."""

topic: Final = NamedNode("https://w3id.org/claimgraph/ns#topic")
"""What it is about."""

certaintyScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#certaintyScheme")
"""How sure the text presents a claim to be."""

comparatorScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#comparatorScheme")
"""How the words relate the true number to the number given."""

countedScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#countedScheme")
"""Classes of what is counted; a narrower class is contained in its broader one."""

cueStanceScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#cueStanceScheme")
"""The attitude of the reporting words towards what is reported."""

eventTypeScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#eventTypeScheme")
"""Kinds of happening that propositions and events are about. The matches to PLOVER are this
project's own; PLOVER has no code for statements, appeals or offices."""

fidelityScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#fidelityScheme")
"""How close the printed words are to the words that were said."""

formScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#formScheme")
"""How a text presents a claim."""

kindScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#kindScheme")
"""What a mention points to."""

linkStatusScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#linkStatusScheme")
"""Where a candidate link stands."""

measureScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#measureScheme")
"""What a quantity measures."""

mentionFormScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#mentionFormScheme")
"""How a mention points."""

polarityScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#polarityScheme")
"""Whether a claim affirms or negates its proposition."""

relationTypeScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#relationTypeScheme")
"""How two claims relate; conflict is never said to make one of them false."""

segmentRoleScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#segmentRoleScheme")
"""What a segment is in its document."""

tenseScheme: Final = NamedNode("https://w3id.org/claimgraph/ns#tenseScheme")
"""When the content is placed, seen from the statement."""

relationsInAgreement: Final = NamedNode("https://w3id.org/claimgraph/ns#relationsInAgreement")
"""Relations of claims that say the same, or say what can both hold."""

relationsInConflict: Final = NamedNode("https://w3id.org/claimgraph/ns#relationsInConflict")
"""Relations of claims that are hard to hold together; neither is said to be false."""

ROLES: Final[Mapping[str, NamedNode]] = {
    "agent": agent,
    "amount": amount,
    "body": body,
    "cause": cause,
    "destination": destination,
    "effect": effect,
    "means": means,
    "occasion": occasion,
    "office": office,
    "opponent": opponent,
    "origin": origin,
    "patient": patient,
    "place": place,
    "recipient": recipient,
    "target": target,
    "topic": topic,
}
