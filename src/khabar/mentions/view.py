"""What the rules of this stage look at: the tokens of a page, its article's token ranges, and the names lexicon."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from khabar.lexicon.names_entries import Head, Organ
from khabar.text.letters import ARTICLE, FATHATAN, LAM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.lexicon.match import Hit
    from khabar.lexicon.names import NameLexicon
    from khabar.lexicon.names_entries import Title
    from khabar.model import Article, MentionType, Span
    from khabar.text.tokens import Tokens

_ALEF_MAQSURA = "\u0649"
QUOTES = frozenset("\"'")
OPENING = frozenset("\"'(")
_NEWLINE = "\n"
_CREDITS = frozenset({"byline", "dateline"})
# The letters of a word: names of one letter are initials.
_SHORTEST = 2


class Found(NamedTuple):
    """A name at tokens `[first, last)`, `cut` folded characters of proclitics left out; `entity` "" is unknown."""

    first: int
    last: int
    cut: int
    type: MentionType
    entity: str
    rule: str


class Step(NamedTuple):
    """Names that open at one token, the longest first, and the token to go on from."""

    founds: tuple[Found, ...]
    last: int


@dataclass(frozen=True, slots=True)
class View:
    """A page as the rules see it.

    `ranges` are the article's paragraphs, `offices` its titles of one person, `titled` the tokens right behind a title,
    `titles` those inside one, `cued` those right behind a word such as "said", to which the walk adds those behind the
    body or place that completes a title.
    `careful` is true where the page writes alef maqsura at all, so that a yeh in its place is meant.
    """

    tokens: Tokens
    lexicon: NameLexicon
    ranges: tuple[tuple[int, int], ...]
    offices: tuple[Hit[Title], ...]
    titled: frozenset[int]
    titles: frozenset[int]
    cued: set[int]
    careful: bool

    def form(self, at: int) -> str:
        """Return the folded token at `at`, "" outside the page."""
        forms = self.tokens.forms
        return forms[at] if 0 <= at < len(forms) else ""

    def last_of(self, at: int) -> int:
        """Return the token behind the paragraph of the article that holds token `at`, 0 where none does."""
        return next((last for first, last in self.ranges if first <= at < last), 0)

    def stems(self, at: int) -> tuple[str, ...]:
        """Return the readings of the token at `at`, () outside the page."""
        return tuple(stem for _, stem in self.tokens.readings[at]) if 0 <= at < len(self.tokens.forms) else ()

    def phrase(self, first: int, last: int, cut: int) -> str:
        """Return the folded phrase of tokens `[first, last)` as the openers have it, the proclitics cut off.

        Of a word that opens with lam-lam two readings share a cut; the one that is known is meant.
        """
        rest = self.tokens.forms[first + 1 : last]
        stems = [stem for at, stem in self.tokens.readings[first] if at == cut]
        phrases = [" ".join((stem, *rest)) for stem in stems]
        return next(
            (phrase for phrase in phrases if phrase in self.lexicon.openers.phrases), phrases[0] if phrases else ""
        )

    def is_common(self, at: int) -> bool:
        """Tell whether the token at `at` is a common word, with or without proclitics."""
        common = self.lexicon.words.common
        return any(stem in common for _, stem in self.tokens.readings[at])

    def is_arabic(self, at: int) -> bool:
        """Tell whether the token at `at` is an Arabic word of two letters or more."""
        form = self.form(at)
        return len(form) >= _SHORTEST and "\u0620" <= form[0] <= "\u064a"

    def is_adverb(self, at: int) -> bool:
        """Tell whether the token at `at` is written with the fathatan of an adverb or object, which no name bears."""
        return FATHATAN in self.tokens.text(at, at + 1)

    def is_definite(self, at: int) -> bool:
        """Tell whether the token at `at` carries the article and at least three more letters."""
        form = self.form(at)
        return form.startswith(ARTICLE) and len(form) > len(ARTICLE) + _SHORTEST

    def is_quoted(self, first: int, last: int) -> bool:
        """Tell whether tokens `[first, last)` fill a pair of quotation marks or brackets."""
        before, behind = self.form(first - 1), self.form(last)
        return (before in QUOTES and behind in QUOTES) or (before == "(" and behind == ")")

    def is_line_start(self, at: int) -> bool:
        """Tell whether the token at `at` opens a line, ends the page or stands behind a sign that parts a dateline."""
        tokens = self.tokens
        if at in (0, len(tokens.forms)):
            return True
        return _NEWLINE in tokens.page[tokens.ends[at - 1] : tokens.starts[at]] or tokens.forms[at - 1] in "-/"

    def nisba_at(self, at: int, last: int) -> int:
        """Return the token behind a definite nisba that stands at `at` without proclitics, `at` where there is none."""
        hit = self.lexicon.nisbas.at(self.tokens, at, last) if at < last else None
        return hit.last if hit and not hit.cut and hit.entries[0].definite else at


def full_cut(tokens: Tokens, first: int, cut: int) -> int:
    """Return the characters to leave out before a name; none of an article whose alef the proclitic swallowed.

    In "to the government" the name begins with the first lam: without it the word would lack its article.
    """
    form = tokens.forms[first]
    return cut - 1 if cut and form[cut - 1 : cut + 1] == LAM + LAM else cut


def _article_ranges(tokens: Tokens, article: Article) -> tuple[tuple[int, int], ...]:
    """Return the token ranges of title, bylines, datelines and body in page order, none overlapping."""
    spans = [article.title, article.byline, article.dateline_place, article.dateline_agency, *article.body]
    spans += [block.span for block in article.blocks if block.kind in _CREDITS]
    ranges = sorted({_token_range(tokens, span) for span in spans if span})
    return tuple(_apart(ranges))


def _token_range(tokens: Tokens, span: Span) -> tuple[int, int]:
    return bisect_left(tokens.starts, span.start), bisect_left(tokens.starts, span.end)


def _apart(ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    done = 0
    for first, last in ranges:
        begin = max(first, done)
        if begin < last:
            yield begin, last
            done = last


def set_view(tokens: Tokens, article: Article, lexicon: NameLexicon) -> View:
    """Return the view of a page."""
    ranges = _article_ranges(tokens, article)
    titled: set[int] = set()
    titles: set[int] = set()
    offices: list[Hit[Title]] = []
    openings = lexicon.titles.openings(tokens)
    for first, last in ranges:
        for hit in lexicon.titles.find_among(tokens, openings, first, last):
            titles.update(range(hit.first, hit.last))
            offices.append(hit)
            if _precedes_name(tokens, hit):
                titled.update(_titled(tokens, lexicon, hit.last, last))
    careful = _ALEF_MAQSURA in tokens.page
    credits_ = [_token_range(tokens, block.span) for block in article.blocks if block.kind in _CREDITS]
    cued = {*_cued(tokens, lexicon, ranges), *_credited(tokens, credits_)}
    return View(tokens, lexicon, ranges, tuple(offices), frozenset(titled), frozenset(titles), cued, careful)


def _credited(tokens: Tokens, ranges: list[tuple[int, int]]) -> Iterator[int]:
    """Yield the tokens of bylines that open the line or stand behind a sign: a name is to be expected there."""
    for first, last in ranges:
        yield from (at for at in range(first, last) if at == first or not tokens.forms[at - 1].isalnum())


def _cued(tokens: Tokens, lexicon: NameLexicon, ranges: tuple[tuple[int, int], ...]) -> Iterator[int]:
    """Yield the tokens right behind a word that a person's name often follows: said, named, the Swiss."""
    cues = {at for stem in tokens.stems.keys() & lexicon.words.person_cues for at in tokens.stems[stem]}
    openings = lexicon.nisbas.openings(tokens)
    for first, last in ranges:
        yield from (at + 1 + (tokens.forms[at + 1] in QUOTES) for at in cues if first <= at < last - 1)
        for hit in lexicon.nisbas.find_among(tokens, openings, first, last):
            if hit.entries[0].definite and hit.entries[0].number == "s":
                yield hit.last


