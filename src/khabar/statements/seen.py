"""Statements as the reading model sees them: those it alone sees, those it does not, acts and ends it is sure of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from khabar.model import Span, Statement
from khabar.statements.surroundings import entities_of, name_statement
from khabar.text.letters import ARTICLE, LAM_LAM
from khabar.text.tokens import phrase_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.model import Act, Form, Mention, Names, Page
    from khabar.reader import Predicate, RoleSpan
    from khabar.text.quotes import Quotation

_DENIAL = "deny"
_SIGNS = " \n.,;:\u060c\u061b"
# Rules that know a statement by the shape of its sentence: "according to S", "what is rumoured", "which S denies".
_CERTAIN = frozenset({"initial_attribution", "final_attribution", "rumour", "taken_up", "antecedent"})
_SURE_ACT = 0.6  # from which probability on the model's act counts for more than the cue's
_SURE = 0.9  # from which probability on the model's word alone makes a statement
_SURE_SOURCE = 0.7  # from which probability on the model's source counts for more than the rules'
_SURE_MEANT = 0.7  # from which probability on the model names a speaker whom the rules leave open
_SURE_END = 0.7  # from which mean probability of the words of a content on it ends where the model says
_ALONE = 0.75  # of its probability, how often it is right, speaker and all, where no rule finds the statement
_CLITICS = 2  # characters that a word may have before the name it holds
_SLACK = 2  # characters by which a quotation may be off its content: a mark


def judge_statements(
    page: Page, found: Iterable[Statement], seen: Sequence[Predicate], quotes: Sequence[Quotation], names: Names
) -> tuple[Statement, ...]:
    """Return the statements of a page that rules `found` as the model sees them, with those it alone is sure of.

    Left out are those at whose cue the model sees no statement at all, unless they are quoted or of a certain shape.
    """
    cues = [predicate for predicate in seen if predicate.kind == "cue"]
    judged = [
        _end(page, _name_speaker(_name_source(page, one, seen, names), seen, names), seen, quotes, names)
        if seen
        else one
        for one, seen in _judge(found, cues)
    ]
    alone = [
        _state(page, predicate, content, quotes, names)
        for predicate in cues
        if predicate.probability >= _SURE and not any(_meet(predicate.span, one.cue) for one in judged)
        for content in _role(predicate, "content")[:1]
    ]
    return tuple(sorted(judged + alone, key=lambda one: (one.cue, one.content)))


def _judge(found: Iterable[Statement], cues: Sequence[Predicate]) -> Iterator[tuple[Statement, Predicate | None]]:
    """Yield statements with the likeliest predicate at the cue, each with its act if the model is sure of it.

    What is a denial, and of what, the cues alone say.
    """
    for statement in found:
        here = (one for one in cues if _meet(one.span, statement.cue))
        likeliest = max(here, key=lambda one: one.probability, default=None)
        if likeliest is None:
            if statement.form == "direct" or not _CERTAIN.isdisjoint(statement.rule.split(":")):
                yield statement, None
            continue
        label, probability = likeliest.labels[0]
        sure = probability >= _SURE_ACT and _DENIAL not in (label, statement.act)
        yield (replace(statement, act=cast("Act", label)) if sure else statement), likeliest


def _name_source(page: Page, statement: Statement, seen: Predicate, names: Names) -> Statement:
    """Return a statement of whom the model sees named beside the cue, where the rules saw others named there."""
    source = next(iter(_role(seen, "source")), None)
    if statement.source is None or source is None or source.probability < _SURE_SOURCE:
        return statement
    speaker, name = _speaker(page, source.span, names)
    if _is_alike(statement.speaker_name, name):
        return statement
    return replace(statement, source=source.span, speaker=speaker, speaker_name=name)


def _name_speaker(statement: Statement, seen: Predicate, names: Names) -> Statement:
    """Return a statement of whom the model sees meant, over all places of a name, where the rules know nobody."""
    pointer = next((one for one in seen.pointers if one.role == "speaker"), None)
    if statement.source is not None or statement.speaker_name or pointer is None:
        return statement
    meant: dict[tuple[str, str], float] = {}
    for start, probability in pointer.places:
        named = next((one for one in names.mentions if start <= one.span.start <= start + _CLITICS), None)
        if named is not None:
            key = named.entity, names.fullest[named.id]
            meant[key] = meant.get(key, 0.0) + probability
    speaker, name = max(meant, key=meant.__getitem__, default=("", ""))
    if meant.get((speaker, name), 0.0) < _SURE_MEANT:
        return statement
    return replace(statement, speaker=speaker, speaker_name=name)


def _is_alike(one: str, other: str) -> bool:
    """Answer whether two names share half the words of the shorter and a fifth of the longer, articles aside."""
    words, others = ({word.removeprefix(ARTICLE) for word in phrase_words(name)} for name in (one, other))
    shared = len(words & others)
    return bool(shared) and 2 * shared >= min(len(words), len(others)) and 5 * shared >= max(len(words), len(others))


def _end(page: Page, statement: Statement, seen: Predicate, quotes: Sequence[Quotation], names: Names) -> Statement:
    """Return a statement with its content ended where the model ends it, never later than the rules do.

    Quotations and what is denied stay whole.
    """
    told = max(_role(seen, "content"), key=lambda role: role.span.end - role.span.start, default=None)
    if told is None or told.probability < _SURE_END or statement.form == "direct" or statement.act == _DENIAL:
        return statement
    old, end = statement.content, len(page.text[: told.span.end].rstrip(_SIGNS))
    end = next((quote.end for quote in quotes if old.start <= quote.start < end < quote.end), end)
    if not _meet(told.span, old) or not old.start < end < old.end:
        return statement
    content, cue = Span(old.start, end), statement.cue
    return replace(
        statement,
        id=name_statement(page.id, cue, content),
        content=content,
        form=_form(content, quotes),
        about=_about(names.mentions, content),
    )


def _state(page: Page, predicate: Predicate, content: RoleSpan, quotes: Sequence[Quotation], names: Names) -> Statement:
    cue, told = predicate.span, content.span
    source = next((role.span for role in _role(predicate, "source")), None)
    pointed = next((role.span for role in _role(predicate, "speaker")), None)
    place = source or (pointed if pointed and _named(page, names, pointed) else None)
    speaker, name = _speaker(page, place, names) if place else ("", "")
    return Statement(
        id=name_statement(page.id, cue, told),
        rule="seen",
        confidence=round(_ALONE * predicate.probability, 2),
        cue=cue,
        source=source,
        speaker=speaker,
        speaker_name=name,
        content=told,
        form=_form(told, quotes),
        act=cast("Act", predicate.labels[0][0]),
        about=_about(names.mentions, told),
    )


def _about(mentions: Iterable[Mention], content: Span) -> tuple[str, ...]:
    return entities_of(one for one in mentions if content.start <= one.span.start and one.span.end <= content.end)


def _role(predicate: Predicate, name: str) -> list[RoleSpan]:
    """Return the places of a role, the likeliest first."""
    return sorted((role for role in predicate.roles if role.role == name), key=lambda role: -role.probability)


def _speaker(page: Page, place: Span, names: Names) -> tuple[str, str]:
    """Return the entity and the fullest name of whom some words are; the words themselves where they name nobody."""
    named = _named(page, names, place)
    return (named.entity, names.fullest[named.id]) if named else ("", page.text[place.start : place.end])


def _named(page: Page, names: Names, place: Span) -> Mention | None:
    """Return the name of whom some words are: a person they lead to, else what they open with.

    A person behind "to the" is another, as is one who only says whose somebody is: "forces loyal to the president N".
    """
    inside = [one for one in names.mentions if _meet(one.span, place)]
    inside = [one for one in inside if one.span.start <= place.start or one.id not in names.owners]
    people = (
        one
        for one in inside
        if one.type == "PER" and f" {LAM_LAM}" not in page.text[max(0, place.start - 1) : one.span.start]
    )
    return next(people, None) or next((one for one in inside[:1] if one.span.start <= place.start + _SLACK), None)


def _form(content: Span, quotes: Iterable[Quotation]) -> Form:
    whole = [quote for quote in quotes if not quote.short and _meet(Span(quote.start, quote.end), content)]
    if any(q.start <= content.start + _SLACK and q.end >= content.end - _SLACK for q in whole):
        return "direct"
    return "mixed" if whole else "indirect"


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
