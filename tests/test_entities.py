"""`khabar entities`: what a page names, as lines and as JSON."""

from __future__ import annotations

import json

from khabar.export.entities import find_named, write_named, write_named_row
from khabar.model import Article, Entity, Mention, Page, Publication, Record, Span

TEXT = "قال قالن في أنقرة إن نزيه الحلو غادر. وعاد نزيه الحلو إلى أنقره."
KALIN = Entity(
    "khabar:ibrahim-kalin", "PER", "إبراهيم قالن", "İbrahim Kalın", ("إبراهيم قالن",), country="TR", actor_code="TURGOV"
)
ANKARA = Entity("gn:323786", "LOC", "أنقرة", "Ankara", ("أنقرة",), country="TR", actor_code="TURGOV")


def mention(start: int, words: str, kind: str, entity: str) -> Mention:
    assert TEXT[start : start + len(words)] == words
    return Mention(f"p#m{start}", Span(start, start + len(words)), kind, entity, "known_name")  # type: ignore[arg-type]


def record() -> Record:
    stranger = "نزيه الحلو"
    first = TEXT.find(stranger)
    mentions = (
        mention(4, "قالن", "PER", KALIN.id),
        mention(TEXT.find("أنقرة"), "أنقرة", "LOC", ANKARA.id),
        mention(first, stranger, "PER", ""),
        mention(TEXT.find(stranger, first + 1), stranger, "PER", ""),
        mention(TEXT.find("أنقره"), "أنقره", "LOC", ANKARA.id),
    )
    article = Article(None, None, None, None, None, (Span(0, len(TEXT)),), ())
    return Record(Page("p", TEXT), article, Publication("", "", "", 0.0, (), ()), (KALIN, ANKARA), mentions)


def test_mentions_of_one_stand_together_in_the_order_of_the_page() -> None:
    found = [(n.type, n.entity and n.entity.id, len(n.mentions)) for n in find_named(record())]
    assert found == [("PER", KALIN.id, 1), ("LOC", ANKARA.id, 2), ("PER", None, 2)]


def test_one_json_object_holds_names_and_offsets() -> None:
    page = record()
    for named in find_named(page):
        line = json.loads(write_named(page, named))
        assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in line["mentions"])
        assert {m["text"] for m in line["mentions"]} == set(line["forms"])
    kalin = json.loads(write_named(page, next(iter(find_named(page)))))
    assert (kalin["name"], kalin["name_en"], kalin["country"], kalin["actor_code"]) == (
        "إبراهيم قالن",
        "İbrahim Kalın",
        "TR",
        "TURGOV",
    )


def test_a_row_says_where() -> None:
    page = record()
    rows = [write_named_row(page, named) for named in find_named(page)]
    assert [row.split()[1] for row in rows] == [KALIN.id, ANKARA.id, "-"]
    assert "4\u20138]" in rows[0]