def _precedes_name(tokens: Tokens, hit: Hit[Title]) -> bool:
    """Tell whether a name may follow a title at once: one of one person, and complete or with the article."""
    # "The member" and "member of the council" need no complement.
    complete = any(tokens.forms[at].startswith(ARTICLE) for at in (hit.first, hit.last - 1))
    return any(title.number == "s" and (complete or not title.open) for title in hit.entries)


def _titled(tokens: Tokens, lexicon: NameLexicon, at: int, last: int) -> Iterator[int]:
    """Yield the token right behind a title, then those behind what may come between: nisbas, states, "the former"."""
    yield at
    while (behind := _behind_title(tokens, lexicon, at, last)) > at:
        at = behind
        yield at


def behind_complement(view: View, at: int, last: int) -> Iterator[int]:
    """Yield the tokens at which a name may open behind the complement of a title that ends before token `at`."""
    yield from _titled(view.tokens, view.lexicon, at, last)


def _behind_title(tokens: Tokens, lexicon: NameLexicon, at: int, last: int) -> int:
    if at >= last:
        return at
    if tokens.forms[at] in lexicon.words.title_adjectives:
        return at + 1
    nisba = lexicon.nisbas.at(tokens, at, last)
    if nisba and not nisba.cut:
        return nisba.last
    body = lexicon.openers.at(tokens, at, last)
    if body and not body.cut and any(isinstance(entry, (Head, Organ)) and entry.definite for entry in body.entries):
        return body.last
    state = lexicon.known.at(tokens, at, last)
    if state and not state.cut and state.entries[0].type == "LOC":
        return state.last
    return at


def found_name(view: View, first: int, last: int, cut: int, type_: MentionType, entity: str, rule: str) -> Found:
    """Return the name at tokens `[first, last)`, an article the proclitics swallowed taken in."""
    return Found(first, last, full_cut(view.tokens, first, cut), type_, entity, rule)


def phrase_of(view: View, found: Found) -> str:
    """Return the folded words of a name, its proclitics left off."""
    form = view.form(found.first)
    # A name that begins with the lam of "to the" was cut one letter earlier than it was read.
    cut = found.cut + form.startswith(LAM + LAM, found.cut)
    return view.phrase(found.first, found.last, cut) or view.phrase(found.first, found.last, found.cut)
