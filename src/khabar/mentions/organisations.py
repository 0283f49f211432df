"""Organisations: how far a name reaches behind its head noun, and the organs every state has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.mentions.people import name_end
from khabar.mentions.view import OPENING, QUOTES
from khabar.model import Entity
from khabar.text.letters import ARTICLE, LAM, WAW

if TYPE_CHECKING:
    from khabar.lexicon.names_entries import Organ
    from khabar.mentions.view import View

# Titles of those whom hospitals, universities and parks are named for.
_NAMESAKES = frozenset({"king", "emir", "sultan", "imam", "sheikh", "martyr"})
_MOST_WORDS = 7
_MOST_QUOTED = 7
_MOST_ADJECTIVES = 3
_LONGEST_TAIL = 3
_SHORTEST_JOINED = 4
# Prepositions have two letters.
_SHORTEST_NOUN = 3


def organ_entity(view: View, organ: Organ, country: str, text: str) -> Entity:
    """Return the entity of a state's organ; its id joins the state's code and the organ's."""
    state = view.lexicon.entities[country]
    code = country.partition(":")[2]
    if organ.type == "LOC":
        return state
    return Entity(
        id=f"khabar:{code.lower()}-{organ.id.replace('_', '-')}",
        type="ORG",
        name=text,
        name_en=f"{organ.name_en} of {state.name_en}",
        names=(text,),
        country=code,
        actor_code=f"{state.actor_code}{organ.sector}",
    )


def organ_end(view: View, at: int, last: int) -> tuple[int, str]:
    """Return the token behind the nisba that follows a definite organ at `at`, and its state; (`at`, "") for none.

    One definite adjective may stand between: the national Libyan army.
    """
    lexicon = view.lexicon
    for begin in (at, at + 1):
        if begin >= last or (begin > at and not view.is_definite(at)):
            break
        hit = lexicon.nisbas.at(view.tokens, begin, last)
        if hit and not hit.cut and hit.entries[0].definite:
            return hit.last, hit.entries[0].country
    return at, ""


def phrase_end(view: View, at: int, last: int) -> int:
    """Return the token behind the phrase that completes a head noun at `at` - 1, `at` where none does.

    The phrase is an optional indefinite noun, then definite words, "and the …", "for the …", nisbas and known names. A
    person's name ends it.
    """
    if view.form(at) in OPENING:
        return view.nisba_at(_quoted_end(view, at, last), last)
    stop = min(last, at + _MOST_WORDS)
    begin = at
    if _is_construct(view, at, stop):
        at += 1
    behind = at
    while behind < stop:
        step, over = _step(view, behind, stop, opens=behind == at)
        if step == behind:
            break
        behind = step
        if over:
            break
    return behind if behind > at else begin


def definite_end(view: View, at: int, last: int) -> int:
    """Return the token behind the adjectives that complete a definite noun at `at` - 1: the council *supreme*."""
    while at < last:
        form = view.form(at)
        joined = form[0] == WAW and form[1:] in view.lexicon.words.body_adjectives
        if form in view.lexicon.words.body_adjectives or joined:
            at += 1
        elif (behind := view.nisba_at(at, last)) > at:
            at = behind
        else:
            break
    return at


def complement_end(view: View, at: int, last: int) -> int:
    """Return the token behind "for the …" or "for … of the …" at `at`, what a body is for; `at` where there is none."""
    form = view.form(at)
    if len(form) <= _SHORTEST_JOINED or form[0] != LAM or at >= last:
        return at
    if form[1] == LAM:
        end = at if ARTICLE + form[2:] in view.lexicon.words.breaks else at + 1
    else:
        construct = at + 1 < last and len(view.tokens.readings[at]) > 1 and _is_noun(view, at + 1)
        end = at + 2 if construct and view.form(at + 1) not in view.lexicon.titles.phrases else at
    return _run_end(view, end, min(last, end + _MOST_ADJECTIVES)) if end > at else at


