"""Where behind a cue a noun phrase opens that is not the speaker's: its object, or whom it is told to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.statements.letters import BELONGING, PRONOUNS
from khabar.statements.phrases import can_speak, is_function_word, is_title, is_title_word
from khabar.text.letters import ARTICLE, TEH_MARBUTA, WAW

if TYPE_CHECKING:
    from khabar.lexicon.speech import Cue
    from khabar.statements.scene import Scene
    from khabar.statements.walk import Walk


def may_open(scene: Scene, state: Walk, cue: Cue, at: int) -> bool:
    """Return whether the word at token `at` begins a noun phrase of its own."""
    forms = scene.tokens.forms
    form = forms[at]
    if not form.isalpha() or at in scene.cues:
        return False
    if at == state.start:
        spoken = state.source_last != state.start and can_speak(scene, at)
        return "object" in cue.takes and not spoken and not is_function_word(scene, at)
    alone = scene.has(at - 1, "alone") and not form.startswith(ARTICLE)
    if not (state.closed or alone) or is_function_word(scene, at) or _completes(scene, state, at):
        return False
    if at in scene.named_at:
        return _may_name_another(scene, state, at)
    if form.startswith(ARTICLE):
        titled = is_title(scene, at) and not stands_by_itself(scene, state, at)
        belongs = form.endswith(BELONGING) and not scene.has(at, "thing")
        return not belongs and not scene.has(at, "adjective") and not titled
    spoken_to = cue.addressee and state.source_last >= 0 and not state.relative
    # Behind a person what one acts by ("an initiative") is no apposition, though it may speak elsewhere.
    other = (state.person and scene.has(at, "law")) or (is_title_word(scene, at) and _is_behind_body(scene, state, at))
    joined = form[0] == WAW and len(scene.tokens.readings[at]) > 1
    return not joined and (alone or spoken_to or other or not can_speak(scene, at))


def _is_behind_body(scene: Scene, state: Walk, at: int) -> bool:
    """Return whether the name of a body ends before token `at`: no title is in apposition to one."""
    named = scene.named_within(state.start, at)
    return any(one.last == at and one.mention.type == "ORG" for one in named)


def _completes(scene: Scene, state: Walk, at: int) -> bool:
    """Return whether the word at token `at` completes a preposition, or a noun that stands behind one."""
    if scene.has(at - 1, "embedder") or scene.has(at - 1, "of"):
        return True
    genitive = scene.tokens.forms[at].startswith(ARTICLE) and at > state.start + 1
    return genitive and scene.has(at - 2, "embedder") and _governs(scene, at - 1)


def _governs(scene: Scene, at: int) -> bool:
    """Return whether a noun may take a genitive: it bears no article, name or pronoun of its own."""
    form = scene.tokens.forms[at]
    named = any(named.last == at + 1 for named in scene.named_within(at, at + 1))
    return not (is_owned(scene, at) or form.startswith(ARTICLE) or named)


def is_owned(scene: Scene, at: int) -> bool:
    """Return whether the word at token `at` ends as one with the pronoun of whose it is."""
    return scene.tokens.forms[at].endswith(PRONOUNS) and scene.tokens.page[scene.tokens.ends[at] - 1] != TEH_MARBUTA


def _may_name_another(scene: Scene, state: Walk, at: int) -> bool:
    """Return whether the name at token `at` is not the one a title leads to, nor one more title."""
    named = scene.named_at[at]
    first_person = named.mention.type == "PER" and not state.person and not stands_by_itself(scene, state, at)
    if named.cut or first_person or is_title(scene, at):
        return False
    before = scene.tokens.forms[at - 1]
    # The government (accuses) the army: behind a whole phrase only a person's name is in apposition.
    whole = before.startswith(ARTICLE) and (named.mention.type != "PER" or stands_by_itself(scene, state, at))
    return before != "," and (whole or not is_title_word(scene, at - 1))


def stands_by_itself(scene: Scene, state: Walk, at: int) -> bool:
    """Return whether one definite noun for a body is all of the source before token `at`: a person is no part of it."""
    before = at - 1
    definite = before == state.start and scene.tokens.forms[before].startswith(ARTICLE)
    return definite and can_speak(scene, before) and not is_title(scene, before)


def leads_to(scene: Scene, first: int, person: int) -> bool:
    """Return whether nothing but definite words stands from token `first` to a person's name."""
    return 0 <= first < person and all(scene.tokens.forms[at].startswith(ARTICLE) for at in range(first, person))
