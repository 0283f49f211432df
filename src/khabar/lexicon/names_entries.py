"""The entries of the names part of the lexicon besides the entities themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from khabar.model import MentionType

Gender = Literal["m", "f"]
Number = Literal["s", "d", "p"]
OutletKind = Literal["agency", "newspaper", "magazine", "channel", "radio", "site", "network", "generic"]
HeadPart = Literal["yes", "no", "cue", "row"]
HeadNeeds = Literal["any", "known", "body"]
PartKind = Literal["link", "servant", "prefix", "suffix", "ordinal"]
TitleKind = Literal["office", "rank", "honorific", "role", "kin"]


class Country(NamedTuple):
    """A state: its entity id, its ISO 3166 alpha-3 code, the entity id of its capital ("" where no table holds it)."""

    id: str
    iso3: str
    capital: str


class Nisba(NamedTuple):
    """The adjective or noun of belonging to a state: the state's entity id, and the form's grammar."""

    country: str
    gender: Gender
    number: Number
    definite: bool


class Outlet(NamedTuple):
    """A name of a news outlet: its entity id and kind. A `generic` one ("agencies") has no entity: its id is ""."""

    id: str
    kind: OutletKind


class Title(NamedTuple):
    """An office, rank, honorific or role that stands in front of a person's name, in one gender and number.

    `sector` is the part of an actor code that follows the country (`GOV`, `MIL`, `SPY`, `OPP` …), "" where none does.
    `open` is true where a complement belongs to it (minister *of* …, spokesman *for* …), `single` where one person of a
    state holds it at a time; of envoys, one is sent to each state.
    """

    id: str
    kind: TitleKind
    gender: Gender
    number: Number
    sector: str
    open: bool
    single: bool


class Head(NamedTuple):
    """A noun that opens the name of an organisation (ministry) or place (camp).

    `part` is "yes" where the noun belongs to the name, "no" where the name also stands alone (the *town of* …), "cue"
    where the noun is no part of it (*north of* …), "row" where it announces several (*villages of* …). `needs` is
    "known" where what follows must hold a name that is known or quoted, "body" where it must name a body (*leadership
    of* …), "any" where a definite noun is enough. `definite` is true of the noun with the article (the *council*),
    which adjectives complete. `sector` as in `Title`.
    """

    id: str
    type: MentionType
    sector: str
    part: HeadPart
    needs: HeadNeeds
    definite: bool = False


class Office(NamedTuple):
    """What a person held: office, country (alpha-2, "" of no state), when it began and ended as ISO prefixes, "" open.

    `purpose` is the state an envoy is sent to (alpha-2) or the entity id of the body that a secretary-general leads.
    """

    person: str
    title: str
    country: str
    start: str
    end: str
    purpose: str = ""


class Period(NamedTuple):
    """When an organisation existed, as ISO prefixes; "" is open or unknown."""

    start: str
    end: str


class Organ(NamedTuple):
    """An organ that every state has, named by a definite noun (the government) or a construct (government of).

    `alone` is true where the definite noun names it without a nisba or a state behind it.
    """

    id: str
    type: MentionType
    sector: str
    name_en: str
    definite: bool
    alone: bool


class Given(NamedTuple):
    """A given name; `weak` where it is also a common word."""

    weak: bool


class Part(NamedTuple):
    """A word inside a person's name that is no name itself."""

    kind: PartKind
