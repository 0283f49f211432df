"""Text of captured pages made fit for a language model: nothing in it that a reader of the page would not see.

Left out are control characters, what turns the direction of a line, and characters without a shape by which text can be
hidden from people and not from machines: tags, the supplementary variation selectors, interlinear annotation. What a
reader does see stays, whatever it says: that it is data and no instruction is said to the model, not done to the text.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

T = TypeVar("T")
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)


def harmless(thing: T) -> T:
    """Return a text, or a frozen dataclass or tuple with every text inside, without what no reader would see."""
    if isinstance(thing, str):
        return cast("T", _HARMFUL.sub("", thing))
    if isinstance(thing, tuple):
        return cast("T", tuple(map(harmless, thing)))
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{spec.name: harmless(getattr(thing, spec.name)) for spec in fields(thing)})
    return thing
