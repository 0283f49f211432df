"""Every entry of the speech data decides the sentences it ships with, and leaves alone those it must."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import khabar
from khabar.model import Article, Names, Page, Publication, Span
from khabar.statements import find_statements
from khabar.text.quotes import find_article_quotations
from khabar.text.tokens import tokenize
from khabar.times import ArticleTimes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar import Lexicon
    from khabar.model import Statement

DATA = Path(khabar.__file__).with_name("data")


def entries(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, tables in tomllib.loads((DATA / name).read_text("utf-8")).items():
        for entry in tables:
            yield kind, entry


def cases(name: str, key: str) -> list[Any]:
    return [
        pytest.param(kind, entry, line, id=f"{entry['id']}-{number}")
        for kind, entry in entries(name)
        for number, line in enumerate(entry.get(key, ()))
    ]


def read(lexicon: Lexicon, text: str, *, title: bool = False) -> tuple[Statement, ...]:
    page = Page("p", text)
    span = Span(0, len(text))
    article = Article(span if title else None, None, None, None, None, () if title else (span,), ())
    publication = Publication("", "", "", 0.0, (), ())
    quotations = find_article_quotations(text, article.title, article.body)
    return find_statements(page, tokenize(text), article, ArticleTimes(), quotations, publication, Names(), lexicon)


def said(entry: dict[str, Any], line: str) -> str:
    """Return the line as what a speaker says whom the entry lets speak."""
    speaker = entry.get("speakers", ["الوزير"])[0]
    return f"وقال {speaker}: {line}"


@pytest.mark.parametrize(("kind", "entry", "line"), cases("cues.toml", "fires"))
def test_a_cue_decides_its_sentences(lexicon: Lexicon, kind: str, entry: dict[str, Any], line: str) -> None:
    found = read(lexicon, line, title=kind == "mark")
    assert entry["id"] in [statement.rule.split(":")[0] for statement in found]


@pytest.mark.parametrize(("kind", "entry", "line"), cases("cues.toml", "silent"))
def test_a_cue_leaves_others_alone(lexicon: Lexicon, kind: str, entry: dict[str, Any], line: str) -> None:
    found = read(lexicon, line, title=kind == "mark")
    assert entry["id"] not in [statement.rule.split(":")[0] for statement in found]


@pytest.mark.parametrize(("kind", "entry", "line"), cases("channels.toml", "fires"))
def test_a_channel_is_found(lexicon: Lexicon, kind: str, entry: dict[str, Any], line: str) -> None:
    assert kind == "channel"
    (statement,) = read(lexicon, line)
    assert statement.channel is not None
    assert statement.channel.kind == entry["kind"]
    words = line[statement.channel.span.start : statement.channel.span.end]
    assert any(head in words for head in entry["heads"])


@pytest.mark.parametrize(("kind", "entry", "line"), cases("channels.toml", "silent"))
def test_no_channel_is_found(lexicon: Lexicon, kind: str, entry: dict[str, Any], line: str) -> None:
    assert kind == "channel"
    assert entry["id"]
    (statement,) = read(lexicon, line)
    assert statement.channel is None


@pytest.mark.parametrize(("kind", "entry", "line"), cases("acts.toml", "fires"))
def test_a_sign_decides_the_act(lexicon: Lexicon, kind: str, entry: dict[str, Any], line: str) -> None:
    assert kind == "sign"
    statement = read(lexicon, said(entry, line))[0]
    assert statement.act == entry["act"]
    assert statement.rule.split(":")[2:] == [entry["id"]]


@pytest.mark.parametrize(("kind", "entry", "line"), cases("acts.toml", "silent"))
def test_a_sign_leaves_others_alone(lexicon: Lexicon, kind: str, entry: dict[str, Any], line: str) -> None:
    assert kind == "sign"
    statement = read(lexicon, said(entry, line))[0]
    assert entry["id"] not in statement.rule


def test_every_cue_ships_a_sentence() -> None:
    cues = list(entries("cues.toml"))
    assert {kind for kind, _ in cues} == {"verb", "attribution", "mark"}
    assert [entry["id"] for _, entry in cues if not entry["fires"]] == []
