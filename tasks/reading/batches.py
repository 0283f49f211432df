"""Windows as tensors: what goes into the model, and the labels its losses compare with."""

# mypy: disable-error-code="import-not-found,misc,no-any-return"

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from khabar.reader.pieces import BOS, EOS, PAD

from .labels import CUE_ROLES, EVENT_ROLES, IGNORED, POINTERS, ROLES
from .model import BEFORE, LOCAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.reader.words import Window

    from .data import Example, Range, Target


@dataclass(frozen=True)
class Shown:
    """A window with its predicates: those of the core alone, or all for training."""

    example: Example
    window: Window
    targets: list[Target]


@dataclass(frozen=True)
class Inputs:
    """Padded windows: pieces `[batch, pieces]`, an additive mask, first and last piece of each word."""

    ids: Tensor
    mask: Tensor
    firsts: Tensor
    lasts: Tensor
    is_word: Tensor


@dataclass(frozen=True)
class RoleLabels:
    """Labels for the predicates of one window; `pointed` marks the words a name may begin and end with."""

    at: Tensor
    kinds: Tensor  # 0 for a cue, 1 for a trigger
    labels: Tensor  # the index in `ACTS`, then `EVENT_TYPES`
    statuses: Tensor  # `IGNORED` for a cue
    roles: Tensor  # [predicates, LOCAL, roles]
    asked: Tensor  # the same shape: 1 where the role belongs to the predicate and the word to the window
    pointed: Tensor  # [predicates, pointers, 2, words + 1], all 0 where the pointer is not asked


def show(examples: Sequence[Example], core_only: bool) -> list[Shown]:
    shown = []
    for example in examples:
        for window in example.windows:
            inside = set(range(window.first, window.last)) if core_only else set(window.words)
            shown.append(Shown(example, window, [target for target in example.targets if target.word in inside]))
    return shown


def to_inputs(batch: Sequence[Shown]) -> Inputs:
    rows, firsts, lasts = [], [], []
    for item in batch:
        row, first, last = [BOS], [], []
        for word in item.window.words:
            first.append(len(row))
            row.extend(item.example.pieces[word])
            last.append(len(row) - 1)
        rows.append(torch.tensor([*row, EOS]))
        firsts.append(torch.tensor(first))
        lasts.append(torch.tensor(last))
    ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=PAD)
    padded = torch.nn.utils.rnn.pad_sequence(firsts, batch_first=True)
    mask = (ids == PAD).float().mul(-1e4)[:, None, None, :]
    lengths = torch.tensor([len(item.window.words) for item in batch])
    is_word = torch.arange(padded.shape[1])[None] < lengths[:, None]
    return Inputs(ids, mask, padded, torch.nn.utils.rnn.pad_sequence(lasts, batch_first=True), is_word)


def word_labels(batch: Sequence[Shown], length: int) -> dict[str, Tensor]:
    """Return the labels of words, `[batch, length]`, `IGNORED` where there is none."""
    names = ("tags", "clitics", "cues", "triggers")
    labels = {name: torch.full((len(batch), length), IGNORED) for name in names}
    for row, item in enumerate(batch):
        words = list(item.window.words)
        count = len(words)
        labels["tags"][row, :count] = torch.tensor([item.example.tags[word] for word in words])
        labels["clitics"][row, :count] = torch.tensor([item.example.clitics[word] for word in words])
        if not item.example.is_gold:
            continue
        labels["cues"][row, :count] = labels["triggers"][row, :count] = 0
        place = {word: at for at, word in enumerate(words)}
        for target in item.targets:
            labels["cues" if target.is_cue else "triggers"][row, place[target.word]] = 1
    return labels


def role_labels(item: Shown) -> RoleLabels:
    words = list(item.window.words)
    place = {word: at for at, word in enumerate(words)}
    count = len(item.targets)
    at = torch.tensor([place[target.word] for target in item.targets])
    kinds = torch.tensor([int(not target.is_cue) for target in item.targets])
    labels = torch.tensor([target.label for target in item.targets])
    statuses = torch.tensor([target.status for target in item.targets])
    roles = torch.zeros(count, LOCAL, len(ROLES))
    asked = torch.zeros(count, LOCAL, len(ROLES))
    pointed = torch.zeros(count, len(POINTERS), 2, len(words) + 1)
    for row, target in enumerate(item.targets):
        left = max(0, BEFORE - place[target.word])
        right = min(LOCAL, BEFORE - place[target.word] + len(words))
        for role in CUE_ROLES if target.is_cue else EVENT_ROLES:
            column = ROLES.index(role)
            asked[row, left:right, column] = 1
            for word in range(*target.roles.get(role, (0, 0))):
                index = place.get(word, -1) - place[target.word] + BEFORE
                if word in place and 0 <= index < LOCAL:
                    roles[row, index, column] = 1
        for name, ranges in target.pointers.items():
            _mark(pointed[row, POINTERS.index(name)], ranges, place)
    return RoleLabels(at, kinds, labels, statuses, roles, asked, pointed)


def _mark(pointed: Tensor, ranges: Sequence[Range], place: dict[int, int]) -> None:
    """Mark where names begin and end; the last column where none of them stands in the window."""
    for first, last in ranges:
        if all(word in place for word in range(first, last)):
            pointed[0, place[first]] = 1
            pointed[1, place[last - 1]] = 1
    if not pointed.any():
        pointed[:, -1] = 1
