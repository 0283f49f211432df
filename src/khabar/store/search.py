"""Full-text search: the words of every page under the keys by which people look for them.

A word of a page stands under its folded form, its stem by every way to read its clitics, without the article, and its
lemma (simplemma); the names of a page's entities, English ones too, stand in a column of their own. The index only
finds pages: the words are then looked for on the page itself, so that a hit knows its place, and words in quotation
marks stand side by side. It is kept in step by the store, since SQLite can fold no Arabic: what a page was indexed
under is kept with it, for FTS5 forgets a page only when told its words again.

A query is words, all of which a page must hold; `"…"` holds words side by side, `-` before a word or quotation leaves
out pages that hold it, `*` after a word stands for any ending. Whatever else is typed is no syntax and no error.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import orjson
import simplemma
import zstandard

from khabar.model import Act, EventType, Span  # `query.choice` reads what a field may hold off its hint
from khabar.text.clitics import read_clitics, read_enclitics
from khabar.text.fold import fold_form
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

# A stem so short is a word by chance more often than not.
_SHORTEST_STEM = 3
_LETTERS = "\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_ARABIC = re.compile(f"[{_LETTERS}]")
# An Arabic word with its marks and what hides inside it, digits, a word of another script.
_WORD = re.compile(rf"[{_LETTERS}]+(?:[{_HIDDEN}]+[{_LETTERS}]+)*|\d+|[^\W\d_{_LETTERS}]+")
# Words whose keys are kept: four of five of a page stand among those of the last hundreds.
_KEPT = 1 << 15
_TERM = re.compile(r'(-?)(?:["\u201c\u201d\u00ab]([^"\u201c\u201d\u00bb]*)(?:["\u201c\u201d\u00bb]|$)|(\S+))')
# How much more a word weighs in the title, and in a name, than in the body.
_WEIGHTS = (4.0, 1.0, 2.0)
# A page that holds a word so often is about it; more would only make the index larger.
_OFTEN = 4
# Words of a snippet, and those of them before the first that was looked for.
_SNIPPET, _LEAD = 28, 6
_RANKED = (
    "SELECT search.rowid, -bm25(search, ?, ?, ?) AS score, pages.id, publications.date "
    "FROM search JOIN pages ON pages.page = search.rowid JOIN publications ON publications.page = search.rowid "
    "WHERE search MATCH ? ORDER BY score DESC, pages.id"
)
_ENTITIES = "SELECT id, name, name_en, names FROM entities WHERE page = ? ORDER BY position"


class Hit(NamedTuple):
    """A page that holds what was looked for. Spans count in the page's text."""

    page: str  # page id
    outlet: str
    published: str  # ISO day, "" where open
    title: str
    score: float  # the better the greater
    snippet: Span
    words: str  # the page's characters of the snippet
    spans: tuple[Span, ...]  # every place of a word looked for, in order


class Search(NamedTuple):
    """What is looked for. `since` and `until` are ISO prefixes, both included; a page without a day fits neither.

    `outlet` and `actor` are parts of a name, their spelling folded, or an entity id: of the page's outlet, and of
    anybody and any place the page names. `act` and `type` are what a statement of the page does by being said, and the
    type of an event of it.
    """

    words: str
    since: str = ""
    until: str = ""
    outlet: str = ""
    actor: str = ""
    act: Act | Literal[""] = ""
    type: EventType | Literal[""] = ""


class _Term(NamedTuple):
    """Words side by side, each as the keys that stand for it; `open` where the last may end in anything."""

    words: tuple[frozenset[str], ...]
    open: bool
    out: bool


class _Word(NamedTuple):
    keys: frozenset[str]
    span: Span


class _Name(NamedTuple):
    """A name of an entity of the page with the places where the page names it, by whatever name.

    An Arabic one is looked for as a whole: that an army bears the name of its ruler too is no reason to find it by a
    word of that.
    """

    words: tuple[frozenset[str], ...]
    whole: bool
    spans: tuple[Span, ...]


