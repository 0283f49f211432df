"""Every type that crosses from one part of khabar to another; `docs/record.md` is the authority on the fields.

Frozen, slotted, tuples throughout. A span counts code points of `Page.text`, half-open. Text is never copied out of the
page: whoever wants the words slices the page. Ids are natural keys, the same on every run.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - the data dictionary reads the types at run time
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

BlockKind = Literal[
    "headline",
    "body",
    "byline",
    "dateline",
    "date",
    "caption",
    "embed",
    "read_also",
    "related",
    "navigation",
    "share",
    "advert",
    "comments",
    "counter",
    "legal",
    "other",
]
# What of a page is the article's own text; dates, captions and embeds stand beside it.
ARTICLE_KINDS: frozenset[BlockKind] = frozenset({"headline", "body", "byline", "dateline"})
MentionType = Literal["PER", "ORG", "LOC"]
Form = Literal["direct", "indirect", "mixed"]
Act = Literal["state", "announce", "deny", "accuse", "condemn", "demand", "pledge", "warn", "support", "condole"]
ChannelKind = Literal[
    "tweet", "statement", "press_conference", "interview", "call", "meeting", "speech", "report", "other"
]
Stance = Literal["neutral", "distancing", "endorsing"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Status = Literal["actual", "planned", "hypothetical", "denied"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `[start, end)` of a page's text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the markup of a page says of itself, outside its text: hints, never proof against it. "" is unknown."""

    title: str = ""
    author: str = ""
    site: str = ""
    published: str = ""  # ISO 8601 prefix


@dataclass(frozen=True, slots=True)
class Page:
    """One capture, as decoded; never altered."""

    id: str
    text: str
    url: str = ""
    outlet: str = ""
    captured: str = ""  # day of capture, ISO 8601 prefix; "" is unknown
    sha256: str = ""  # of the bytes read
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the page with its kind and the rule that decided."""

    span: Span
    kind: BlockKind
    rule: str


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page: spans only. `title` is None where it has none, `body` empty where there is no article."""

    title: Span | None
    byline: Span | None
    dateline_place: Span | None
    dateline_agency: Span | None
    outlet: Span | None
    body: tuple[Span, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A phrase that bears on the day of publication: what it says, whether it was used and, if not, why not.

    `span` is None where the evidence is the page's metadata, which has no characters in the text.
    """

    span: Span | None
    says: str
    used: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Seam:
    """A place where pasted text betrays itself by a time expression that cannot hold beside the others."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Publication:
    """When the article was published. ISO days, "" where open; `confidence` in [0, 1]."""

    date: str
    earliest: str
    latest: str
    confidence: float
    proof: tuple[Evidence, ...]
    seams: tuple[Seam, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place with an id that holds across pages."""

    id: str  # wd:Q… | gn:… | iso:TR | khabar:…
    type: MentionType
    name: str
    name_en: str = ""
    names: tuple[str, ...] = ()
    wikidata: str = ""
    geonames: int = 0
    country: str = ""  # ISO 3166 alpha-2
    actor_code: str = ""
    lat: float | None = None
    lon: float | None = None
    place_precision: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing at one place of the page; `entity` is "" where nothing known bears that name."""

    id: str
    span: Span
    type: MentionType
    entity: str
    rule: str


@dataclass(frozen=True, slots=True)
class Names:
    """The mentions of a page in page order, and the entities they name.

    `roles` are phrases such as "the Russian foreign minister" that name nobody, with who held the office that day.
    `fullest` is the fullest name on the page of whoever a mention names, by the mention's id. `owners` are the ids of
    mentions that only say whose somebody is: "the daughter of N", "N's lawyer".
    """

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    roles: tuple[Mention, ...] = ()
    fullest: Mapping[str, str] = field(default_factory=dict)  # mention id -> the fullest name on the page
    owners: frozenset[str] = frozenset()  # mention ids that only say whose somebody is


@dataclass(frozen=True, slots=True)
class Channel:
    """The medium or occasion of an utterance."""

    span: Span
    kind: ChannelKind


@dataclass(frozen=True, slots=True)
class Relay:
    """One who passed an utterance on between its speaker and the outlet."""

    span: Span
    name: str
    entity: str


@dataclass(frozen=True, slots=True)
class Denial:
    """The proposition a denial denies, and whose report it was ("" where the page does not say)."""

    content: Span
    reported_by: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A place where the outlet reports that a source communicated something."""

    id: str
    rule: str
    confidence: float
    cue: Span
    source: Span | None  # the noun phrase that names the speaker here; None: carried by the verb
    speaker: str  # entity id, "" where unknown
    speaker_name: str  # fullest name or role the page gives, "" where the text hides it
    content: Span
    form: Form
    act: Act
    channel: Channel | None = None
    relay: tuple[Relay, ...] = ()  # nearest the speaker first
    addressee: Span | None = None
    date: str = ""
    hedge: Span | None = None
    outlet_stance: Stance = "neutral"
    denies: Denial | None = None
    about: tuple[str, ...] = ()  # entity ids


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient of an event: the words here, the fullest name on the page, the entity, its actor code."""

    span: Span
    name: str
    entity: str
    code: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event happened, as the page names it."""

    span: Span
    entity: str


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of people, from `low` to `high`, both included."""

    low: int
    high: int
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """Something done between actors, by PLOVER's types."""

    id: str
    rule: str
    confidence: float
    type: EventType
    trigger: Span
    mode: str = ""
    context: tuple[str, ...] = ()
    cameo: str = ""
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    place: Place | None = None
    date: str = ""
    status: Status = "actual"
    background: bool = False
    same_as: str = ""
    said_in: str = ""  # statement id; "" where the outlet itself tells it
    from_statement: bool = False
    killed: Toll | None = None
    injured: Toll | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a page leaves open: no date, no speaker, an unbalanced quotation mark."""

    stage: str
    problem: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that khabar says about one page."""

    page: Page
    article: Article
    publication: Publication
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()


class Unread(NamedTuple):
    """A page that could not be read: where it stands, the stage that gave up, why."""

    source: str
    stage: str
    reason: str
