"""Every type of the account that many records make together; what one page says is in `khabar.model`.

Frozen, slotted, tuples throughout. Things of a page are named by their ids (`<page id>#s120-240`), entities by the id
they have across pages; nothing here copies text out of a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# The store asks a type for its hints, so their names must be there when it runs.
from khabar.model import Act, EventType, Form, MentionType, Span, Stance, Status  # noqa: TC001

# The same text; one page within the other; most of one, with changes; a part; one passage in articles that differ.
ReprintKind = Literal["reprint", "cut", "edited", "rewrite", "passage"]
# What tells which page was first: the other credits its outlet, names it, appeared later; "" where nothing does.
FirstBy = Literal["credit", "named", "date", ""]
# What joined an entity of a page to an identity: one id, one name, one office on its day, or the user's own word.
JoinedBy = Literal["id", "spelling", "role", "user"]
# What is said of an accord: named alone; made; kept; asked to be kept; broken; ended or left.
Says = Literal["named", "concluded", "holds", "wanted", "broken", "ended"]
# What an actor wants of an issue.
Side = Literal["for", "against", "open"]
# What sets two statements against each other: not so, another count, the opposite, another party, not yet or maybe.
ClashKind = Literal["negation", "number", "antonym", "party", "modality"]


def page_of(thing: str) -> str:
    """Return the page of a statement or event by its id."""
    return thing.rpartition("#")[0]


@dataclass(frozen=True, slots=True)
class Stretch:
    """`words` words in a row that two pages have in common, spelling and signs aside: where they stand on each."""

    a: Span
    b: Span
    words: int


@dataclass(frozen=True, slots=True)
class Reprint:
    """Two pages of which one copies the other, or both a third. `a` is the lesser page id.

    `share_a` is the share of the words of `a` that stand in `b`, in [0, 1]; `share_b` the other way round. `first` is a
    page id, "" where nothing tells; `source` the outlet outside the pair whose text both print, "" where none is
    credited, an entity id where the lexicon knows it.
    """

    a: str
    b: str
    kind: ReprintKind
    share_a: float
    share_b: float
    stretches: tuple[Stretch, ...]
    first: str = ""
    by: FirstBy = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Pages of a group that do not stand for themselves: whom they credit, and their first page; "" where unknown."""

    source: str
    first: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Pages joined by reprints, by page id; the outlets that print them, and the independent origins they come from."""

    id: str  # the least page id
    pages: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """An entity of one page as a part of an identity, and what joined it."""

    page: str
    entity: str  # its id on the page, or the name where it has none
    by: JoinedBy
    why: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A person, organisation or place across all pages, with the joins that made it.

    `id` is that of the lexicon; where the lexicon knows none it is `name:` with type, folded name and, of several who
    bear it, what tells this one from the others.
    """

    id: str
    type: MentionType
    name: str
    name_en: str = ""
    names: tuple[str, ...] = ()
    country: str = ""  # ISO 3166 alpha-2
    actor_code: str = ""
    wikidata: str = ""
    geonames: int = 0
    lat: float | None = None
    lon: float | None = None
    place_precision: str = ""
    parts: tuple[Joined, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Pages on the same happening, across outlets and days, in order of their days, or else those of their captures.

    `title` is the page whose headline stands for the story, `follows` the story it goes on from, "" for none.
    """

    id: str  # the least page id
    title: str
    first: str  # ISO days of publication; "" where no page shows one
    last: str
    pages: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: int  # independent origins of its pages
    entities: tuple[str, ...] = ()  # identities that most of its pages name, commonest first
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many people a telling counts, from `low` to `high`, on whose word ("" is the outlet's own)."""

    low: int
    high: int
    event: str  # event id
    source: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One event however many pages tell it. Counts that disagree stand side by side.

    `told_by` names those on whose word alone it stands, `?` one whom the page hides; empty where an outlet tells it
    itself.
    """

    id: str  # the least event id
    type: EventType
    mode: str
    cameo: str
    actors: tuple[str, ...]  # identities, or names where there is no identity
    recipients: tuple[str, ...]
    place: str  # identity, "" where open
    date: str  # ISO prefix, "" where no telling dates it
    told: str  # the day of the first page that tells it, "" where none shows its day
    status: Status
    tellings: tuple[str, ...]  # event ids, first told first
    outlets: tuple[str, ...]
    origins: int
    told_by: tuple[str, ...] = ()  # identities or names
    killed: tuple[Count, ...] = ()
    injured: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendering:
    """A statement as one of several renderings of an utterance: how near to the first, and what it adds or drops.

    Added and dropped are folded lemmas, the rarest first.
    """

    statement: str  # statement id
    form: Form
    likeness: float  # to the first rendering, [0, 1]
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said by one speaker, as all its outlets render it; those quoted word for word first."""

    id: str  # the least statement id
    speaker: str  # identity, or the name where there is none
    date: str  # ISO prefix, "" where no rendering dates it
    told: str  # the day of the first page that renders it, "" where none shows its day
    act: Act
    about: tuple[str, ...]  # identities
    renderings: tuple[Rendering, ...]
    outlets: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition somebody denies, and where in the pile it is made; a ghost, made nowhere, waits for its page."""

    id: str  # the denying statement's id
    proposition: Span  # on the page of the denial
    denied_by: str  # identity or name
    reported_by: str  # whose report the denial says it was, "" where it does not
    date: str  # of the first denial, ISO prefix, "" where open
    makers: tuple[str, ...]  # statement and event ids that claim it; empty for a ghost
    denials: tuple[str, ...]  # ids of statements that deny it


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements or events that cannot both hold, and what says so."""

    a: str
    b: str
    kind: ClashKind
    why: str  # the words or figures that clash
    score: float  # [0, 1]


@dataclass(frozen=True, slots=True)
class Position:
    """What an actor says of an issue on one day; `changed` where it turns against what they said before."""

    actor: str
    issue: str
    act: Act
    side: Side
    date: str
    statement: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Keeping:
    """Who says of an accord that it holds, should hold, or is broken: by whom, since when, on whose word."""

    says: Says
    speaker: str  # identity or name, "" where the outlet says so itself
    by: tuple[str, ...]  # identities or names of those said to keep or break it
    date: str  # of the word, ISO prefix, "" where open
    since: str  # of what it tells, where the page dates that apart
    page: str
    span: Span


@dataclass(frozen=True, slots=True)
class Accord:
    """An agreement, resolution or truce that the pile names, with all that is said of its keeping, in order of days."""

    id: str
    name: str
    keepings: tuple[Keeping, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """How often an outlet gives a speaker's words with each stance, beside the outlet's own rate over all speakers."""

    speaker: str
    stance: Stance
    count: int
    of: int
    rate: float  # the outlet's own rate, [0, 1]


@dataclass(frozen=True, slots=True)
class Supply:
    """How many pages of an outlet credit or copy one source."""

    source: str
    pages: int


@dataclass(frozen=True, slots=True)
class Profile:
    """An outlet: what it prints, from whom, and how it holds the words of others."""

    outlet: str
    pages: int
    own: int  # pages that credit nobody and copy nothing
    sources: tuple[Supply, ...]  # most first
    statements: int
    holdings: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """All that many records make together; everything in an order that does not depend on that of the records."""

    identities: tuple[Identity, ...] = ()
    reprints: tuple[Reprint, ...] = ()
    groups: tuple[Group, ...] = ()
    stories: tuple[Story, ...] = ()
    happenings: tuple[Happening, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    claims: tuple[Claim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    positions: tuple[Position, ...] = ()
    accords: tuple[Accord, ...] = ()
    profiles: tuple[Profile, ...] = ()