class _Page(NamedTuple):
    """What a search needs of a page: its words in order, a list for each paragraph; each name of it with its places."""

    text: str
    parts: tuple[tuple[_Word, ...], ...]
    names: tuple[_Name, ...]


@lru_cache(_KEPT)
def find_keys(word: str) -> frozenset[str]:
    """Return the keys a word of a page stands under, folded: itself, its stems without clitics and article, lemmas."""
    form = fold_form(word)
    keys = {form, form.removeprefix(ARTICLE)}
    if not _ARABIC.search(form):
        return frozenset(keys)
    plain = word if len(word) == len(form) else form
    keys.add(_lemma(plain))
    if not simplemma.is_known(plain, lang="ar"):
        # A word that the dictionary knows holds no clitic, or none that anybody would look for it without.
        keys.update(_stems(form, plain))
    return frozenset(keys)


def _stems(form: str, plain: str) -> Iterator[str]:
    """Yield a word's stems by every way to read its clitics, with their lemmas."""
    for cut, stem in read_clitics(form):
        bare = stem.removeprefix(ARTICLE)
        if len(bare) >= _SHORTEST_STEM:
            yield bare
            yield _lemma(plain[cut:])
            yield from (ending.stem for ending in read_enclitics(bare) if len(ending.stem) >= _SHORTEST_STEM)


def find_query_keys(word: str) -> frozenset[str]:
    """Return the keys that stand for a word looked for: itself, without the article, its lemma."""
    form = fold_form(word)
    keys = {form, form.removeprefix(ARTICLE)}
    if _ARABIC.search(form):
        keys.add(_lemma(word if len(word) == len(form) else form))
    return frozenset(keys)


def index_page(connection: sqlite3.Connection, number: int) -> None:
    """Put the page with that number into the index; it must not be there."""
    page = _read_page(connection, number)
    title = _title_span(connection, number)
    in_title = [part for part in page.parts if title and part and part[0].span.start >= title.start
                and part[-1].span.end <= title.end]  # fmt: skip
    body = [part for part in page.parts if part not in in_title]
    columns = (
        _keys_of(word.keys for part in in_title for word in part),
        _keys_of(word.keys for part in body for word in part),
        _keys_of(keys for name in page.names for keys in name.words),
    )
    connection.execute("INSERT INTO search (rowid, title, body, names) VALUES (?, ?, ?, ?)", (number, *columns))
    packed = zstandard.compress(orjson.dumps(columns))
    connection.execute("INSERT INTO searched (page, words) VALUES (?, ?)", (number, packed))


def _keys_of(words: Iterable[frozenset[str]]) -> str:
    """Return the keys of words as one text, each as often as it comes but no oftener than tells pages apart."""
    counts = Counter(key for keys in words for key in keys)
    return " ".join(f"{key} " * min(count, _OFTEN) for key, count in sorted(counts.items()))


def unindex_page(connection: sqlite3.Connection, number: int) -> None:
    """Take the page with that number out of the index; one that is not there is passed over."""
    row = connection.execute("SELECT words FROM searched WHERE page = ?", (number,)).fetchone()
    if row:
        columns = orjson.loads(zstandard.decompress(row[0]))
        sql = "INSERT INTO search (search, rowid, title, body, names) VALUES ('delete', ?, ?, ?, ?)"
        connection.execute(sql, (number, *columns))
        connection.execute("DELETE FROM searched WHERE page = ?", (number,))


def find_hits(connection: sqlite3.Connection, search: Search) -> Iterator[Hit]:
    """Yield the pages that hold what is looked for, the best first; none where nothing is looked for."""
    terms = _read_query(search.words)
    query = _match(terms)
    if not query:
        return
    for number, score, page_id, day in connection.execute(_RANKED, (*_WEIGHTS, query)):
        if not _is_within(day, search) or not _is_told_by(connection, number, search.outlet):
            continue
        if search.actor and not _is_named(search.actor, _names_of(connection, number)):
            continue
        if not _tells(connection, number, search):
            continue
        page = _read_page(connection, number)
        spans = _find_places(page, terms)
        if spans:
            yield _hit(connection, number, (page_id, day, score), page, spans)


