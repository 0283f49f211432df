"""What stands around an utterance: its channel, the outlet's reserve, what it is about, its day, what it denies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from khabar.model import Channel, Denial, Span
from khabar.statements.phrases import behind_bracket, can_speak, is_medium
from khabar.text.letters import LAM
from khabar.times import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khabar.model import Mention, Publication
    from khabar.statements.contents import Content
    from khabar.statements.frames import Frame
    from khabar.statements.scene import Scene
    from khabar.times import TimeExpression

_STOPS = frozenset({",", ":", ".", ";", '"'})
_DAY = 10  # characters of an ISO day
_DENIED_OPENING = 5  # tokens of a denial in which the word for the report stands
_PRONOUN = 3  # letters of li- with the longest pronoun
_DENIED_REACH = 15  # tokens between "what was reported" and the report


def find_channel(scene: Scene, first: int, last: int) -> Channel | None:
    """Return the channel named in tokens `[first, last)`, None where none is."""
    for at in range(first, last):
        medium = scene.channels.get(at)
        if medium is not None and medium.last <= last:
            end = medium.last if _is_told_to(scene, at, medium.last) else _end_of_channel(scene, medium.last, last)
            return Channel(scene.tokens.span(at, end), medium.kind)
    return None


def _is_told_to(scene: Scene, at: int, last: int) -> bool:
    """Return whether a channel is an outlet alone, told by name: `he told "X"`."""
    tokens = scene.tokens
    quote = scene.quote_at.get(at + 1)
    return tokens.forms[at] == LAM and quote is not None and quote.last == last


def _end_of_channel(scene: Scene, at: int, last: int) -> int:
    """Return the token behind the phrase a channel's noun heads."""
    while at < last:
        form = scene.tokens.forms[at]
        quote = scene.quote_at.get(at)
        if quote is not None and quote.quotation.short and quote.last <= last:
            at = quote.last
            continue
        if form == "(":
            at = behind_bracket(scene, at, last)
            continue
        if form in _STOPS or scene.has(at, "complementiser") or scene.has(at, "relative"):
            return at
        at += 1
    return last


def find_relays(scene: Scene, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the media that tokens `[first, last)` name as having carried the words, as in `a statement X published`."""
    for at in range(first, last - 1):
        attributed = any(hit.form.part == "attribution" for hit in scene.cues.get(at, ()))
        if (attributed or scene.has(at, "reported")) and is_medium(scene, at + 1):
            named = scene.named_at.get(at + 1)
            end = named.last if named else scene.behind(at + 1)
            while end < last and scene.tokens.forms[end].isalpha() and _goes_on(scene, end):
                end += 1
            yield at + 1, end


def _goes_on(scene: Scene, at: int) -> bool:
    """Return whether the word at token `at` goes on with the name of a medium."""
    return at not in scene.roles or scene.has(at, "quality")


def find_hedge(scene: Scene, frame: Frame, content: Content, last: int) -> Span | None:
    """Return the words by which the outlet keeps its distance: the cue itself, or a phrase before or in the content."""
    if frame.form.cue.stance == "distancing":
        return scene.tokens.span(frame.hit.token, frame.hit.token + 1)
    leads = frame.before is None and frame.hit.token < content.first
    for at in range(frame.hit.token + 1 if leads else content.first, last):
        if at >= content.last and at in scene.cues:
            return None  # another report: its hedge is its own
        if scene.has(at, "hedge"):
            return scene.tokens.span(at, scene.behind(at))
    return None


def find_about(scene: Scene, content: Content) -> tuple[str, ...]:
    """Return the ids of the entities named in a content, each once, in order."""
    return entities_of(named.mention for named in scene.named_within(content.first, content.last))


def entities_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the ids of what mentions name, each once, in order."""
    return tuple(dict.fromkeys(mention.entity for mention in mentions if mention.entity))


def name_statement(page_id: str, cue: Span, content: Span) -> str:
    """Return the id of a statement: its page, and the characters from the first of cue and content to the last."""
    return f"{page_id}#s{min(cue.start, content.start)}-{max(cue.end, content.end)}"


def find_day(times: tuple[TimeExpression, ...], publication: Publication) -> str:
    """Return the day the expressions of time around a cue give for the utterance, as an ISO prefix or ""."""
    if len(publication.date) < _DAY:
        return ""
    reference = date.fromisoformat(publication.date[:_DAY])
    for expression in times:
        resolved = resolve(expression, reference)
        if resolved is not None and resolved.earliest <= reference:
            return resolved.iso
    return ""


def find_denial(scene: Scene, content: Content) -> Denial:
    """Return what a denial denies: the proposition, and whose report it was where the content names one.

    `what circulated in the media about C`: C is denied, the media reported it. `B goes on, there is no truth in C`: of
    what is said C alone is denied.
    """
    for at in range(content.first + 1, content.last):
        begin = scene.behind(at)
        if scene.has(at, "void") and begin < content.last and _opens_denied(scene.tokens.forms[begin]):
            return Denial(scene.tokens.span(begin, content.last), "")
    whole = Denial(scene.tokens.span(content.first, content.last), "")
    opening = range(content.first, min(content.first + _DENIED_OPENING, content.last))
    at = next((i for i in opening if scene.has(i, "what") or scene.has(i, "report")), -1)
    if at < 0:
        return whole
    for about in range(at + 1, min(content.last - 1, at + _DENIED_REACH)):
        if scene.has(about, "about") or scene.has(about, "complementiser"):
            begin = _behind_complementiser(scene, about)
            if begin < content.last:
                return Denial(scene.tokens.span(begin, content.last), _reporter(scene, at, about))
    return whole


def _opens_denied(form: str) -> bool:
    """Return whether a word is li- and what is denied, not li- and a pronoun for what stands before."""
    return form.startswith(LAM) and len(form) > _PRONOUN


def _behind_complementiser(scene: Scene, about: int) -> int:
    """Return the token behind `about` and a complementiser that follows it."""
    begin = scene.behind(about)
    return scene.behind(begin) if scene.has(begin, "complementiser") else begin


def _reporter(scene: Scene, at: int, about: int) -> str:
    """Return who reported what is denied, as named between the word for the report at token `at` and `about`."""
    for begin in range(at + 1, about):
        if can_speak(scene, begin) or scene.has(begin, "medium"):
            first = begin - 1 if scene.has(begin - 1, "addition") else begin
            return scene.tokens.text(first, about)
    return ""
