"""Concepts of events in the claimgraph vocabulary. GENERATED from the Turtle files by `make terms`; do not edit."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode

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