def _tells(connection: sqlite3.Connection, number: int, search: Search) -> bool:
    """Return whether a page holds a statement of the act and an event of the type looked for, where any is."""
    act, kind = (
        "SELECT 1 FROM statements WHERE page = ? AND act = ?",
        "SELECT 1 FROM events WHERE page = ? AND type = ?",
    )
    wanted = [(sql, value) for sql, value in ((act, search.act), (kind, search.type)) if value]
    return all(connection.execute(sql, (number, value)).fetchone() for sql, value in wanted)


def _lemma(word: str) -> str:
    return fold_form(simplemma.lemmatize(word, lang="ar")).removeprefix(ARTICLE)


def _read_query(words: str) -> tuple[_Term, ...]:
    terms = []
    for match in _TERM.finditer(words):
        text = match[2] if match[2] is not None else match[3]
        keys = tuple(map(find_query_keys, _WORD.findall(text)))
        if keys:
            terms.append(_Term(keys, match[3] is not None and text.endswith("*"), bool(match[1])))
    return tuple(terms)


def _match(terms: Sequence[_Term]) -> str:
    """Return the query of FTS5 for the terms: every key quoted, so that none is syntax; "" where nothing is wanted."""
    wanted = " AND ".join(_alternatives(term) for term in terms if not term.out)
    # Words side by side are left out by looking at the page; the index knows only that it holds them all.
    unwanted = [_alternatives(term) for term in terms if term.out and len(term.words) == 1]
    return f"({wanted}) NOT ({' OR '.join(unwanted)})" if wanted and unwanted else wanted


def _alternatives(term: _Term) -> str:
    last = len(term.words) - 1
    return " AND ".join(
        "(" + " OR ".join(f'"{key}"{"*" if term.open and at == last else ""}' for key in sorted(keys)) + ")"
        for at, keys in enumerate(term.words)
    )


def _find_places(page: _Page, terms: Sequence[_Term]) -> tuple[Span, ...]:
    """Return the places of all terms, () where one is missing or one that is unwanted is there."""
    spans: set[Span] = set()
    for term in terms:
        places = list(_places(page, term))
        if bool(places) == term.out:
            return ()
        spans.update(places)
    return tuple(_outermost(spans))


def _outermost(spans: set[Span]) -> Iterator[Span]:
    """Yield spans in page order, those left out that lie in another: the capital's name holds its country's."""
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > end:
            yield span
            end = span.end


def _places(page: _Page, term: _Term) -> Iterator[Span]:
    length = len(term.words)
    for part in page.parts:
        for at in range(len(part) - length + 1):
            if _fits([word.keys for word in part[at : at + length]], term):
                yield Span(part[at].span.start, part[at + length - 1].span.end)
    for words, whole, spans in page.names:
        starts = range(len(words) - length + 1) if not whole or len(words) == length else ()
        if any(_fits(words[at : at + length], term) for at in starts):
            yield from spans


def _fits(words: Sequence[frozenset[str]], term: _Term) -> bool:
    *before, last = zip(words, term.words, strict=True)
    if any(found.isdisjoint(wanted) for found, wanted in before):
        return False
    found, wanted = last
    return not found.isdisjoint(wanted) or (term.open and any(key.startswith(tuple(wanted)) for key in found))


def _hit(
    connection: sqlite3.Connection, number: int, row: tuple[str, str, float], page: _Page, spans: tuple[Span, ...]
) -> Hit:
    page_id, day, score = row
    title = _title_span(connection, number)
    snippet = _snippet(page, spans, title)
    return Hit(
        page_id,
        next(filter(None, _outlets_of(connection, number)), ""),
        day,
        page.text[title.start : title.end] if title else "",
        score,
        snippet,
        page.text[snippet.start : snippet.end],
        spans,
    )