def _run_end(view: View, at: int, last: int) -> int:
    """Return the token behind the definite words, and "and the …", that stand at `at`; a nisba is the last of them."""
    while at < last:
        if (behind := view.nisba_at(at, last)) > at:
            return behind
        form = view.form(at)
        joined = form.startswith(WAW + ARTICLE) and form[1:] not in view.lexicon.words.breaks
        if form in view.lexicon.titles.phrases or not (joined or _is_noun(view, at)):
            break
        at += 1
    return at


def body_tail_end(view: View, at: int, last: int) -> int:
    """Return the token behind the words at `at` that tell a body from its rival, `at` where there are none."""
    tails = view.lexicon.words.body_tails
    if at < last and view.form(at) in tails:
        return at + 1
    for end in range(min(last, at + _LONGEST_TAIL), at + 1, -1):
        if " ".join(view.tokens.forms[at:end]) in tails:
            return end
    return at


def dedication_end(view: View, at: int, last: int) -> int:
    """Return the token behind a title and name that something is named for, `at` where there is none: King Fahd …."""
    titles = view.lexicon.titles.phrases.get(view.form(at), ())
    if not view.is_definite(at) or not any(title.id in _NAMESAKES for title in titles):
        return at
    end = name_end(view, at, last)
    return end if end > at + 1 else at


def holds_name(view: View, first: int, last: int) -> bool:
    """Tell whether tokens `[first, last)` hold a known name, a nisba or a dedication."""
    lexicon = view.lexicon
    if dedication_end(view, first, last) > first:
        return True
    return any(
        any(stem in lexicon.nisbas.phrases for stem in view.stems(at)) or _known_end(view, at, last) > at
        for at in range(first, last)
    )


def _is_construct(view: View, at: int, last: int) -> bool:
    """Tell whether an indefinite noun at `at` opens a construct: council *of scholars* of the …."""
    form = view.form(at)
    plain = form not in view.lexicon.given and len(view.tokens.readings[at]) == 1 and len(form) >= _SHORTEST_NOUN
    return at + 1 < last and plain and view.is_arabic(at) and not view.is_definite(at) and _is_noun(view, at + 1)


def _is_noun(view: View, at: int) -> bool:
    form = view.form(at)
    return view.is_definite(at) and form not in view.lexicon.words.breaks


def _step(view: View, at: int, last: int, *, opens: bool) -> tuple[int, bool]:
    """Return the token behind the next part of a name, `at` where it ends, and whether that part is its last."""
    form = view.form(at)
    if form in view.lexicon.titles.phrases:
        return (dedication_end(view, at, last) if opens else at), True
    if _is_noun(view, at):
        return at + 1, False
    joined = form.startswith((WAW + ARTICLE, LAM + LAM)) and len(form) > _SHORTEST_JOINED
    if joined and not opens and form[1:] not in view.lexicon.words.breaks:
        return at + 1, False
    if (end := _known_end(view, at, last)) > at:
        known = view.lexicon.known.at(view.tokens, at, last)
        person = known is not None and known.entries[0].type == "PER"
        return (end if opens or not person else at), person
    return at, True


def _known_end(view: View, at: int, last: int) -> int:
    """Return the token behind a known place or person at `at`, a place's head noun before it or not; `at` for none."""
    heads = view.lexicon.heads.phrases.get(view.form(at), ())
    begin = at + 1 if any(head.type == "LOC" and head.part == "no" for head in heads) and at + 1 < last else at
    known = view.lexicon.known.at(view.tokens, begin, last)
    if known is None or known.cut or known.entries[0].type not in ("LOC", "PER"):
        return at
    form = view.form(begin)
    # "A German company": the state's name that is written like its indefinite nisba.
    nisba = begin == at and not view.is_definite(at) and form in view.lexicon.nisbas.phrases
    weak = nisba or (begin == at and known.last == begin + 1 and form in view.lexicon.words.ambiguous)
    return at if weak else known.last


def _quoted_end(view: View, first: int, last: int) -> int:
    """Return the token behind the closing mark of a name in quotation marks that open at `first`."""
    marks = QUOTES if view.form(first) in QUOTES else frozenset(")")
    for at in range(first + 2, min(last, first + _MOST_QUOTED)):
        if view.form(at) in marks:
            return at + 1
    return first
