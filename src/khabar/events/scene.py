"""What the reading of events sees of a page: tokens, names, cues, and what the lexicon knows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from khabar.text.letters import ALEF, LAM_LAM, WAW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khabar.lexicon import Lexicon
    from khabar.lexicon.deeds import DeedLexicon
    from khabar.lexicon.match import PhraseIndex
    from khabar.lexicon.names_entries import Nisba, Title
    from khabar.model import Article, Entity, Mention, Names, Page, Span, Statement
    from khabar.text.tokens import Tokens

_NONE: frozenset[str] = frozenset()
# Classes whose nouns keep them in the accusative.
_NOMINAL = frozenset({"adjective", "body", "force", "official", "one", "person", "place_head", "title", "victim"})
_ACCUSATIVE = 4  # letters of the shortest word taken for an accusative in alef
_HAMZAS = frozenset("\u0623\u0625")


class Named(NamedTuple):
    """A mention as tokens `[first, last)`, after `cut` folded letters of proclitics."""

    first: int
    last: int
    cut: int
    mention: Mention


class Contents:
    """What a page's statements say, to be asked by place: a page of thousands is asked as fast as one of ten."""

    def __init__(self, statements: tuple[Statement, ...]) -> None:
        by_start = sorted(enumerate(statements), key=lambda numbered: numbered[1].content.start)
        self._ordered = by_start
        self._starts = [statement.content.start for _, statement in by_start]
        self._reach = list(accumulate((statement.content.end for _, statement in by_start), max))

    def innermost(self, at: int, *, but: str = "") -> Statement | None:
        """Return the statement with the shortest content that holds the character at `at`; that with id `but` never."""
        found: list[tuple[int, int, Statement]] = []
        index = bisect_right(self._starts, at) - 1
        while index >= 0 and self._reach[index] > at:
            number, statement = self._ordered[index]
            if at < statement.content.end and statement.id != but:
                found.append((statement.content.end - statement.content.start, number, statement))
            index -= 1
        return min(found, key=lambda held: held[:2])[-1] if found else None


@dataclass(frozen=True, slots=True)
class Scene:
    """A page as the finders of events see it; `named` is keyed by first token, `inside` holds every token of a name."""

    page: Page
    tokens: Tokens
    deeds: DeedLexicon
    nisbas: PhraseIndex[Nisba]
    titles: PhraseIndex[Title]
    common: frozenset[str]  # words of the news that are no names
    entities: Mapping[str, Entity]
    named: dict[int, Named]
    inside: frozenset[int]
    holders: dict[int, str]  # who holds the office that a phrase without a name gives, by its first token
    cues: frozenset[int]
    statements: tuple[Statement, ...]
    contents: Contents
    people: frozenset[int]  # the tokens behind the names of people
    of_entity: dict[str, str]  # entity id -> the fullest name of it on the page
    fullest: Mapping[str, str]  # mention id -> the fullest name on the page of whoever it names
    owners: frozenset[str]  # ids of the mentions that only say whose somebody is
    openings: list[int]  # tokens at which a deed may be named

    def classes(self, at: int, last: int) -> tuple[frozenset[str], int, int]:
        """Return the classes of the word or phrase at token `at`, the token behind it, its proclitics' letters."""
        hit = self.deeds.grammar.words.at(self.tokens, at, last)
        if hit and not hit.cut and hit.last == at + 1 and self._is_joined(at):
            joined = self.deeds.grammar.words.phrases.get(self.tokens.forms[at][1:])
            return (joined[0], at + 1, 1) if joined else (_NONE, at + 1, 0)
        return (hit.entries[0], hit.last, hit.cut) if hit else self._classes_of_accusative(at)

    def _classes_of_accusative(self, at: int) -> tuple[frozenset[str], int, int]:
        """Return the classes of a noun whose accusative stands at token `at`: a barrier, with its alef."""
        form = self.tokens.forms[at]
        if len(form) < _ACCUSATIVE or form[-1] != ALEF:
            return _NONE, at + 1, 0
        known = self.deeds.grammar.words.phrases
        cut = 0 if form[0] != WAW or form[:-1] in known else 1
        found = known.get(form[cut:-1], (_NONE,))[0] & _NOMINAL
        return found, at + 1, cut if found else 0

    def _is_joined(self, at: int) -> bool:
        """Return whether the hamza behind its waw shows the word at token `at` to hold "and" and another."""
        start = self.tokens.starts[at]
        return self.page.text[start] == WAW and self.page.text[start + 1 : start + 2] in _HAMZAS


def set_scene(
    page: Page, tokens: Tokens, article: Article, names: Names, statements: tuple[Statement, ...], lexicon: Lexicon
) -> Scene:
    """Return the scene of a page; who wrote it and where from play no part in it."""
    named: dict[int, Named] = {}
    inside: set[int] = set()
    of_entity: dict[str, str] = {}
    for found in _named(tokens, article, names):
        named.setdefault(found.first, found)
        inside.update(range(found.first, found.last))
        name, entity = names.fullest[found.mention.id], found.mention.entity
        if entity and len(name) > len(of_entity.get(entity, "")):
            of_entity[entity] = name
    cues = frozenset(at for s in statements for at in range(*token_range(tokens, s.cue)))
    return Scene(
        page,
        tokens,
        lexicon.deeds,
        lexicon.names.nisbas,
        lexicon.names.titles,
        lexicon.names.words.common,
        lexicon.names.entities,
        named,
        frozenset(inside),
        {token_range(tokens, role.span)[0]: role.entity for role in names.roles},
        cues,
        statements,
        Contents(statements),
        frozenset(name.last for name in named.values() if name.mention.type == "PER"),
        of_entity,
        names.fullest,
        names.owners,
        lexicon.deeds.forms.openings(tokens),
    )


def _named(tokens: Tokens, article: Article, names: Names) -> Iterator[Named]:
    """Yield the mentions in the article's title and paragraphs."""
    told = sorted((article.title, *article.body) if article.title else article.body)
    starts = [span.start for span in told]
    for mention in names.mentions:
        place = bisect_right(starts, mention.span.start) - 1
        first, last = token_range(tokens, mention.span)
        if first == last or place < 0 or mention.span.start >= told[place].end:
            continue
        cut = mention.span.start - tokens.starts[first]
        # To the (lil-): the article's alef is swallowed, the lam before it no part of the name.
        yield Named(first, last, cut + tokens.forms[first].startswith(LAM_LAM, cut), mention)


def token_range(tokens: Tokens, span: Span) -> tuple[int, int]:
    """Return the tokens that share a character with `span`, half-open."""
    first = bisect_right(tokens.ends, span.start)
    return first, max(first, bisect_left(tokens.starts, span.end))


def body_ranges(tokens: Tokens, article: Article) -> list[tuple[int, int, bool]]:
    """Return the token ranges of the article's title and paragraphs in page order, and whether each is the title."""
    spans = [(span, False) for span in article.body]
    if article.title is not None:
        spans.append((article.title, True))
    found = [(*token_range(tokens, span), title) for span, title in spans]
    return sorted(part for part in found if part[0] < part[1])