def _snippet(page: _Page, spans: tuple[Span, ...], title: Span | None) -> Span:
    """Return the stretch of a paragraph with the most places in it, the title's only where no other has any."""
    best, most = spans[0], -1.0
    for part in page.parts:
        own = [
            at
            for at, word in enumerate(part)
            if any(s.start < word.span.end and word.span.start < s.end for s in spans)
        ]
        for at in own:
            first = max(0, at - _LEAD)
            last = min(len(part), first + _SNIPPET) - 1
            count = sum(at <= other <= last for other in own)
            weight = count / 4 if title and part[at].span.start < title.end else count
            if weight > most:
                best, most = Span(part[first].span.start, part[last].span.end), weight
    return best


def _read_page(connection: sqlite3.Connection, number: int) -> _Page:
    packed = connection.execute("SELECT text FROM pages WHERE page = ?", (number,)).fetchone()[0]
    text = zstandard.decompress(packed).decode()
    title = _title_span(connection, number)
    rows = connection.execute('SELECT "start", "end" FROM paragraphs WHERE page = ? ORDER BY position', (number,))
    spans = [Span(*row) for row in rows] or [Span(0, len(text))]
    parts = tuple(tuple(_words(text, span)) for span in ([title, *spans] if title else spans))
    return _Page(text, parts, tuple(_names(connection, number)))


def _words(text: str, span: Span) -> Iterator[_Word]:
    for match in _WORD.finditer(text, span.start, span.end):
        yield _Word(find_keys(match[0]), Span(*match.span()))


def _names(connection: sqlite3.Connection, number: int) -> Iterator[_Name]:
    """Yield every name that the entities of a page bear."""
    places: dict[str, list[Span]] = {}
    sql = 'SELECT entity, "start", "end" FROM mentions WHERE page = ? ORDER BY position'
    for entity, start, end in connection.execute(sql, (number,)):
        places.setdefault(entity, []).append(Span(start, end))
    for entity, name, english, others in connection.execute(_ENTITIES, (number,)).fetchall():
        for text in dict.fromkeys((name, english, *orjson.loads(others))):
            words = tuple(map(find_keys, _WORD.findall(text)))
            yield _Name(words, bool(_ARABIC.search(text)), tuple(places.get(entity, ())))


def _title_span(connection: sqlite3.Connection, number: int) -> Span | None:
    row = connection.execute("SELECT title_start, title_end FROM articles WHERE page = ?", (number,)).fetchone()
    return Span(*row) if row and row[0] is not None else None


def _names_of(connection: sqlite3.Connection, number: int) -> list[str]:
    """Return ids and names of all that a page names."""
    rows = connection.execute(_ENTITIES, (number,))
    return [text for entity, name, english, others in rows for text in (entity, name, english, *orjson.loads(others))]


def _outlets_of(connection: sqlite3.Connection, number: int) -> tuple[str, ...]:
    """Return the names of a page's outlet: as given with the capture, as its markup says, as the page shows it."""
    sql = "SELECT outlet, metadata_site, outlet_start, outlet_end, text FROM pages NATURAL JOIN articles WHERE page = ?"
    given, site, start, end, packed = connection.execute(sql, (number,)).fetchone()
    shown = "" if start is None else zstandard.decompress(packed).decode()[start:end]
    return given, shown, site


def _is_told_by(connection: sqlite3.Connection, number: int, outlet: str) -> bool:
    return not outlet or _is_named(outlet, _outlets_of(connection, number))


def _is_named(wanted: str, names: Sequence[str]) -> bool:
    folded = fold_form(wanted)
    return any(name == wanted or folded in fold_form(name) for name in names)


def _is_within(day: str, search: Search) -> bool:
    if not (search.since or search.until):
        return True
    return bool(day) and day[: len(search.since)] >= search.since and day[: len(search.until)] <= search.until
