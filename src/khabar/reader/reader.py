"""Pages read by the reading model: the text and where its article stands in, a `Reading` out.

Windows are read one by one; of each only the core counts. Roles are read for every word that may be a predicate, down
to a part of the threshold, so that a stage with a reason of its own can still take one the model alone would not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from khabar.errors import ReaderError
from khabar.model import Span
from khabar.reader.engine import load_engine
from khabar.reader.pieces import BOS, EOS, PieceVocabulary, read_vocabulary
from khabar.reader.reading import ACTS, EVENT_TYPES, POINTERS, ROLES, STATUSES, Pointer, Predicate, Reading, RoleSpan
from khabar.reader.spans import best_span, find_names, find_runs
from khabar.reader.words import Window, Words, cut_windows, split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.reader.engine import Engine, Table, WordTable

_Label = TypeVar("_Label", bound=str)

PIECES, SETTINGS = "pieces.tsv", "settings.json"
_SHIPPED = Path(__file__).parent / "model"
_KINDS = ("cue", "trigger")
_CUE_ROLES = frozenset({"source", "content", "channel", "relay", "addressee", "hedge", "speaker"})
_CANDIDATE = {"cue": 0.33, "trigger": 0.5}  # of the threshold
_LIKELY_PLACE = 0.01  # of a name's beginning, at the least, to be told
_AT_ONCE = 16  # predicates: what they take together is memory
_BRIDGED = {"content": 3}  # words that a role may leave out inside; of others one


class ReaderSettings(NamedTuple):
    """How the model was made: words the role graph sees before a predicate, and the threshold of each binary answer."""

    before: int
    thresholds: dict[str, float]

    def threshold(self, name: str) -> float:
        """Return the probability from which `name` (a role, "cue" or "trigger") is taken to hold."""
        return self.thresholds.get(name, 0.5)


class _Candidate(NamedTuple):
    kind: int  # of `_KINDS`
    at: int  # in the window


class _Said(NamedTuple):
    """A row of a `RoleTable`: what is said of one predicate."""

    roles: Table
    pointers: list[Table]
    labels: list[float]
    statuses: list[float]


@dataclass(frozen=True, slots=True)
class Reader:
    """A loaded reading model."""

    engine: Engine
    vocabulary: PieceVocabulary
    settings: ReaderSettings

    def read(self, text: str, spans: Sequence[Span]) -> Reading:
        """Return what the model sees in `spans` of a page's text: title and body, in page order, apart."""
        words = split_words(text, spans)
        pieces = tuple(map(self.vocabulary.encode, words.forms, words.glued))
        tags: Table = []
        clitics: Table = []
        chances: Table = []
        predicates: list[Predicate] = []
        for window in cut_windows(words, list(map(len, pieces))):
            table = self.engine.read_words(*_number(window, pieces))
            core = [at for at, word in enumerate(window.words) if window.first <= word < window.last]
            tags.extend(table.tags[at] for at in core)
            clitics.extend(table.clitics[at] for at in core)
            chances.extend(table.predicates[at] for at in core)
            predicates.extend(self._read_predicates(words, window, table, core))
        return Reading(
            words.starts,
            words.ends,
            tuple(map(tuple, tags)),
            tuple(row[0] for row in chances),
            tuple(row[1] for row in chances),
            find_names(words, tags, clitics),
            tuple(predicates),
        )

    def _read_predicates(self, words: Words, window: Window, table: WordTable, core: Sequence[int]) -> list[Predicate]:
        candidates = [
            _Candidate(kind, at)
            for at in core
            for kind, name in enumerate(_KINDS)
            if table.predicates[at][kind] >= self.settings.threshold(name) * _CANDIDATE[name]
        ]
        found = []
        for first in range(0, len(candidates), _AT_ONCE):
            some = candidates[first : first + _AT_ONCE]
            read = self.engine.read_roles(
                table.states, [candidate.at for candidate in some], [candidate.kind for candidate in some]
            )
            found += [
                self._predicate(words, window, candidate, table.predicates[candidate.at][candidate.kind], said)
                for candidate, said in zip(some, map(_Said, *read), strict=True)
            ]
        return found

    def _predicate(
        self,
        words: Words,
        window: Window,
        candidate: _Candidate,
        probability: float,
        said: _Said,
    ) -> Predicate:
        at, kind = candidate.at, _KINDS[candidate.kind]
        is_cue = kind == "cue"
        word = window.words[at]
        found = [
            span
            for name in ROLES
            if (name in _CUE_ROLES) == is_cue
            for span in self._role_spans(words, window, at, name, said.roles)
        ]
        asked = [
            (name, chances)
            for name, chances in zip(POINTERS, said.pointers, strict=True)
            if (name in _CUE_ROLES) == is_cue
        ]
        for name, chances in asked:
            span = best_span(chances)
            if span is not None:
                found.append(RoleSpan(name, _span(words, window, span[0], span[1]), span[2]))
        acts = len(ACTS)
        labels = _ranked(ACTS, said.labels[:acts]) if is_cue else _ranked(EVENT_TYPES, said.labels[acts:])
        return Predicate(
            kind,
            word,
            Span(words.starts[word], words.ends[word]),
            probability,
            labels,
            () if is_cue else _ranked(STATUSES, said.statuses),
            tuple(sorted(found, key=lambda role: (role.span, role.role))),
            tuple(_pointer(words, window, name, chances[0]) for name, chances in asked),
        )

    def _role_spans(self, words: Words, window: Window, at: int, name: str, roles: Table) -> list[RoleSpan]:
        column, offset = ROLES.index(name), at - self.settings.before
        first, last = max(0, -offset), min(len(roles), len(window.words) - offset)
        chances = [row[column] for row in roles[first:last]]
        runs = find_runs(chances, self.settings.threshold(name), _BRIDGED.get(name, 1))
        return [
            RoleSpan(name, _span(words, window, begin + first + offset, end + first + offset), probability)
            for begin, end, probability in runs
        ]


