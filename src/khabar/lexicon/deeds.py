"""The deeds part of the lexicon: words and phrases that name an event, their codes, roles and the company they keep.

Read from `deeds_*.toml`, one file for each type of event. An entry lists a verb by its third persons masculine, past
and present (and the short jussive where the middle letter falls out); `passive` verbs the same way, whose subject
suffers; nouns without article; phrases as they stand, the first word naming the event. Inflection does the rest.

`forms_out` names forms, and whole words with proclitics, that are spelt the same and mean something else.

An entry counts only in its company: `near` (one of these words within eight tokens), `also` (one of these, too),
`after` and `before` (within three and two), and none of `without`, `not_after`, `not_before`. `@name` stands for a
whole class of `grammar.toml`. Entries that share a form are asked in file order, files in order of their names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from khabar.lexicon.grammar import Grammar, load_grammar
from khabar.lexicon.inflection import Inflected
from khabar.lexicon.match import index_folded, phrase_words
from khabar.lexicon.tables import read_toml
from khabar.model import EventType
from khabar.text.fold import fold_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from khabar.lexicon.inflection import Inflection, Part, State
    from khabar.lexicon.match import PhraseIndex
    from khabar.lexicon.tables import Faults, Row

Role = Literal["actor", "recipient", "either", "person", "none"]
Voice = Literal["active", "either"]


@dataclass(frozen=True, slots=True)
class Company:
    """Words, folded, that an entry needs or does not bear around it; an empty set asks nothing."""

    near: frozenset[str]
    also: frozenset[str]
    after: frozenset[str]
    before: frozenset[str]
    without: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """One entry of the code book.

    `genitive` is the role of the genitive after its noun, `subject` and `object` those beside its verb; `either` is
    decided by what the phrase names, `person` takes people for the actor and places for the recipient.
    `recipient_after` and the like are folded prepositions; `loser_after` names from whom a place is taken, who is hit
    rather than the place. `voice` is `either` where the past is mostly read as passive
    unless an object follows. `joint` deeds hold every party alike, those of
    `losses` are told with the dead and wounded they count. The present of a `stative` one tells how things
    stand but in a headline. `refused` are folded words that are spelt like a form of it, proclitics included, and are
    none.
    """

    id: str
    gloss: str
    type: EventType
    mode: str
    context: tuple[str, ...]
    cameo: str
    genitive: Role
    subject: Role
    object: Role
    voice: Voice
    joint: bool
    stative: bool
    losses: bool
    toll: str
    recipient_after: frozenset[str]
    actor_after: frozenset[str]
    place_after: frozenset[str]
    loser_after: frozenset[str]
    company: Company
    refused: frozenset[str]
    fires: tuple[str, ...]
    silent: tuple[str, ...]


class DeedForm(NamedTuple):
    """One way a deed is written. `passive` where the form is the passive's."""

    deed: Deed
    grammar: Inflected
    passive: bool


@dataclass(frozen=True, slots=True)
class DeedLexicon:
    """Deeds by their forms, and the grammar that reading them leans on."""

    forms: PhraseIndex[DeedForm]
    deeds: tuple[Deed, ...]
    grammar: Grammar


_COMPANY = ("near", "also", "after", "before", "without", "not_after", "not_before")
_CODES = frozenset({"id", "gloss", "type", "mode", "context", "cameo", "toll", "fires", "silent"})
_FORMS = frozenset({"verbs", "passive", "nouns", "phrases", "forms_out"})
_ROLES = frozenset(
    {
        "genitive",
        "subject",
        "object",
        "voice",
        "joint",
        "stative",
        "losses",
        "recipient_after",
        "actor_after",
        "place_after",
        "loser_after",
    }
)
_KEYS = _CODES | _FORMS | _ROLES | frozenset(_COMPANY)


