"""Statements as the reading model sees them: those it alone sees, those it does not see, and acts it is sure of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from khabar.model import Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.model import Act, Form, Mention, Names, Page
    from khabar.reader import Predicate, RoleSpan
    from khabar.text.quotes import Quotation

_DENIAL = "deny"
# Rules that know a statement by the shape of its sentence: "according to S", "what is rumoured", "which S denies".
_CERTAIN = frozenset({"initial_attribution", "final_attribution", "rumour", "taken_up", "antecedent"})
_SURE_ACT = 0.6  # from which probability on the model's act counts for more than the cue's
_SURE = 0.9  # from which probability on the model's word alone makes a statement
_SLACK = 2  # characters by which a quotation may be off its content: a mark


def judge_statements(
    page: Page, found: Iterable[Statement], seen: Sequence[Predicate], quotes: Sequence[Quotation], names: Names
) -> tuple[Statement, ...]:
    """Return the statements of a page that rules `found` as the model sees them, with those it alone is sure of.

    Left out are those at whose cue the model sees no statement at all, unless they are quoted or of a certain shape.
    """
    cues = [predicate for predicate in seen if predicate.kind == "cue"]
    judged = list(_judge(found, cues))
    alone = [
        _state(page, predicate, content, quotes, names)
        for predicate in cues
        if predicate.probability >= _SURE and not any(_meet(predicate.span, one.cue) for one in judged)
        for content in _role(predicate, "content")[:1]
    ]
    return tuple(sorted(judged + alone, key=lambda one: (one.cue, one.content)))


def _judge(found: Iterable[Statement], cues: Sequence[Predicate]) -> Iterator[Statement]:
    """Yield statements, each with the act of the likeliest predicate at its cue if the model is sure of it.

    What is a denial, and of what, the cues alone say.
    """
    for statement in found:
        here = (one for one in cues if _meet(one.span, statement.cue))
        likeliest = max(here, key=lambda one: one.probability, default=None)
        if likeliest is None:
            if statement.form == "direct" or not _CERTAIN.isdisjoint(statement.rule.split(":")):
                yield statement
            continue
        label, probability = likeliest.labels[0]
        sure = probability >= _SURE_ACT and _DENIAL not in (label, statement.act)
        yield replace(statement, act=cast("Act", label)) if sure else statement


def _state(page: Page, predicate: Predicate, content: RoleSpan, quotes: Sequence[Quotation], names: Names) -> Statement:
    cue, told = predicate.span, content.span
    source = next((role.span for role in _role(predicate, "source")), None)
    pointed = next((role.span for role in _role(predicate, "speaker")), None)
    speaker = _named(names.mentions, source) or (_named(names.mentions, pointed) if not source else None)
    unnamed = page.text[source.start : source.end] if source else ""
    return Statement(
        id=f"{page.id}#s{min(cue.start, told.start)}-{max(cue.end, told.end)}",
        rule="seen",
        confidence=round(predicate.probability, 2),
        cue=cue,
        source=source,
        speaker=speaker.entity if speaker else "",
        speaker_name=names.fullest[speaker.id] if speaker else unnamed,
        content=told,
        form=_form(told, quotes),
        act=cast("Act", predicate.labels[0][0]),
    )


def _role(predicate: Predicate, name: str) -> list[RoleSpan]:
    """Return the places of a role, the likeliest first."""
    return sorted((role for role in predicate.roles if role.role == name), key=lambda role: -role.probability)


def _named(mentions: Iterable[Mention], place: Span | None) -> Mention | None:
    """Return the name of whom some words are: a person in them, else what they open with."""
    if place is None:
        return None
    inside = [one for one in mentions if _meet(one.span, place)]
    people = (one for one in inside if one.type == "PER")
    return next(people, None) or next((one for one in inside[:1] if one.span.start <= place.start + _SLACK), None)


def _form(content: Span, quotes: Iterable[Quotation]) -> Form:
    whole = [quote for quote in quotes if not quote.short and _meet(Span(quote.start, quote.end), content)]
    if any(q.start <= content.start + _SLACK and q.end >= content.end - _SLACK for q in whole):
        return "direct"
    return "mixed" if whole else "indirect"


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