def load_reader(folder: Path | None = None) -> Reader:
    """Return the reading model in `folder`, that of the package where it is None.

    Raises:
        ReaderError: a part of it is missing or faulty, or onnxruntime is not installed.
    """
    folder = folder or _SHIPPED
    for name in (PIECES, SETTINGS):
        if not (folder / name).is_file():
            raise ReaderError(f"the reading model has no {name} in {folder}")
    vocabulary = read_vocabulary((folder / PIECES).read_text("utf-8"))
    return Reader(load_engine(folder), vocabulary, _read_settings((folder / SETTINGS).read_text("utf-8")))


def _read_settings(text: str) -> ReaderSettings:
    try:
        stored = json.loads(text)
        return ReaderSettings(int(stored["before"]), {name: float(x) for name, x in stored["thresholds"].items()})
    except (ValueError, KeyError, AttributeError) as err:
        raise ReaderError(f"the settings of the reading model cannot be read: {err}") from err


def _number(window: Window, pieces: Sequence[tuple[int, ...]]) -> tuple[list[int], list[int], list[int]]:
    """Return the ids of a window's pieces, and the first and the last piece of each word."""
    ids, firsts, lasts = [BOS], [], []
    for word in window.words:
        firsts.append(len(ids))
        ids.extend(pieces[word])
        lasts.append(len(ids) - 1)
    return [*ids, EOS], firsts, lasts


def _pointer(words: Words, window: Window, name: str, begins: Sequence[float]) -> Pointer:
    """Return where a name may begin by the probabilities of the window's words, nobody's the last of them."""
    *places, nobody = begins
    likely = ((words.starts[word], c) for word, c in zip(window.words, places, strict=True) if c >= _LIKELY_PLACE)
    return Pointer(name, tuple(likely), nobody)


def _ranked(labels: Sequence[_Label], chances: Sequence[float]) -> tuple[tuple[_Label, float], ...]:
    return tuple(sorted(zip(labels, chances, strict=True), key=lambda pair: -pair[1]))


def _span(words: Words, window: Window, first: int, last: int) -> Span:
    """Return the page characters of the window's words `[first, last)`."""
    return Span(words.starts[window.words[first]], words.ends[window.words[last - 1]])
