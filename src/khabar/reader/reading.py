"""What a reading model says of a page: frozen, in words with page offsets, with probabilities and nothing decided.

Stages choose: a threshold, a rule that is sure, a lexicon entry may each outweigh what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.model import Act, EventType, MentionType, Span, Status

# The order of the model's outputs.
MENTION_TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
ACTS: tuple[Act, ...] = (
    "state", "announce", "deny", "accuse", "condemn", "demand", "pledge", "warn", "support", "condole",
)  # fmt: skip
EVENT_TYPES: tuple[EventType, ...] = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES: tuple[Status, ...] = ("actual", "planned", "hypothetical", "denied")
ROLES = ("source", "content", "channel", "relay", "addressee", "hedge", "actor", "recipient", "place")
# Who is meant, by the fullest name anywhere in the window: one span each, or none.
POINTERS = ("speaker", "actor_name", "recipient_name")


class RoleSpan(NamedTuple):
    """Words that fill a role of a predicate, as page characters; `probability` is the mean of its words'."""

    role: str
    span: Span
    probability: float


class Pointer(NamedTuple):
    """Who is meant, over the whole window: the words a name may begin with, each with its probability.

    Of `places`, page characters at which such a word starts, only the likely ones stand here; a name that stands in
    several places has its probability spread over them. `nobody` is the probability that the window names nobody.
    """

    role: str
    places: tuple[tuple[int, float], ...]
    nobody: float


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that may bring in a statement or an event: `kind` is "cue" or "trigger", `word` its index.

    `labels` are the acts, or the event types, with their probabilities, likeliest first; `statuses` likewise.
    `roles` stand in page order; the pointers' spans are the likeliest ones.
    """

    kind: str
    word: int
    span: Span
    probability: float
    labels: tuple[tuple[str, float], ...]
    statuses: tuple[tuple[Status, float], ...]
    roles: tuple[RoleSpan, ...]
    pointers: tuple[Pointer, ...] = ()


class NamedSpan(NamedTuple):
    """A name as the model sees it, page characters without the clitics before it."""

    span: Span
    type: MentionType
    probability: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as the reading model sees it.

    Word `i` is the page characters `[starts[i], ends[i])`. `tags[i]` are the probabilities of `MENTION_TAGS`, `cues[i]`
    and `triggers[i]` those of the word being one. `predicates` are the words for which roles were read, in page order.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    tags: tuple[tuple[float, ...], ...]
    cues: tuple[float, ...]
    triggers: tuple[float, ...]
    names: tuple[NamedSpan, ...]
    predicates: tuple[Predicate, ...]


class ReadingModel(Protocol):
    """What reads a page's text beside the rules."""

    def read(self, text: str, spans: Sequence[Span]) -> Reading:
        """Return what is seen in `spans` of the text, in page order and apart."""
        ...


#: What is seen where no model looks.
UNREAD = Reading((), (), (), (), (), (), ())
