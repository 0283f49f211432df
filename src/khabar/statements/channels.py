"""Where the media of speech are named: `in a statement`, `on his account`, `told "X"`; their phrases by first token."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.text.letters import LAM, WAW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.lexicon import Lexicon
    from khabar.lexicon.speech import ChannelHead, Cue
    from khabar.model import ChannelKind
    from khabar.statements.scene import CueHit, Paragraph, Quoted
    from khabar.text.tokens import Tokens

_TOLD_REACH = 7  # tokens between a verb and the outlet that was told


class Medium(NamedTuple):
    """The opening of a phrase that names a channel: its noun ends before token `last`."""

    last: int
    kind: ChannelKind


def find_channels(
    tokens: Tokens, lexicon: Lexicon, paragraph: Paragraph, placed: frozenset[int], quote_at: dict[int, Quoted]
) -> Iterator[tuple[int, Medium]]:
    """Yield the openings of channel phrases in a paragraph, by their first token; `placed` is where one may open."""
    forms, last = tokens.forms, paragraph.last
    for at in range(paragraph.first, last):
        if at not in placed and forms[at][0] != LAM:
            continue
        if forms[at] == LAM and at + 1 < last:
            outlet = lexicon.names.outlets.at(tokens, at + 1, last)
            if at + 1 in quote_at or outlet is not None:
                yield at, Medium(quote_at[at + 1].last if outlet is None else outlet.last, "interview")
            continue
        hit = lexicon.speech.channels.at(tokens, at, last)
        if hit is None:
            if forms[at][0] == LAM:
                outlet = lexicon.names.outlets.at(tokens, at, last)
                if outlet is not None and outlet.cut:
                    yield at, Medium(outlet.last, "interview")
            continue
        for head in hit.entries:
            opener = _opener(forms, head, at, hit.cut, paragraph.first)
            if opener >= 0:
                yield opener, Medium(hit.last, head.kind)
                break


def find_told(
    tokens: Tokens,
    lexicon: Lexicon,
    paragraph: Paragraph,
    cues: dict[int, tuple[CueHit, ...]],
    quote_at: dict[int, Quoted],
) -> Iterator[tuple[int, Medium]]:
    """Yield the outlets that somebody told something: `a minister told "X" that C`, by their first token.

    `cues` are those of the paragraph. Right behind a verb that opens its sentence an outlet may be who tells.
    """
    for verb, hits in cues.items():
        if not any(hit.form.part == "verb" and _tells(hit.form.cue) for hit in hits):
            continue
        opened = any(first == verb for first, _ in paragraph.stretches)
        for at in range(verb + 1 + opened, min(paragraph.last, verb + _TOLD_REACH)):
            quote = quote_at.get(at)
            if quote is not None and quote.quotation.short:
                yield at, Medium(quote.last, "interview")  # no list holds all names of newspapers
                break
            outlet = lexicon.names.outlets.at(tokens, at, paragraph.last)
            if outlet is not None and not outlet.cut:
                yield at, Medium(outlet.last, "interview")
                break


def _tells(cue: Cue) -> bool:
    return cue.addressee and cue.act == "state"


def _opener(forms: tuple[str, ...], head: ChannelHead, at: int, cut: int, first: int) -> int:
    """Return the token where the preposition before a channel's noun opens, -1 where none of the right ones does."""
    if cut:
        return at if forms[at][cut - 1] in head.openers else -1
    for size in (2, 1):
        if at - size >= first and " ".join(forms[at - size : at]).removeprefix(WAW) in head.openers:
            return at - size
    return -1
