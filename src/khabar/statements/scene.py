"""The tokens of an article as the rules of speech see them: cues, roles of words, mentions, quotations, stretches.

Built once a page; everything after it only looks up. A stretch is one sentence, or several that one quotation holds
together. Token ranges are half-open.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from khabar.model import Span
from khabar.statements.channels import Medium, find_channels, find_told
from khabar.text.letters import BEH, KAF
from khabar.text.sentences import MOST_TOKENS, find_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from khabar.lexicon import Lexicon
    from khabar.lexicon.names import NameLexicon
    from khabar.lexicon.speech import CueForm, SpeechLexicon
    from khabar.model import Article, Mention, Names
    from khabar.text.quotes import Quotation
    from khabar.text.tokens import Tokens
    from khabar.times import ArticleTimes

NO_ROLES: frozenset[str] = frozenset()
_DECOY = "decoy"
_SETTING = frozenset({"aside", "linker", "circumstance", "hedge", "decoy"})
_WHEN = frozenset({"aside", "circumstance"})
_DATELINE = 6  # tokens from the last thing a dateline names to the sign that ends it
_DATELINE_ENDS = frozenset({"-", ":"})


class Role(NamedTuple):
    """What a word or phrase does around a cue: its roles, and the token behind it."""

    names: frozenset[str]
    last: int


class CueHit(NamedTuple):
    """A cue at one token, after `cut` folded characters of proclitics."""

    token: int
    cut: int
    form: CueForm


class Quoted(NamedTuple):
    """A quotation in tokens: with its marks `[first, last)`, without them `[inner_first, inner_last)`."""

    first: int
    last: int
    inner_first: int
    inner_last: int
    quotation: Quotation


class Named(NamedTuple):
    """A mention in tokens `[first, last)`, after `cut` folded characters of proclitics."""

    first: int
    last: int
    cut: int
    mention: Mention


class Paragraph(NamedTuple):
    """One paragraph of the article: its tokens and its stretches."""

    first: int
    last: int
    stretches: tuple[tuple[int, int], ...]
    is_title: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """An article laid out for the rules."""

    tokens: Tokens
    speech: SpeechLexicon
    known: NameLexicon
    names: Names
    paragraphs: tuple[Paragraph, ...]
    roles: dict[int, Role]
    cues: dict[int, tuple[CueHit, ...]]
    quotes: tuple[Quoted, ...]
    quote_at: dict[int, Quoted]
    named_at: dict[int, Named]
    holder_at: dict[int, str]  # who holds the office that a phrase without a name gives, by its first token
    channels: dict[int, Medium]
    covered: frozenset[int]
    titles: frozenset[int]  # where a person's title may open
    outlets: frozenset[int]  # where the name of an outlet may open
    signs: list[int]  # where the sign of an act may open

    def has(self, at: int, role: str) -> bool:
        """Return whether the word or phrase at token `at` has `role`."""
        found = self.roles.get(at)
        return found is not None and role in found.names

    def in_title(self, at: int) -> bool:
        """Return whether token `at` stands in the headline."""
        return any(p.is_title and p.first <= at < p.last for p in self.paragraphs)

    def behind(self, at: int) -> int:
        """Return the token behind the word or phrase at token `at`."""
        found = self.roles.get(at)
        return found.last if found else at + 1

    def quote_around(self, at: int) -> Quoted | None:
        """Return the outermost quotation of more than a few words that holds token `at`, None where none does."""
        for quote in self.quotes:
            if quote.first > at:
                return None
            if quote.inner_first <= at < quote.inner_last and not quote.quotation.short:
                return quote
        return None

    def named_within(self, first: int, last: int) -> Iterator[Named]:
        """Yield the mentions in tokens `[first, last)`."""
        for at in range(first, last):
            named = self.named_at.get(at)
            if named is not None and named.last <= last:
                yield named


def set_scene(
    tokens: Tokens,
    article: Article,
    times: ArticleTimes,
    quotations: tuple[Quotation, ...],
    names: Names,
    lexicon: Lexicon,
) -> Scene:
    """Return the article laid out."""
    quotes = tuple(_quoted(tokens, quotation) for quotation in quotations)
    spans = [(_behind_dateline(tokens, article, span), False) for span in article.body]
    if article.title is not None:
        spans.insert(0, (article.title, True))
    paragraphs = tuple(_paragraph(tokens, span, is_title, quotes) for span, is_title in spans)
    quote_at = {quote.first: quote for quote in reversed(quotes)}
    roles, cues, channels = _look_up(tokens, paragraphs, times, quote_at, lexicon)
    return Scene(
        tokens=tokens,
        speech=lexicon.speech,
        known=lexicon.names,
        names=names,
        paragraphs=paragraphs,
        roles=roles,
        cues=cues,
        quotes=quotes,
        quote_at=quote_at,
        named_at={named.first: named for named in _named(tokens, names)},
        holder_at={bisect_left(tokens.ends, role.span.start + 1): role.entity for role in names.roles},
        channels=channels,
        covered=frozenset(_cover(roles, channels)),
        titles=frozenset(lexicon.names.titles.openings(tokens)),
        outlets=frozenset(lexicon.names.outlets.openings(tokens)),
        signs=lexicon.speech.signs.openings(tokens),
    )


def _look_up(
    tokens: Tokens,
    paragraphs: tuple[Paragraph, ...],
    times: ArticleTimes,
    quote_at: dict[int, Quoted],
    lexicon: Lexicon,
) -> tuple[dict[int, Role], dict[int, tuple[CueHit, ...]], dict[int, Medium]]:
    """Return what words and phrases are around a cue, the cues, and the channels, by their tokens."""
    roles: dict[int, Role] = {}
    cues: dict[int, tuple[CueHit, ...]] = {}
    channels: dict[int, Medium] = {}
    marked = _marked(tokens, lexicon.speech)
    placed = frozenset(lexicon.speech.channels.openings(tokens))
    for paragraph in paragraphs:
        told = _mark_words(tokens, lexicon.speech, marked, paragraph, roles)
        cues.update(told)
        channels.update(find_channels(tokens, lexicon, paragraph, placed, quote_at))
        channels.update(find_told(tokens, lexicon, paragraph, told, quote_at))
    _mark_times(tokens, times, roles)
    return roles, cues, channels


def _marked(tokens: Tokens, speech: SpeechLexicon) -> list[int]:
    """Return the tokens of the page, in order, that may open a phrase of the closed classes or be a cue."""
    stems = tokens.stems
    known = (stems.keys() & speech.roles.reach.keys()) | (stems.keys() & speech.cues.keys())
    return sorted({at for stem in known for at in stems[stem]})


def _mark_words(
    tokens: Tokens,
    speech: SpeechLexicon,
    marked: list[int],
    paragraph: Paragraph,
    roles: dict[int, Role],
) -> dict[int, tuple[CueHit, ...]]:
    """Look up the words of a paragraph, fill in `roles` and return the cues. A decoy hides the cues it covers."""
    last = paragraph.last
    cues: dict[int, tuple[CueHit, ...]] = {}
    known = speech.cues
    hidden = paragraph.first
    for at in marked[bisect_left(marked, paragraph.first) : bisect_left(marked, last)]:
        hit = speech.roles.at(tokens, at, last)
        if hit is not None:
            found = frozenset(hit.entries)
            roles[at] = Role(found, hit.last)
            if _DECOY in found:
                hidden = max(hidden, hit.last)
        if at >= hidden:
            hits = _cue_hits(tokens, known, at)
            if hits:
                cues[at] = hits
    return cues


def _mark_times(tokens: Tokens, times: ArticleTimes, roles: dict[int, Role]) -> None:
    """Let a word that says when be one with the date it opens: "today, Thursday 12 July 2018"."""
    for time in times.expressions:
        for at in range(time.first, time.last - 1):
            role = roles.get(at)
            if role is None or role.names.isdisjoint(_WHEN) or role.last >= time.last:
                continue
            if any(form.isdigit() for form in tokens.forms[role.last : time.last]):
                roles[at] = Role(role.names, time.last)


def _cue_hits(tokens: Tokens, known: Mapping[str, tuple[CueForm, ...]], at: int) -> tuple[CueHit, ...]:
    return tuple(
        CueHit(at, cut, form)
        for cut, stem in tokens.readings[at]
        for form in known.get(stem, ())
        if _may_stand(tokens, at, cut, form)
    )


def _may_stand(tokens: Tokens, at: int, cut: int, form: CueForm) -> bool:
    """Return whether a form may stand behind its proclitics, and is spelled as it must be."""
    clitics = tokens.forms[at][:cut]
    if KAF in clitics or (BEH in clitics and form.part != "masdar"):
        return False
    return not form.spelled or tokens.page.endswith(form.spelled, 0, tokens.ends[at])


def _cover(roles: dict[int, Role], channels: dict[int, Medium]) -> Iterator[int]:
    """Yield the tokens inside phrases that set a scene: no part of them names a speaker."""
    for at, role in roles.items():
        if role.last > at + 1 and not role.names.isdisjoint(_SETTING):
            yield from range(at, role.last)
    for at, medium in channels.items():
        yield from range(at, medium.last)


def _paragraph(tokens: Tokens, span: Span, is_title: bool, quotes: tuple[Quoted, ...]) -> Paragraph:
    first, last = bisect_left(tokens.starts, span.start), bisect_left(tokens.starts, span.end)
    sentences = find_sentences(tokens, first, last)
    return Paragraph(first, last, tuple(_join(sentences, quotes)), is_title)


def _behind_dateline(tokens: Tokens, article: Article, span: Span) -> Span:
    """Return a paragraph without the place, day and agency it opens with, up to the sign that ends them."""
    opened = [
        d.end for d in (article.dateline_place, article.dateline_agency) if d and span.start <= d.start < span.end
    ]
    if not opened:
        return span
    first = bisect_left(tokens.starts, max(opened))
    last = bisect_left(tokens.starts, span.end)
    ends = [at for at in range(first, min(last, first + _DATELINE)) if tokens.forms[at] in _DATELINE_ENDS]
    return Span(tokens.ends[ends[-1]], span.end) if ends and ends[-1] + 1 < last else span


def _join(sentences: tuple[tuple[int, int], ...], quotes: tuple[Quoted, ...]) -> Iterator[tuple[int, int]]:
    """Yield sentences, those that one quotation holds together as one."""
    held = [(q.first, q.last) for q in quotes if not q.quotation.repaired and not q.quotation.depth]
    start: int | None = None
    for first, last in sentences:
        start = first if start is None else start
        if last - start >= MOST_TOKENS or not any(begin < last < end for begin, end in held):
            yield start, last
            start = None
    if start is not None:
        yield start, sentences[-1][1]


def _quoted(tokens: Tokens, quotation: Quotation) -> Quoted:
    starts = tokens.starts
    first, inner_first = bisect_left(starts, quotation.start), bisect_left(starts, quotation.inner_start)
    inner_last, last = bisect_left(starts, quotation.inner_end), bisect_left(starts, quotation.end)
    return Quoted(first, last, inner_first, inner_last, quotation)


def _named(tokens: Tokens, names: Names) -> Iterator[Named]:
    for mention in names.mentions:
        first = bisect_left(tokens.ends, mention.span.start + 1)
        last = bisect_left(tokens.starts, mention.span.end)
        if first < last:
            cut = mention.span.start - tokens.starts[first]
            yield Named(first, last, cut, mention)
