"""Statements put together: the frames of an article, one by one, into `Statement` values in page order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.model import Relay, Statement
from khabar.statements.acts import find_act
from khabar.statements.attributions import hand_on
from khabar.statements.confidence import weigh
from khabar.statements.contents import bound_content
from khabar.statements.headline import find_headline
from khabar.statements.memory import remember
from khabar.statements.phrases import can_speak, is_medium
from khabar.statements.rules import find_frames
from khabar.statements.scene import set_scene
from khabar.statements.sources import lettered_cut, name_source
from khabar.statements.speakers import find_speaker
from khabar.statements.surroundings import (
    find_about,
    find_channel,
    find_day,
    find_denial,
    find_hedge,
    find_relays,
    name_statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.lexicon import Lexicon
    from khabar.model import Article, Names, Page, Publication, Span
    from khabar.statements.confidence import Standing
    from khabar.statements.contents import Content
    from khabar.statements.frames import Frame
    from khabar.statements.memory import Memory, Voice
    from khabar.statements.scene import Paragraph, Scene
    from khabar.text.quotes import Quotation
    from khabar.text.tokens import Tokens
    from khabar.times import ArticleTimes

_HEDGE_REACH = 6  # tokens
_OCCASION = 10  # tokens of an occasion before what happened there


class _Reading(NamedTuple):
    """What every statement of an article is read with."""

    scene: Scene
    memory: Memory
    times: ArticleTimes
    publication: Publication
    page_id: str


def find_statements(
    page: Page,
    tokens: Tokens,
    article: Article,
    times: ArticleTimes,
    quotations: tuple[Quotation, ...],
    publication: Publication,
    names: Names,
    lexicon: Lexicon,
) -> tuple[Statement, ...]:
    """Return the statements of the article in page order."""
    scene = set_scene(tokens, article, times, quotations, names, lexicon)
    reading = _Reading(scene, remember(scene), times, publication, page.id)
    found: list[Statement] = []
    # The body first: what a headline shortens, the body has said in full.
    for paragraph in sorted(scene.paragraphs, key=lambda p: p.is_title):
        for number in range(len(paragraph.stretches)):
            found.extend(_read_stretch(reading, paragraph, number))
    return tuple({s.id: s for s in sorted(found, key=lambda s: (s.cue, s.content))}.values())


def _read_stretch(reading: _Reading, paragraph: Paragraph, number: int) -> Iterator[Statement]:
    scene, here = reading.scene, paragraph.stretches[number]
    frames = find_frames(scene, *here)
    if paragraph.is_title:
        frames = find_headline(scene, reading.memory, here, frames)
    bounded = [(frame, bound_content(scene, paragraph, number, frames, place)) for place, frame in enumerate(frames)]
    chains: list[tuple[Content, list[tuple[int, int]]]] = []  # who passes on all that a content tells
    for frame, content in _settle(scene, [(frame, content) for frame, content in bounded if content is not None]):
        hand_on(scene, frame)
        carried = find_relays(scene, frame.hit.token + 1, frame.reach)
        frame.relays.extend(relay for relay in carried if _is_beside(scene, frame, relay[0]))
        around = next((chain for told, chain in reversed(chains) if told.first <= frame.hit.token < told.last), [])
        if frame.level > 0 and not frame.relays:
            frame.relays.extend(around)
        medium = [frame.source] if frame.source is not None and is_medium(scene, frame.source[0]) else []
        if medium or frame.relays:
            chains.append((content, [*medium, *frame.relays]))
        yield _state(reading, frame, content, here)


def _is_beside(scene: Scene, frame: Frame, relay: int) -> bool:
    """Return whether a relay at token `relay` is no part of whom the source names: behind it, or of its document."""
    if frame.source is None:
        return True
    return relay >= frame.source[1] or scene.has(frame.source[0], "document")


def _settle(scene: Scene, bounded: list[tuple[Frame, Content]]) -> list[tuple[Frame, Content]]:
    """Return the frames with attributions settled: an outlet beside a report is its relay, anybody else says it too."""
    settled: list[tuple[Frame, Content]] = []
    for place, (frame, content) in enumerate(bounded):
        beside = None
        if frame.rule in ("final_attribution", "as_said"):
            beside = next((b for b in reversed(settled) if b[0].level == 0 and b[0].opens <= frame.opens), None)
        elif frame.rule == "initial_attribution" and place + 1 < len(bounded):
            following = bounded[place + 1]
            beside = following if following[0].hit.token <= frame.content + 1 else None
        if beside is not None and frame.source is not None and is_medium(scene, frame.source[0]):
            beside[0].relays.append(frame.source)
            continue
        settled.append((frame, beside[1] if beside and frame.before is not None else content))
    return settled


def _state(reading: _Reading, frame: Frame, content: Content, here: tuple[int, int]) -> Statement:
    scene, memory, tokens, token = reading.scene, reading.memory, reading.scene.tokens, frame.hit.token
    voice = find_speaker(scene, memory, frame, here)
    if frame.before is None and (frame.rule != "initial_attribution" or voice.person):
        memory.hear(voice)
    span, cue = tokens.span(content.first, content.last), tokens.span(token, token + 1)
    act, sign = find_act(scene, frame.form, content, voice)
    opens = frame.opens if 0 <= frame.opens < token else token
    reach = frame.reach if frame.before is None else token
    hedge = find_hedge(scene, frame, content, min(here[1], content.last + _HEDGE_REACH))
    return Statement(
        id=name_statement(reading.page_id, cue, span),
        rule=":".join(filter(None, (frame.form.cue.id, frame.rule, sign))),
        confidence=weigh(frame, _standing(scene, frame, voice)),
        cue=cue,
        source=_source(scene, frame),
        speaker=voice.entity,
        speaker_name=voice.name,
        content=span,
        form=content.form,
        act=act,
        channel=find_channel(scene, token + 1, _behind_channel(frame, reach))
        or find_channel(scene, token + 1, reach)
        or find_channel(scene, _before(frame, opens, here[0]), token)
        or (find_channel(scene, content.last, here[1]) if content.last in scene.channels else None),
        relay=_relays(scene, memory, frame),
        addressee=_addressee(scene, frame),
        date=find_day(reading.times.within(opens, reach), reading.publication),
        hedge=hedge,
        outlet_stance="distancing" if hedge else frame.form.cue.stance,
        denies=find_denial(scene, content) if act == "deny" else None,
        about=find_about(scene, content),
    )


def _standing(scene: Scene, frame: Frame, voice: Voice) -> Standing:
    """Return how the speaker of a frame is known."""
    if frame.source is None:
        return "known" if voice.name else "nobody"
    known = can_speak(scene, frame.source[0]) or any(scene.named_within(*frame.source))
    return "known" if known else "unknown"


def _behind_channel(frame: Frame, reach: int) -> int:
    """Return where a channel between cue and source ends, as in `he told X's paper, an official, that C`."""
    return frame.source[0] if frame.source and frame.hit.token < frame.source[0] < reach else reach


def _before(frame: Frame, opens: int, first: int) -> int:
    """Return where the words before a cue begin that belong to it: with its source, where that stands first.

    What happened by nobody's hand opens with its occasion, as in `at the meeting it was stressed that C`.
    """
    if frame.agentless and frame.rule == "agentless":
        return max(first, frame.hit.token - _OCCASION)
    return min(opens, frame.source[0]) if frame.source else opens


def _addressee(scene: Scene, frame: Frame) -> Span | None:
    """Return the one spoken to, from where they begin to where the content is led in, signs at the end left off."""
    last = frame.reach
    while last > frame.addressee >= 0 and not scene.tokens.forms[last - 1].isalnum():
        last -= 1
    return scene.tokens.span(frame.addressee, last) if 0 <= frame.addressee < last else None


def _source(scene: Scene, frame: Frame) -> Span | None:
    if frame.source is None:
        return None
    return scene.tokens.span(*frame.source, lettered_cut(scene, frame.source[0]))


def _relays(scene: Scene, memory: Memory, frame: Frame) -> tuple[Relay, ...]:
    """Return those who passed the utterance on, as the sentence names them."""
    found = []
    for first, last in frame.relays:
        voice = name_source(scene, memory, (first, last))
        found.append(Relay(scene.tokens.span(first, last, lettered_cut(scene, first)), voice.name, voice.entity))
    return tuple(found)
