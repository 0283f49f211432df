"""Statements written as Citron documents: spans with their words, the speaker's mentions where the cue has none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from khabar.export.citron import write_citron
from khabar.model import Article, Mention, Page, Publication, Record, Span, Statement

if TYPE_CHECKING:
    from typing import Any

TEXT = "قال سامي الخطيب إن الطريق مفتوح. وأضاف أن الجسر مغلق."
NAME = "سامي الخطيب"


def at(words: str) -> Span:
    start = TEXT.find(words)
    return Span(start, start + len(words))


def quotes(*statements: Statement, mentions: tuple[Mention, ...] = ()) -> list[dict[str, Any]]:
    article = Article(None, None, None, None, None, (), ())
    record = Record(Page("p", TEXT), article, Publication("", "", "", 0.0, (), ()), (), mentions, statements, (), ())
    found: list[dict[str, Any]] = json.loads(write_citron(record))["quotes"]
    return found


def said(cue: str, source: Span | None, name: str, content: str, entity: str = "") -> Statement:
    return Statement(f"p#{cue}", "r", 0.9, at(cue), source, entity, name, at(content), "indirect", "state")


def test_a_source_that_names_the_speaker_stands_alone() -> None:
    (quote,) = quotes(said("قال", at(NAME), NAME, "الطريق مفتوح"))
    assert quote["sources"] == [{"start": 4, "end": 15, "text": NAME}]
    assert quote["contents"][0]["text"] == "الطريق مفتوح"
    assert "coreferences" not in quote


def test_a_speaker_carried_by_the_verb_is_found_where_the_page_names_them() -> None:
    (quote,) = quotes(said("وأضاف", None, NAME, "الجسر مغلق"))
    assert quote["sources"] == []
    assert quote["coreferences"] == [{"start": 4, "end": 15, "text": NAME}]
    mention = Mention("p#m", at("الخطيب"), "PER", "khabar:sami", "r")
    (quote,) = quotes(said("وأضاف", None, NAME, "الجسر مغلق", "khabar:sami"), mentions=(mention,))
    assert [span["text"] for span in quote["coreferences"]] == ["الخطيب"]


def test_nobody_named_has_no_mentions() -> None:
    (quote,) = quotes(said("وأضاف", None, "", "الجسر مغلق"))
    assert quote["sources"] == []
    assert "coreferences" not in quote
