"""Quotation marks behind a cue: speech, an object, or a name that bears them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.statements.phrases import lettered

if TYPE_CHECKING:
    from khabar.lexicon.speech import Cue
    from khabar.statements.scene import Quoted, Scene
    from khabar.statements.walk import Walk

_NAME = 6  # tokens of a name in quotation marks


def at_quote(scene: Scene, state: Walk, cue: Cue) -> bool | None:
    """Take a quotation for the content after a colon, at once, or where it is long; else for a name in marks."""
    quote = scene.quote_at.get(state.at)
    if quote is None or state.at in scene.channels:
        return None
    after_colon = scene.tokens.forms[state.at - 1] == ":"
    short = quote.quotation.short
    if not after_colon and not state.relative and lettered(scene, quote.inner_first) in cue.takes - {""}:
        state.arrive("preposition", state.at, state.at)
        return True
    named = _is_name(scene, quote, state.limit) and "clause" in cue.takes
    names = not after_colon and (named or _is_person(scene, quote))
    long = quote.inner_last - quote.inner_first > _NAME
    if "speech" in cue.takes and not names and (after_colon or long or not (short or state.relative)):
        state.arrive("speech", state.at, state.at)
    elif "object" in cue.takes and not short and not names and (state.at == state.start or state.closed):
        state.arrive("object", state.at, state.at)
    else:
        # A word in marks may open the object behind a whole name, or behind the cue of a speaker named before it.
        opens = state.at == state.start or _ends_name(scene, state.at)
        if state.weak < 0 and state.closed and "object" in cue.takes and opens:
            state.weak = state.at
        state.closed = True
        state.at = quote.last
    return True


def _ends_name(scene: Scene, at: int) -> bool:
    """Return whether a name of several words ends before token `at`."""
    return any(
        named.last == at and named.last - named.first > 1 for named in scene.named_within(max(0, at - _NAME), at)
    )


def _is_person(scene: Scene, quote: Quoted) -> bool:
    """Return whether a quotation holds a person's name and nothing else."""
    named = scene.named_at.get(quote.inner_first)
    return named is not None and named.mention.type == "PER" and named.last == quote.inner_last


def _is_name(scene: Scene, quote: Quoted, limit: int) -> bool:
    """Return whether a quotation of few words names somebody: a complementiser follows it at once or very near."""
    if quote.last < limit and scene.has(quote.last, "complementiser"):
        return True
    if quote.inner_last - quote.inner_first > _NAME:
        return False
    for at in range(quote.last, min(limit, quote.last + _NAME)):
        if scene.has(at, "complementiser"):
            return True
        apposed = scene.tokens.forms[at] == "," and at + 1 < limit and not scene.has(at + 1, "complementiser")
        if apposed or at in scene.cues:
            return False
    return False
