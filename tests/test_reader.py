"""The reading model: its words, windows and pieces, and a reader whose model says what the test tells it to."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import reader as reader_part
from khabar.errors import ReaderError
from khabar.model import Span
from khabar.reader import load_reader
from khabar.reader.engine import RoleTable, WordTable
from khabar.reader.pieces import SPACE, UNKNOWN, PieceVocabulary, normal_form, read_vocabulary
from khabar.reader.reader import Reader, ReaderSettings
from khabar.reader.reading import ACTS, EVENT_TYPES, MENTION_TAGS, POINTERS, ROLES, STATUSES
from khabar.reader.spans import best_span, find_runs
from khabar.reader.words import cut_windows, split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

MODEL = Path(reader_part.__file__).parent / "model"
BEFORE, LOCAL = 2, 6


def vocabulary() -> PieceVocabulary:
    return read_vocabulary("▁\t-3\nال\t-2\n▁ال\t-2.5\nوزير\t-4\nو\t-5\nز\t-5\nير\t-5\n▁قال\t-3\n")


def one_hot(size: int, at: int) -> list[float]:
    return [0.9 if number == at else 0.1 / (size - 1) for number in range(size)]


@dataclass
class Told:
    """A model that calls words what the test says; it knows them by their one piece."""

    tags: dict[int, str]
    cues: set[int]
    triggers: set[int]
    roles: dict[str, tuple[int, int]]  # words from the predicate
    pointed: dict[str, tuple[int, int]]  # words of the window

    def read_words(self, ids: Sequence[int], firsts: Sequence[int], lasts: Sequence[int]) -> WordTable:
        assert [ids[at] for at in firsts]
        assert len(firsts) == len(lasts)
        assert all(first <= last < len(ids) - 1 for first, last in zip(firsts, lasts, strict=True))
        words = range(len(firsts))
        return WordTable(
            [one_hot(len(MENTION_TAGS), MENTION_TAGS.index(self.tags.get(word, "O"))) for word in words],
            [one_hot(4, 1 if self.tags.get(word) == "B-LOC" else 0) for word in words],
            [[0.8 if word in self.cues else 0.0, 0.7 if word in self.triggers else 0.0] for word in words],
            len(firsts),
        )

    def read_roles(self, states: object, at: Sequence[int], kinds: Sequence[int]) -> RoleTable:
        assert isinstance(states, int)
        assert all(word in (self.triggers if kind else self.cues) for word, kind in zip(at, kinds, strict=True))
        rows = [[0.0] * len(ROLES) for _ in range(LOCAL)]
        for role, (first, last) in self.roles.items():
            for word in range(first, last):
                rows[word + BEFORE][ROLES.index(role)] = 0.75
        pointers = []
        for name in POINTERS:
            first, last = self.pointed.get(name, (states, states))
            pointers.append([one_hot(states + 1, first), one_hot(states + 1, last)])
        labels = [ACTS.index("deny"), len(ACTS) + EVENT_TYPES.index("AID")]
        return RoleTable(
            [rows] * len(at),
            [pointers] * len(at),
            [one_hot(len(ACTS) + len(EVENT_TYPES), labels[kind]) for kind in kinds],
            [one_hot(len(STATUSES), 1)] * len(at),
        )


def read(text: str, told: Told) -> tuple[str, reader_part.Reading]:
    model = Reader(told, vocabulary(), ReaderSettings(BEFORE, {"cue": 0.6, "trigger": 0.6}))
    return text, model.read(text, [Span(0, len(text))])


def test_reading_points_at_the_page() -> None:
    text, reading = read(
        "نفت الوزارة  الخبر بدمشق",
        Told({3: "B-LOC"}, {0}, {2}, {"source": (1, 2), "content": (2, 4), "place": (1, 2)}, {"speaker": (1, 1)}),
    )
    assert [text[start:end] for start, end in zip(reading.starts, reading.ends, strict=True)] == text.split()
    (name,) = reading.names
    assert (text[name.span.start : name.span.end], name.type) == ("دمشق", "LOC")
    cue, trigger = reading.predicates
    assert (cue.kind, cue.labels[0][0], cue.statuses) == ("cue", "deny", ())
    assert {role.role: text[role.span.start : role.span.end] for role in cue.roles} == {
        "source": "الوزارة",
        "speaker": "الوزارة",
        "content": "الخبر بدمشق",
    }
    assert (trigger.kind, trigger.labels[0][0], trigger.statuses[0][0]) == ("trigger", "AID", "planned")
    assert [(role.role, text[role.span.start : role.span.end]) for role in trigger.roles] == [("place", "بدمشق")]


def test_roles_at_the_edges_of_the_page_stay_inside() -> None:
    text, reading = read("قال نعم", Told({}, {0, 1}, set(), {"content": (-2, 4)}, {}))
    assert [[text[role.span.start : role.span.end] for role in cue.roles] for cue in reading.predicates] == [
        [text],
        [text],
    ]


def test_weak_predicates_are_shown_with_their_probability() -> None:
    told = Told({}, {0}, set(), {}, {})
    model = Reader(told, vocabulary(), ReaderSettings(BEFORE, {"cue": 0.95}))
    assert [cue.probability for cue in model.read("قال", [Span(0, 3)]).predicates] == [0.8]


def test_a_page_without_an_article_is_read_as_nothing() -> None:
    assert Reader(Told({}, set(), set(), {}, {}), vocabulary(), ReaderSettings(2, {})).read("قال", ()).starts == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قال: «نعم».", ["قال", ":", "«", "نعم", "»", "."]),
        ("مبدئيًّا", ["مبدئيًّا"]),
        ("3.5%", ["3", ".", "5", "%"]),
        ("د\u200fا", ["د", "ا"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert list(split_words(text, [Span(0, len(text))]).forms) == words


def test_sentences_begin_after_stops_lines_and_spans() -> None:
    text = "أول. ثان؟ ثالث\nرابع خامس"
    words = split_words(text, [Span(0, 20), Span(20, len(text))])
    assert [words.forms[at] for at in words.breaks] == ["أول", "ثان", "ثالث", "رابع", "خامس"]


@pytest.mark.parametrize(
    ("word", "glued", "pieces"),
    [
        ("الوزير", False, ["▁ال", "وزير"]),
        ("الوزير", True, ["ال", "وزير"]),
        ("الوَزِيــر", True, ["ال", "وزير"]),
        ("قال", False, ["▁قال"]),
        ("وز", True, ["و", "ز"]),
    ],
)
def test_pieces(word: str, glued: bool, pieces: list[str]) -> None:
    known = vocabulary()
    assert known.encode(word, glued) == tuple(known.pieces[piece][0] for piece in pieces)


def test_what_no_piece_holds_is_unknown() -> None:
    assert vocabulary().encode("ش", True) == (UNKNOWN,)
    assert vocabulary().encode("ـ", True) == (UNKNOWN,)


def test_ligatures_are_spelled_out() -> None:
    assert normal_form("ا\ufef7لمانية") == "الألمانية"


@given(st.text(alphabet="الوزيرقش ـ\u064b", max_size=30), st.booleans())
def test_pieces_spell_the_word(word: str, glued: bool) -> None:
    known = vocabulary()
    spelled = {identity: piece for piece, (identity, _) in known.pieces.items()}
    written = "".join(spelled.get(identity, "?") for identity in known.encode(word, glued))
    whole = ("" if glued else SPACE) + normal_form(word)
    # What is unknown stands as one sign for one character.
    assert len(written) == len(whole) or not whole
    assert all(left in {right, "?"} for left, right in zip(written, whole, strict=False))


@pytest.mark.parametrize("faulty", ["", "ا", "ا\t-1\nا\t-2", "\t-1"])
def test_a_faulty_vocabulary_is_refused(faulty: str) -> None:
    with pytest.raises(ReaderError):
        read_vocabulary(faulty)


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=400))
def test_windows_cover_every_word_once(shape: list[tuple[int, bool]]) -> None:
    text = "".join("قال.\n" if ends else "قال " for _, ends in shape)
    words = split_words(text, [Span(0, len(text))])
    counts = [shape[number % len(shape)][0] for number in range(len(words.forms))]
    windows = cut_windows(words, counts)
    assert [word for window in windows for word in range(window.first, window.last)] == list(range(len(counts)))
    for window in windows:
        assert set(range(window.first, window.last)) <= set(window.words)
        assert all(left < right for left, right in pairwise(window.words))
        assert sum(counts[word] for word in window.words) <= 500


def test_runs_are_joined_over_small_gaps() -> None:
    chances = [0.9, 0.1, 0.9, 0.1, 0.1, 0.9]
    assert [run[:2] for run in find_runs(chances, 0.5, 1)] == [(0, 3), (5, 6)]
    ((first, last, mean),) = find_runs([0.2, 0.6, 0.8], 0.5, 0)
    assert (first, last) == (1, 3)
    assert mean == pytest.approx(0.7)


def test_nobody_outweighs_unlikely_spans() -> None:
    assert best_span([[0.2, 0.3, 0.5], [0.2, 0.3, 0.5]]) is None
    found = best_span([[0.1, 0.8, 0.1], [0.0, 0.9, 0.1]])
    assert found is not None
    assert found[:2] == (1, 2)
    assert found[2] == pytest.approx(0.72)


def test_a_missing_model_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"pieces\.tsv"):
        load_reader(tmp_path)


def needs_a_model() -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed: the model itself is not tried")
    if not (MODEL / "words.onnx").is_file():
        pytest.skip("no trained model stands in the package")


def test_the_shipped_model_reads() -> None:
    needs_a_model()
    text = "أعلن وزير الخارجية الأردني أيمن الصفدي أن بلاده سترسل مساعدات إلى غزة."
    reading = load_reader().read(text, [Span(0, len(text))])
    assert "أعلن" in {text[cue.span.start : cue.span.end] for cue in reading.predicates if cue.kind == "cue"}
    assert "أيمن الصفدي" in {text[name.span.start : name.span.end] for name in reading.names}


def test_a_broken_graph_is_told(tmp_path: Path) -> None:
    needs_a_model()
    shutil.copytree(MODEL, tmp_path / "model")
    (tmp_path / "model" / "roles.onnx").write_bytes(b"no graph")
    with pytest.raises(ReaderError, match=r"roles\.onnx"):
        load_reader(tmp_path / "model")
