"""Concepts of the claimgraph vocabulary. GENERATED from the Turtle files by `make terms`; do not edit."""

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
"""Considered and turned down: by the method, which took another item or none, or by a person; the
reason tells."""

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
