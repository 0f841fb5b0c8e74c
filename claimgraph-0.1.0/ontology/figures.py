"""Concepts of figures in the claimgraph vocabulary. GENERATED from the Turtle files by `make terms`; do not edit."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode

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
