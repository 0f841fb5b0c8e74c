"""Names: titles, head words of organizations, inflection."""

from __future__ import annotations

import msgspec

Paradigm = tuple[str, str]
"""An ending of the base form, and the endings of the other cases: blanks between cases, `/` between variants,
`-` for no ending."""


class Naming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What surrounds and forms names in one language."""

    titles: tuple[str, ...] = ()
    """Words before a person that are not part of the name, base form, lower case: `president`."""
    heads: tuple[str, ...] = ()
    """Words that name a kind of organization, base form, lower case: `ministry`."""
    connectors: tuple[str, ...] = ()
    """Small words within the name of an organization: `of`, `for`."""
    domains: tuple[str, ...] = ()
    """Lower-case words that continue the name of an organization: Ukrainian `закордонних справ`."""
    articles: tuple[str, ...] = ()
    """Words before a name that are no part of it, lower case."""
    body_endings: tuple[str, ...] = ()
    """Ends of lower-case words that make a name together with the country before them:
    `Kasakhstans nasjonale sikkerhetskomité`."""
    peoples: tuple[str, ...] = ()
    """Patterns of adjectives and inhabitants of countries: capitalised words that are no names of places."""
    others: tuple[str, ...] = ()
    """Patterns of further capitalised words that name no person, organization or place: `Brexit`, `Monday`."""
    initial_needs_support: bool = False
    """Whether a capital letter at the beginning of a sentence says nothing, unless the document supports the name
    elsewhere: for a language without statistical model of its own."""
    regions: tuple[str, ...] = ()
    """Lower-case words that make the name of a place together with the adjective before them: `область`."""
    acronyms_are_organizations: bool = False
    """Whether words in capital letters that nothing else explains are taken for organizations."""
    place_leads: tuple[str, ...] = ()
    """Words before a place, lower case, after which a doubtful name is one: `in`."""
    brand_words: tuple[str, ...] = ()
    """Words before the name of an enterprise or paper, base form, lower case: `bank`."""
    joined_bodies: tuple[str, ...] = ()
    """Ends of lower-case words that make a name together with the capitalised word before: `Oslo tingrett`."""
    body_compounds: tuple[str, ...] = ()
    """Ends of capitalised words that are the name of a body: `Landbruksdepartementet`."""
    quoted_are_organizations: bool = False
    """Whether short names in quotation marks are taken for organizations."""
    work_words: tuple[str, ...] = ()
    """Words before a quoted name that is none: of a film, a ship, a word as such; base form, lower case."""
    body_openings: tuple[str, ...] = ()
    """Patterns with which a capitalised word opens that is the name of a body: `Держкіно`; letters as written."""
    region_endings: tuple[str, ...] = ()
    """Ends of the names of regions: `щина`."""
    streets: tuple[str, ...] = ()
    """Lower-case words that open the name of a street or the like and are part of it, base form."""
    particles: tuple[str, ...] = ()
    """Lower-case words within the name of a person: `van`."""
    places: tuple[str, ...] = ()
    """Words that name a kind of place or stand before one, base form, lower case: `river`."""
    clitics: tuple[str, ...] = ()
    """Endings of words that are no part of a name: English `'s`."""
    nouns: tuple[Paradigm, ...] = ()
    """Endings of nouns that are names and the endings of their other cases; the longest ending that fits counts."""
    adjectives: tuple[Paradigm, ...] = ()
    """The same for adjectives, in the same order of cases, so that `Wielka Brytania` is inflected word by word."""
    adjectives_follow: bool = False
    """Whether an adjective may follow its noun (`Korea Północna`)."""
    conjunctions: tuple[str, ...] = ()
    """Words between two parts of a name that are both inflected: `Bośnia i Hercegowina`."""
    patronymics: tuple[str, ...] = ()
    """Endings of a name after the father, which may stand between given name and surname."""
    sounds: tuple[tuple[str, str], ...] = ()
    """Letters of this language and how English writes their sound in foreign names: Polish `cz` is `ch`."""
    offices: tuple[str, ...] = ()
    """Words that name an office, base form, lower case: `minister`."""
    office_modifiers: tuple[str, ...] = ()
    """Words before the name of an office that belong to it, in all their forms, lower case: `former`, `foreign`."""
    office_fields: tuple[str, ...] = ()
    """Words after the name of an office that belong to it, besides `domains`: `state` in `secretary of state`."""
    office_openers: tuple[str, ...] = ()
    """Words that open an office after a name and don't belong to it: `its` in `Smith, its director`."""
    compounds: bool = False
    """Whether the name of an office may be the end of a word: `innenriksminister`."""
    listing: tuple[str, ...] = ()
    """Words between the last two members of a list: `and`."""
    membership: tuple[str, ...] = ()
    """Patterns of the words between an organization and a list of its members: `alliance of`."""
    belonging: tuple[str, ...] = ()
    """Patterns of the words between an organization and one of its members: `member`."""
