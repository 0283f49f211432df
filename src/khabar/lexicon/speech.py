"""The speech part of the lexicon: cues, the words around them, channels, signs of what is done by speaking.

Read from `cues.toml`, `speech.toml`, `channels.toml` and `acts.toml`. Forms are folded as they are loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, cast, get_args

from khabar.lexicon.match import PhraseIndex, build_index
from khabar.lexicon.tables import read_toml
from khabar.model import Act, ChannelKind, Stance
from khabar.text.fold import fold_form
from khabar.text.letters import ALEF, TEH, WAW, YEH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from khabar.lexicon.tables import Faults, Row

# Resuming: a finite verb that speaks to nobody, with the pronoun of what is said; content stands before it.
Part = Literal["verb", "resuming", "participle", "masdar", "attribution", "mark"]
Gender = Literal["m", "f", ""]
Number = Literal["s", "d", "p", ""]

_ACTS = frozenset(get_args(Act))
_STANCES = frozenset(get_args(Stance))
_CHANNELS = frozenset(get_args(ChannelKind))
_ALSO = frozenset({"verb", "noun", "preposition"})
_ALEF_MAKSURA = "\u0649"
_PRONOUNS = ("\u0647", "\u0647\u0627", "\u0647\u0645", "\u0647\u0645\u0627")  # him, her, them, both
_FINITE: Mapping[str, tuple[Gender, Number]] = {
    "ms": ("m", "s"),
    "fs": ("f", "s"),
    "md": ("m", "d"),
    "fd": ("f", "d"),
    "mp": ("m", "p"),
    "fp": ("f", "p"),
}
_ACTING: Mapping[str, tuple[Gender, Number]] = {
    "acting_ms": ("m", "s"),
    "acting_fs": ("f", "s"),
    "acting_d": ("", "d"),
    "acting_mp": ("m", "p"),
    "acting_fp": ("f", "p"),
}
_COMMON = frozenset({"id", "gloss", "act", "stance", "takes", "fires", "silent"})
_CUE_KEYS = {
    "verb": _COMMON
    | _FINITE.keys()
    | _ACTING.keys()
    | {
        "naming",
        "objects",
        "within",
        "addressee",
        "directed",
        "bylines",
        "via",
        "relays",
        "hidden",
        "also",
        "exact",
        "judges",
    },
    "attribution": _COMMON | {"forms"},
    "mark": _COMMON | {"forms"},
}
_ROLE_KEYS = {"role": frozenset({"id", "gloss", "forms"})}
_CHANNEL_KEYS = {"channel": frozenset({"id", "gloss", "kind", "openers", "heads", "fires", "silent"})}
_SIGN_KEYS = {"sign": frozenset({"id", "act", "from", "where", "own", "speakers", "words", "fires", "silent"})}


@dataclass(frozen=True, slots=True)
class Cue:
    """One lemma that introduces speech; see `cues.toml` for the fields. Words are folded."""

    id: str
    act: Act
    stance: Stance
    takes: frozenset[str]
    addressee: bool
    directed: bool  # speaks to somebody always: whoever alone stands behind it may be that
    bylines: bool  # at the head of an article names who wrote it
    via: str
    relays: bool
    hidden: bool
    also: str
    objects: frozenset[str]
    within: frozenset[str]
    judges: frozenset[str]  # what it takes where a pronoun at the verb is what it speaks of


class CueForm(NamedTuple):
    """One form of a cue: its part of speech, and the gender and number of whoever speaks; "" where the form is open."""

    cue: Cue
    part: Part
    gender: Gender
    number: Number
    imperfect: bool
    pronoun: bool = False
    spelled: str = ""  # how the page must spell it, "" where folding decides


class ChannelHead(NamedTuple):
    """A noun that heads the name of a channel, and the folded prepositions that may open it."""

    id: str
    kind: ChannelKind
    openers: frozenset[str]


@dataclass(frozen=True, slots=True)
class ActSign:
    """A folded phrase in the content by which the act is known; `rank` is its place in the file, the first decides.

    Where there are `speakers`, it counts only if one of these nouns stands among the words that name the speaker; where
    it is `own`, only if the content opens with the speaker.
    """

    id: str
    rank: int
    act: Act
    changes: frozenset[str]
    at_start: bool
    own: bool
    speakers: frozenset[str]


@dataclass(frozen=True, slots=True)
class SpeechLexicon:
    """Cues by folded word; the other parts by folded phrase."""

    cues: Mapping[str, tuple[CueForm, ...]]
    roles: PhraseIndex[str]
    channels: PhraseIndex[ChannelHead]
    signs: PhraseIndex[ActSign]


def load_speech(folder: Path, faults: Faults) -> SpeechLexicon:
    """Return the speech part read from `folder`."""
    words: dict[str, tuple[CueForm, ...]] = {}
    for kind, row in _rows(folder / "cues.toml", _CUE_KEYS, faults):
        for word, form in _cue_forms(cast("Part", kind), row, faults):
            words[word] = (*words.get(word, ()), form)
    return SpeechLexicon(
        cues=words,
        roles=build_index(_role_forms(folder, faults)),
        channels=build_index(_channel_heads(folder, faults)),
        signs=build_index(_act_signs(folder, faults)),
    )


def _rows(path: Path, kinds: dict[str, frozenset[str]], faults: Faults) -> Iterable[tuple[str, Row]]:
    return read_toml(path, kinds, faults) if path.exists() else ()


def _cue_forms(kind: Part, row: Row, faults: Faults) -> Iterator[tuple[str, CueForm]]:
    """Yield every folded form of one entry."""
    cue = Cue(
        id=row.source.entry,
        act=cast("Act", _one_of(row, "act", _ACTS, faults)),
        stance=cast("Stance", _one_of(row, "stance", _STANCES, faults, "neutral")),
        takes=_folded(row, "takes"),
        addressee=bool(row.values.get("addressee")),
        directed=bool(row.values.get("directed")),
        bylines=bool(row.values.get("bylines")),
        via=fold_form(row.text("via")),
        relays=bool(row.values.get("relays")),
        hidden=bool(row.values.get("hidden")),
        also=_one_of(row, "also", _ALSO, faults, "verb"),
        objects=_folded(row, "objects"),
        within=_folded(row, "within"),
        judges=_folded(row, "judges"),
    )
    for word in row.words("forms"):
        yield fold_form(word), CueForm(cue, kind, "", "", imperfect=False)
    exact = frozenset(row.words("exact"))
    stem = next((form for form in map(fold_form, row.words("ms")) if form.startswith(YEH)), "")
    for key, (gender, number) in _FINITE.items():
        for word in row.words(key):
            form = fold_form(word)
            imperfect = bool(stem) and form[0] in YEH + TEH and form[1:].startswith(stem[1:-1])
            spelled = word if word in exact else ""
            yield form, CueForm(cue, "verb", gender, number, imperfect, spelled=spelled)
            if cue.addressee or cue.judges or "object" in cue.takes:
                part: Part = "verb" if cue.addressee and not cue.via else "resuming"
                for told in _with_pronouns(word):
                    yield fold_form(told), CueForm(cue, part, gender, number, imperfect, pronoun=True)
    for key, (gender, number) in _ACTING.items():
        for form in map(fold_form, row.words(key)):
            yield form, CueForm(cue, "participle", gender, number, imperfect=False)
    for word in row.words("naming"):
        yield fold_form(word), CueForm(cue, "masdar", _owner(word), "", imperfect=False)


def _owner(masdar: str) -> Gender:
    """Return the gender of whoever the pronoun written to a masdar stands for, "" where there is none or it is open."""
    if masdar.endswith(_PRONOUNS[1]):
        return "f"
    return "m" if masdar.endswith(_PRONOUNS[0]) else ""


def _with_pronouns(form: str) -> Iterator[str]:
    """Yield a finite form with each object pronoun of the third person written to it."""
    stem = form
    if form.endswith(_ALEF_MAKSURA):
        stem = form[:-1] + ALEF
    elif form.endswith(WAW + ALEF):
        stem = form[:-1]
    for pronoun in _PRONOUNS:
        yield stem + pronoun


def _role_forms(folder: Path, faults: Faults) -> Iterator[tuple[str, str]]:
    for _, row in _rows(folder / "speech.toml", _ROLE_KEYS, faults):
        for form in row.words("forms"):
            yield form, row.source.entry


def _channel_heads(folder: Path, faults: Faults) -> Iterator[tuple[str, ChannelHead]]:
    for _, row in _rows(folder / "channels.toml", _CHANNEL_KEYS, faults):
        kind = cast("ChannelKind", _one_of(row, "kind", _CHANNELS, faults))
        head = ChannelHead(row.source.entry, kind, _folded(row, "openers"))
        for form in row.words("heads"):
            yield form, head


def _act_signs(folder: Path, faults: Faults) -> Iterator[tuple[str, ActSign]]:
    for rank, (_, row) in enumerate(_rows(folder / "acts.toml", _SIGN_KEYS, faults)):
        act = cast("Act", _one_of(row, "act", _ACTS, faults))
        at_start = _one_of(row, "where", frozenset({"start", "anywhere"}), faults) == "start"
        sign = ActSign(
            row.source.entry,
            rank,
            act,
            frozenset(row.words("from")),
            at_start,
            bool(row.values.get("own")),
            _folded(row, "speakers"),
        )
        for word in row.words("words"):
            yield word, sign


def _folded(row: Row, key: str) -> frozenset[str]:
    return frozenset(map(fold_form, row.words(key)))


def _one_of(row: Row, key: str, known: frozenset[str], faults: Faults, absent: str = "") -> str:
    """Return the value of a key that must be one of `known`, a fault noted where it is not."""
    value = row.text(key) or absent
    if value not in known:
        source = row.source
        where = f"{source.entry}.{key}"
        faults.add(source.file, source.line, where, f"'{value}' is none of {', '.join(sorted(known))}")
    return value
