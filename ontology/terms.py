"""Names of the claimgraph vocabulary. GENERATED from the Turtle files by `make terms`; do not edit."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode

NAMESPACE: Final = "https://w3id.org/claimgraph/ns#"

Actor: Final = NamedNode("https://w3id.org/claimgraph/ns#Actor")
"""Whoever can speak or act: a person, an organization, a group or a state."""

Claim: Final = NamedNode("https://w3id.org/claimgraph/ns#Claim")
"""One act of stating, in one document, by one speaker or by the narrator."""

ClaimCluster: Final = NamedNode("https://w3id.org/claimgraph/ns#ClaimCluster")
"""Claims with one proposition key; rebuilt by analysis."""

ClaimRelation: Final = NamedNode("https://w3id.org/claimgraph/ns#ClaimRelation")
"""A typed, reasoned link between two claims; rebuilt by analysis."""

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
"""Anything that takes part in a proposition or event; the super-property of all roles. A filler
that is no known entity is the mention of its words."""

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
"""What kind of happening a proposition, event or claim is about; on a claim also where its
proposition has no key."""

evidence: Final = NamedNode("https://w3id.org/claimgraph/ns#evidence")
"""The exact words: all content spans of a claim, the one span of a mention, quantity, date, office
or membership."""

fidelity: Final = NamedNode("https://w3id.org/claimgraph/ns#fidelity")
"""How close the printed words are to the words that were said."""

form: Final = NamedNode("https://w3id.org/claimgraph/ns#form")
"""How the text presents a claim."""

independentRoots: Final = NamedNode("https://w3id.org/claimgraph/ns#independentRoots")
"""Number of independent origins of a cluster; translations, wire copies and reports of one speech
act count once."""

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
"""Whether a claim affirms or negates its proposition."""

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

certaintyAlleged: Final = NamedNode("https://w3id.org/claimgraph/ns#certaintyAlleged")
"""Presented as said by others, without vouching for it."""

certaintyCertain: Final = NamedNode("https://w3id.org/claimgraph/ns#certaintyCertain")
"""Presented as fact."""

certaintyPossible: Final = NamedNode("https://w3id.org/claimgraph/ns#certaintyPossible")
"""Presented as possible."""

certaintyProbable: Final = NamedNode("https://w3id.org/claimgraph/ns#certaintyProbable")
"""Presented as likely."""

comparatorAbout: Final = NamedNode("https://w3id.org/claimgraph/ns#comparatorAbout")
"""Bounds 0.9 N to 1.1 N."""

comparatorAlmost: Final = NamedNode("https://w3id.org/claimgraph/ns#comparatorAlmost")
"""Bounds 0.9 N to N - 1."""

comparatorAtLeast: Final = NamedNode("https://w3id.org/claimgraph/ns#comparatorAtLeast")
"""Bounds N upwards."""

comparatorAtMost: Final = NamedNode("https://w3id.org/claimgraph/ns#comparatorAtMost")
"""Bounds 0 to N."""

comparatorExactly: Final = NamedNode("https://w3id.org/claimgraph/ns#comparatorExactly")
"""A bare number N: bounds N to N."""

comparatorLessThan: Final = NamedNode("https://w3id.org/claimgraph/ns#comparatorLessThan")
"""Bounds 0 to N - 1."""

comparatorMoreThan: Final = NamedNode("https://w3id.org/claimgraph/ns#comparatorMoreThan")
"""Bounds N + 1 upwards."""

comparatorRange: Final = NamedNode("https://w3id.org/claimgraph/ns#comparatorRange")
"""Two numbers: bounds A to B."""

comparatorVague: Final = NamedNode("https://w3id.org/claimgraph/ns#comparatorVague")
"""Tens, dozens, hundreds: wide bounds and no value."""

countedActivist: Final = NamedNode("https://w3id.org/claimgraph/ns#countedActivist")
"""People called activists."""

countedBank: Final = NamedNode("https://w3id.org/claimgraph/ns#countedBank")
"""Bank branches."""

countedBuilding: Final = NamedNode("https://w3id.org/claimgraph/ns#countedBuilding")
"""Buildings of any kind."""

countedChild: Final = NamedNode("https://w3id.org/claimgraph/ns#countedChild")
"""People under age."""

countedCity: Final = NamedNode("https://w3id.org/claimgraph/ns#countedCity")
"""Cities, towns and villages."""

countedCivilian: Final = NamedNode("https://w3id.org/claimgraph/ns#countedCivilian")
"""People outside the armed forces."""

countedDemonstrator: Final = NamedNode("https://w3id.org/claimgraph/ns#countedDemonstrator")
"""People taking part in a protest."""

countedDetainee: Final = NamedNode("https://w3id.org/claimgraph/ns#countedDetainee")
"""People held in custody."""

countedEquipment: Final = NamedNode("https://w3id.org/claimgraph/ns#countedEquipment")
"""Pieces of equipment."""

countedMoney: Final = NamedNode("https://w3id.org/claimgraph/ns#countedMoney")
"""A sum of money."""

countedPerson: Final = NamedNode("https://w3id.org/claimgraph/ns#countedPerson")
"""People without further description."""

countedPolice: Final = NamedNode("https://w3id.org/claimgraph/ns#countedPolice")
"""Members of the police and other law enforcement."""

countedShop: Final = NamedNode("https://w3id.org/claimgraph/ns#countedShop")
"""Shops and businesses."""

countedSoldier: Final = NamedNode("https://w3id.org/claimgraph/ns#countedSoldier")
"""Members of armed forces."""

countedVehicle: Final = NamedNode("https://w3id.org/claimgraph/ns#countedVehicle")
"""Cars, trucks and other vehicles."""

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

eventAgree: Final = NamedNode("https://w3id.org/claimgraph/ns#eventAgree")
"""Sides agree or sign."""

eventAppoint: Final = NamedNode("https://w3id.org/claimgraph/ns#eventAppoint")
"""Someone is given an office."""

eventArrest: Final = NamedNode("https://w3id.org/claimgraph/ns#eventArrest")
"""Someone is placed under arrest."""

eventAttack: Final = NamedNode("https://w3id.org/claimgraph/ns#eventAttack")
"""An attack on people or a place."""

eventBombard: Final = NamedNode("https://w3id.org/claimgraph/ns#eventBombard")
"""Shelling, bombing or missile fire."""

eventCause: Final = NamedNode("https://w3id.org/claimgraph/ns#eventCause")
"""Something brings about something else."""

eventCeasefire: Final = NamedNode("https://w3id.org/claimgraph/ns#eventCeasefire")
"""Sides stop or agree to stop fighting."""

eventChangePrice: Final = NamedNode("https://w3id.org/claimgraph/ns#eventChangePrice")
"""A price is raised or lowered."""

eventCharge: Final = NamedNode("https://w3id.org/claimgraph/ns#eventCharge")
"""Someone is formally charged."""

eventClash: Final = NamedNode("https://w3id.org/claimgraph/ns#eventClash")
"""Two sides fight each other."""

eventConcern: Final = NamedNode("https://w3id.org/claimgraph/ns#eventConcern")
"""Someone is worried about something."""

eventConvict: Final = NamedNode("https://w3id.org/claimgraph/ns#eventConvict")
"""A court finds someone guilty or sentences them."""

eventCoupAttempt: Final = NamedNode("https://w3id.org/claimgraph/ns#eventCoupAttempt")
"""An attempt to seize power by force."""

eventDamage: Final = NamedNode("https://w3id.org/claimgraph/ns#eventDamage")
"""Property is damaged, looted or set on fire."""

eventDeclareEmergency: Final = NamedNode("https://w3id.org/claimgraph/ns#eventDeclareEmergency")
"""A state of emergency is declared."""

eventDeclareMourning: Final = NamedNode("https://w3id.org/claimgraph/ns#eventDeclareMourning")
"""A day of mourning is declared."""

eventDeploy: Final = NamedNode("https://w3id.org/claimgraph/ns#eventDeploy")
"""Troops are sent or stationed."""

eventDetain: Final = NamedNode("https://w3id.org/claimgraph/ns#eventDetain")
"""Someone is taken into custody."""

eventDismiss: Final = NamedNode("https://w3id.org/claimgraph/ns#eventDismiss")
"""Someone is removed from an office by another."""

eventElect: Final = NamedNode("https://w3id.org/claimgraph/ns#eventElect")
"""Someone is elected."""

eventEliminate: Final = NamedNode("https://w3id.org/claimgraph/ns#eventEliminate")
"""Forces say that they eliminated someone."""

eventEndStage: Final = NamedNode("https://w3id.org/claimgraph/ns#eventEndStage")
"""Something ends or enters its final stage."""

eventFlee: Final = NamedNode("https://w3id.org/claimgraph/ns#eventFlee")
"""People flee, are evacuated or displaced."""

eventGrantHelp: Final = NamedNode("https://w3id.org/claimgraph/ns#eventGrantHelp")
"""Someone helps or agrees to help."""

eventHoldOffice: Final = NamedNode("https://w3id.org/claimgraph/ns#eventHoldOffice")
"""Someone holds an office or heads a body."""

eventInjure: Final = NamedNode("https://w3id.org/claimgraph/ns#eventInjure")
"""Someone is hurt."""

eventInvade: Final = NamedNode("https://w3id.org/claimgraph/ns#eventInvade")
"""Forces enter the territory of another."""

eventKill: Final = NamedNode("https://w3id.org/claimgraph/ns#eventKill")
"""Someone loses their life through violence or disaster."""

eventLegislate: Final = NamedNode("https://w3id.org/claimgraph/ns#eventLegislate")
"""A law or decision is adopted."""

eventMeet: Final = NamedNode("https://w3id.org/claimgraph/ns#eventMeet")
"""Sides meet, call or hold talks."""

eventPay: Final = NamedNode("https://w3id.org/claimgraph/ns#eventPay")
"""Someone pays or funds."""

eventProtest: Final = NamedNode("https://w3id.org/claimgraph/ns#eventProtest")
"""People gather in public against or for something."""

eventRegain: Final = NamedNode("https://w3id.org/claimgraph/ns#eventRegain")
"""A building or territory is taken back."""

eventRelease: Final = NamedNode("https://w3id.org/claimgraph/ns#eventRelease")
"""Someone is set free."""

eventRequestHelp: Final = NamedNode("https://w3id.org/claimgraph/ns#eventRequestHelp")
"""Someone asks another for help."""

eventResign: Final = NamedNode("https://w3id.org/claimgraph/ns#eventResign")
"""Someone leaves an office of their own accord."""

eventRestrictAccess: Final = NamedNode("https://w3id.org/claimgraph/ns#eventRestrictAccess")
"""Access or movement is restricted: curfew, shutdown, block."""

eventReverseMeasure: Final = NamedNode("https://w3id.org/claimgraph/ns#eventReverseMeasure")
"""A measure is cancelled."""

eventRiot: Final = NamedNode("https://w3id.org/claimgraph/ns#eventRiot")
"""Unrest with violence or disorder."""

eventSanction: Final = NamedNode("https://w3id.org/claimgraph/ns#eventSanction")
"""Sanctions are imposed."""

eventSearch: Final = NamedNode("https://w3id.org/claimgraph/ns#eventSearch")
"""Someone is searched for."""

eventSecurityOperation: Final = NamedNode("https://w3id.org/claimgraph/ns#eventSecurityOperation")
"""An operation of police or security forces."""

eventSeize: Final = NamedNode("https://w3id.org/claimgraph/ns#eventSeize")
"""A building or territory is taken."""

eventShootOrder: Final = NamedNode("https://w3id.org/claimgraph/ns#eventShootOrder")
"""Someone orders or allows shooting at people."""

eventSurrender: Final = NamedNode("https://w3id.org/claimgraph/ns#eventSurrender")
"""Someone gives up fighting."""

eventTrain: Final = NamedNode("https://w3id.org/claimgraph/ns#eventTrain")
"""Someone trains others."""

eventUnderControl: Final = NamedNode("https://w3id.org/claimgraph/ns#eventUnderControl")
"""Order is said to be restored."""

eventUseForce: Final = NamedNode("https://w3id.org/claimgraph/ns#eventUseForce")
"""Forces open fire or use violence."""

eventWithdraw: Final = NamedNode("https://w3id.org/claimgraph/ns#eventWithdraw")
"""Troops leave."""

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
"""Rejected by a person."""

linkUnavailable: Final = NamedNode("https://w3id.org/claimgraph/ns#linkUnavailable")
"""The source could not be asked."""

measureArrested: Final = NamedNode("https://w3id.org/claimgraph/ns#measureArrested")
"""People placed under arrest."""

measureBuildingsDamaged: Final = NamedNode("https://w3id.org/claimgraph/ns#measureBuildingsDamaged")
"""Buildings damaged or destroyed."""

measureDetained: Final = NamedNode("https://w3id.org/claimgraph/ns#measureDetained")
"""People taken into custody."""

measureDisplaced: Final = NamedNode("https://w3id.org/claimgraph/ns#measureDisplaced")
"""People who had to leave their homes."""

measureEvacuated: Final = NamedNode("https://w3id.org/claimgraph/ns#measureEvacuated")
"""People moved away as a precaution."""

measureInjured: Final = NamedNode("https://w3id.org/claimgraph/ns#measureInjured")
"""People hurt."""

measureKilled: Final = NamedNode("https://w3id.org/claimgraph/ns#measureKilled")
"""People who lost their lives."""

measureMilitaryVehicles: Final = NamedNode("https://w3id.org/claimgraph/ns#measureMilitaryVehicles")
"""Military vehicles or pieces of equipment."""

measureMissing: Final = NamedNode("https://w3id.org/claimgraph/ns#measureMissing")
"""People whose fate is unknown."""

measureOther: Final = NamedNode("https://w3id.org/claimgraph/ns#measureOther")
"""Any other count."""

measureProtesters: Final = NamedNode("https://w3id.org/claimgraph/ns#measureProtesters")
"""People taking part in a protest."""

measureRescued: Final = NamedNode("https://w3id.org/claimgraph/ns#measureRescued")
"""People brought out of danger."""

measureTroops: Final = NamedNode("https://w3id.org/claimgraph/ns#measureTroops")
"""Soldiers sent, stationed or withdrawn."""

measureVehiclesDamaged: Final = NamedNode("https://w3id.org/claimgraph/ns#measureVehiclesDamaged")
"""Vehicles damaged or destroyed."""

mentionDescription: Final = NamedNode("https://w3id.org/claimgraph/ns#mentionDescription")
"""A description such as an office."""

mentionName: Final = NamedNode("https://w3id.org/claimgraph/ns#mentionName")
"""A proper name."""

mentionPronoun: Final = NamedNode("https://w3id.org/claimgraph/ns#mentionPronoun")
"""A pronoun, or the subject left out by the grammar."""

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

COMPARATOR: Final[Mapping[str, NamedNode]] = {
    "about": comparatorAbout,
    "almost": comparatorAlmost,
    "at_least": comparatorAtLeast,
    "at_most": comparatorAtMost,
    "exactly": comparatorExactly,
    "less_than": comparatorLessThan,
    "more_than": comparatorMoreThan,
    "range": comparatorRange,
    "vague": comparatorVague,
}

COUNTED: Final[Mapping[str, NamedNode]] = {
    "activist": countedActivist,
    "bank": countedBank,
    "building": countedBuilding,
    "child": countedChild,
    "city": countedCity,
    "civilian": countedCivilian,
    "demonstrator": countedDemonstrator,
    "detainee": countedDetainee,
    "equipment": countedEquipment,
    "money": countedMoney,
    "person": countedPerson,
    "police": countedPolice,
    "shop": countedShop,
    "soldier": countedSoldier,
    "vehicle": countedVehicle,
}

CUE_STANCE: Final[Mapping[str, NamedNode]] = {
    "assertive": stanceAssertive,
    "commissive": stanceCommissive,
    "denying": stanceDenying,
    "directive": stanceDirective,
    "distancing": stanceDistancing,
    "neutral": stanceNeutral,
}

EVENT_TYPE: Final[Mapping[str, NamedNode]] = {
    "Agree": eventAgree,
    "Appoint": eventAppoint,
    "Arrest": eventArrest,
    "Attack": eventAttack,
    "Bombard": eventBombard,
    "Cause": eventCause,
    "Ceasefire": eventCeasefire,
    "ChangePrice": eventChangePrice,
    "Charge": eventCharge,
    "Clash": eventClash,
    "Concern": eventConcern,
    "Convict": eventConvict,
    "CoupAttempt": eventCoupAttempt,
    "Damage": eventDamage,
    "DeclareEmergency": eventDeclareEmergency,
    "DeclareMourning": eventDeclareMourning,
    "Deploy": eventDeploy,
    "Detain": eventDetain,
    "Dismiss": eventDismiss,
    "Elect": eventElect,
    "Eliminate": eventEliminate,
    "EndStage": eventEndStage,
    "Flee": eventFlee,
    "GrantHelp": eventGrantHelp,
    "HoldOffice": eventHoldOffice,
    "Injure": eventInjure,
    "Invade": eventInvade,
    "Kill": eventKill,
    "Legislate": eventLegislate,
    "Meet": eventMeet,
    "Pay": eventPay,
    "Protest": eventProtest,
    "Regain": eventRegain,
    "Release": eventRelease,
    "RequestHelp": eventRequestHelp,
    "Resign": eventResign,
    "RestrictAccess": eventRestrictAccess,
    "ReverseMeasure": eventReverseMeasure,
    "Riot": eventRiot,
    "Sanction": eventSanction,
    "Search": eventSearch,
    "SecurityOperation": eventSecurityOperation,
    "Seize": eventSeize,
    "ShootOrder": eventShootOrder,
    "Surrender": eventSurrender,
    "Train": eventTrain,
    "UnderControl": eventUnderControl,
    "UseForce": eventUseForce,
    "Withdraw": eventWithdraw,
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

MEASURE: Final[Mapping[str, NamedNode]] = {
    "arrested": measureArrested,
    "buildings_damaged": measureBuildingsDamaged,
    "detained": measureDetained,
    "displaced": measureDisplaced,
    "evacuated": measureEvacuated,
    "injured": measureInjured,
    "killed": measureKilled,
    "military_vehicles": measureMilitaryVehicles,
    "missing": measureMissing,
    "other": measureOther,
    "protesters": measureProtesters,
    "rescued": measureRescued,
    "troops": measureTroops,
    "vehicles_damaged": measureVehiclesDamaged,
}

MENTION_FORM: Final[Mapping[str, NamedNode]] = {
    "description": mentionDescription,
    "name": mentionName,
    "pronoun": mentionPronoun,
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

TENSE: Final[Mapping[str, NamedNode]] = {
    "future": tenseFuture,
    "past": tensePast,
    "present": tensePresent,
}

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

EVENT_ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "Agree": ("agent", "opponent", "topic"),
    "Appoint": ("agent", "office", "patient"),
    "Arrest": ("agent", "patient", "topic"),
    "Attack": ("agent", "means", "target"),
    "Bombard": ("agent", "means", "target"),
    "Cause": ("cause", "effect"),
    "Ceasefire": ("agent", "opponent"),
    "ChangePrice": ("agent", "amount", "target"),
    "Charge": ("agent", "patient", "topic"),
    "Clash": ("agent", "opponent", "place"),
    "Concern": ("agent", "topic"),
    "Convict": ("agent", "amount", "patient"),
    "CoupAttempt": ("agent", "place", "target"),
    "Damage": ("agent", "target"),
    "DeclareEmergency": ("agent", "place"),
    "DeclareMourning": ("agent", "place"),
    "Deploy": ("agent", "destination", "patient"),
    "Detain": ("agent", "patient", "place"),
    "Dismiss": ("agent", "office", "patient"),
    "Elect": ("agent", "office", "patient"),
    "Eliminate": ("agent", "patient"),
    "EndStage": ("agent", "topic"),
    "Flee": ("agent", "destination", "origin"),
    "GrantHelp": ("agent", "recipient"),
    "HoldOffice": ("agent", "body", "office"),
    "Injure": ("agent", "patient", "place"),
    "Invade": ("agent", "target"),
    "Kill": ("agent", "means", "patient", "place"),
    "Legislate": ("agent", "topic"),
    "Meet": ("agent", "opponent", "place", "topic"),
    "Pay": ("agent", "amount", "recipient", "topic"),
    "Protest": ("agent", "place", "topic"),
    "Regain": ("agent", "target"),
    "Release": ("agent", "patient"),
    "RequestHelp": ("agent", "recipient", "topic"),
    "Resign": ("agent", "office"),
    "RestrictAccess": ("agent", "place", "target"),
    "ReverseMeasure": ("agent", "target"),
    "Riot": ("agent", "place"),
    "Sanction": ("agent", "target"),
    "Search": ("agent", "patient"),
    "SecurityOperation": ("agent", "place", "target"),
    "Seize": ("agent", "target"),
    "ShootOrder": ("agent", "patient", "recipient"),
    "Surrender": ("agent", "recipient"),
    "Train": ("agent", "patient", "place"),
    "UnderControl": ("agent", "place"),
    "UseForce": ("agent", "means", "patient"),
    "Withdraw": ("agent", "origin", "patient"),
}