def load_deeds(folder: Path, agents: Iterable[str], inflection: Inflection, faults: Faults) -> DeedLexicon:
    """Return the deeds part read from `folder`; `agents` are folded nouns of those who can act."""
    grammar = load_grammar(folder, agents, inflection, faults)
    forms: dict[str, list[DeedForm]] = {}
    deeds: list[Deed] = []
    for path in sorted(folder.glob("deeds_*.toml")):
        for _, row in read_toml(path, {"deed": _KEYS}, faults):
            deed = _read_deed(row, grammar, faults)
            deeds.append(deed)
            for form in _expand(deed, row, inflection):
                forms.setdefault(form.grammar.form, []).append(form)
    _check_ids(deeds, faults)
    index = index_folded({form: tuple(entries) for form, entries in forms.items()})
    return DeedLexicon(index, tuple(deeds), grammar)


def _read_deed(row: Row, grammar: Grammar, faults: Faults) -> Deed:
    where = row.source
    kind = row.text("type")
    if kind not in get_args(EventType):
        faults.add(where.file, where.line, f"{where.entry}.type", f"unknown type of event '{kind}'")
    return Deed(
        id=where.entry,
        gloss=row.text("gloss"),
        type=kind,  # type: ignore[arg-type]  # checked above, a fault is raised at the end of loading
        mode=row.text("mode"),
        context=row.words("context"),
        cameo=row.text("cameo"),
        genitive=_role(row, "genitive", faults),
        subject=_role(row, "subject", faults),
        object=_role(row, "object", faults, "recipient"),
        voice="either" if row.text("voice") == "either" else "active",
        joint=bool(row.values.get("joint", False)),
        stative=bool(row.values.get("stative", False)),
        losses=bool(row.values.get("losses", False)),
        toll=row.text("toll"),
        recipient_after=frozenset(map(fold_form, row.words("recipient_after"))),
        actor_after=frozenset(map(fold_form, row.words("actor_after"))),
        place_after=frozenset(map(fold_form, row.words("place_after"))),
        loser_after=frozenset(map(fold_form, row.words("loser_after"))),
        company=Company(*(_company(row, key, grammar, faults) for key in _COMPANY)),
        refused=frozenset(map(fold_form, row.words("forms_out"))),
        fires=row.words("fires"),
        silent=row.words("silent"),
    )


def _role(row: Row, key: str, faults: Faults, default: Role = "actor") -> Role:
    value = row.values.get(key, default)
    if value not in get_args(Role):
        faults.add(row.source.file, row.source.line, f"{row.source.entry}.{key}", f"unknown role '{value}'")
    return value  # type: ignore[no-any-return]  # checked above


def _company(row: Row, key: str, grammar: Grammar, faults: Faults) -> frozenset[str]:
    found: set[str] = set()
    where = row.source
    for word in row.words(key):
        if word.startswith("@"):
            members = grammar.classes.get(word[1:])
            if members is None:
                faults.add(where.file, where.line, f"{where.entry}.{key}", f"unknown class '{word}'")
            else:
                found |= members
        elif len(phrase_words(word)) == 1:
            found.add(fold_form(word))
        else:
            faults.add(where.file, where.line, f"{where.entry}.{key}", f"'{word}': company is kept word by word")
    return frozenset(found)


def _expand(deed: Deed, row: Row, inflection: Inflection) -> Iterator[DeedForm]:
    """Yield every form of the entry once as a verb and once as a noun, those it refuses left out."""
    seen: set[tuple[str, Part]] = set()
    for form in _inflect(deed, row, inflection):
        key = (form.grammar.form, form.grammar.part)
        if key not in seen and form.grammar.form not in deed.refused:
            seen.add(key)
            yield form


def _inflect(deed: Deed, row: Row, inflection: Inflection) -> Iterator[DeedForm]:
    for passive, key in ((False, "verbs"), (True, "passive")):
        for citation in row.words(key):
            yield from (DeedForm(deed, form, passive) for form in inflection.verb(citation))
    for citation in row.words("nouns"):
        yield from (DeedForm(deed, form, passive=False) for form in inflection.nominal(citation))
    for phrase in row.words("phrases"):
        words = phrase_words(phrase)
        state: State = "definite" if words[-1].startswith(inflection.article) else "construct"
        yield DeedForm(deed, Inflected(" ".join(words), "noun", state), passive=False)


def _check_ids(deeds: list[Deed], faults: Faults) -> None:
    seen: set[str] = set()
    for deed in deeds:
        if deed.id in seen:
            faults.add("deeds_*.toml", 0, deed.id, "id used in two files")
        seen.add(deed.id)
