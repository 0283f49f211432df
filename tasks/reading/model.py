"""The reading model: one encoder, a head of words, and a decoder of roles conditioned on a predicate.

The head tags names and says of each word whether it is a cue and whether a trigger. The decoder looks at the words
around one predicate through copies of the encoder's last two layers: to each word's state it adds a vector for its
distance from the predicate, to the predicate's one for being a cue or a trigger, and answers for each role and word
independently. What is communicated decides the act more than the verb does, so act, type and status are judged here
too: from the predicate before and after decoding and from what seems to be said or done to whom. Who is meant by "he
said" may stand far off, so the pointers compare the decoded predicate with every word of the window.
"""

# mypy: disable-error-code="import-not-found,misc,no-any-return"

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor, nn

from .encoder import WIDTH, Encoder
from .labels import ACTS, EVENT_TYPES, MENTION_TAGS, POINTERS, ROLES, STATUSES

if TYPE_CHECKING:
    from .encoder import Layer

# Words around a predicate that the decoder sees. Of the gold's contents 98 in 100 end within 72 words, of its sources,
# actors and recipients 99 in 100 begin within 40.
BEFORE, AFTER = 40, 72
LOCAL = BEFORE + 1 + AFTER
_CLIPPED = 64
_CLITICS = 4
_POINTER_WIDTH = 128
_TOLD = [ROLES.index(role) for role in ("content", "actor", "recipient")]
KINDS = 2  # cue, trigger
LABELS = len(ACTS) + len(EVENT_TYPES)


class WordScores(NamedTuple):
    """Logits of the words, `[batch, words, classes]`."""

    tags: Tensor
    clitics: Tensor
    predicates: Tensor  # cue, trigger


class RoleScores(NamedTuple):
    """Logits of predicates.

    `roles` is `[predicates, LOCAL, roles]`, of which word `at - BEFORE + i` is row `i`, meaningless outside the window;
    `pointers` `[predicates, pointers, 2, words + 1]`, start and end, the last one for "nobody here"; `labels`
    `[predicates, LABELS]`, acts for a cue and types for a trigger, very low for those of the other kind; `statuses`
    `[predicates, statuses]`.
    """

    roles: Tensor
    pointers: Tensor
    labels: Tensor
    statuses: Tensor


class WordHead(nn.Module):
    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes = (len(MENTION_TAGS), _CLITICS, KINDS)
        self.dropout = nn.Dropout(dropout)
        self.score = nn.Linear(WIDTH, sum(self.sizes))

    def forward(self, states: Tensor) -> WordScores:
        return WordScores(*self.score(self.dropout(states)).split(self.sizes, dim=-1))


class RoleDecoder(nn.Module):
    def __init__(self, layers: list[Layer], dropout: float = 0.1) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in layers)
        self.distance = nn.Embedding(2 * _CLIPPED + 1, WIDTH)
        self.kind = nn.Embedding(KINDS, WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.roles = nn.Linear(WIDTH, len(ROLES))
        self.labels = nn.Linear(3 * WIDTH, LABELS)
        self.statuses = nn.Linear(3 * WIDTH, len(STATUSES))
        self.query = nn.Linear(2 * WIDTH, len(POINTERS) * 2 * _POINTER_WIDTH)
        self.key = nn.Linear(WIDTH, len(POINTERS) * 2 * _POINTER_WIDTH)
        self.far = nn.Embedding(2 * _CLIPPED + 1, len(POINTERS) * 2)
        self.nobody = nn.Parameter(torch.zeros(len(POINTERS) * 2))
        for table in (self.distance, self.kind):
            nn.init.normal_(table.weight, std=0.02)
        nn.init.zeros_(self.far.weight)
        nn.init.constant_(self.roles.bias, -3.0)

    def forward(self, states: Tensor, at: Tensor, kinds: Tensor) -> RoleScores:
        """Return what is told of predicates of one window.

        Args:
            states: `[words, WIDTH]`.
            at: the word of each predicate, `[predicates]`.
            kinds: 0 for a cue, 1 for a trigger, `[predicates]`.
        """
        words = torch.arange(-BEFORE, AFTER + 1, device=at.device).unsqueeze(0) + at.unsqueeze(1)
        inside = (words >= 0) & (words < states.shape[0])
        shown = words.clamp(min=0).minimum(torch.full_like(words, states.shape[0] - 1))
        near = torch.arange(-BEFORE, AFTER + 1, device=at.device).clamp(-_CLIPPED, _CLIPPED) + _CLIPPED
        local = states[shown] + self.distance(near)
        is_predicate = (near == _CLIPPED).to(local.dtype).view(1, -1, 1)
        local = local + is_predicate * self.kind(kinds).unsqueeze(1)
        mask = ((~inside).to(local.dtype) * -1e4).unsqueeze(1).unsqueeze(1)
        for layer in self.layers:
            local = layer(local, mask)
        roles = self.roles(self.dropout(local))
        judged = self.dropout(torch.cat([local[:, BEFORE], states[at], self._told(local, roles, inside)], dim=-1))
        # An act for a cue, a type for a trigger.
        is_type = torch.arange(LABELS, device=at.device).unsqueeze(0) >= len(ACTS)
        other = (is_type != kinds.unsqueeze(1).bool()).to(local.dtype) * -1e4
        pointers = self._point(states, at, local[:, BEFORE])
        return RoleScores(roles, pointers, self.labels(judged) + other, self.statuses(judged))

    def _told(self, local: Tensor, roles: Tensor, inside: Tensor) -> Tensor:
        """Return the mean of the words that are content or party, as far as they are."""
        share = roles[..., _TOLD].sigmoid().amax(-1) * inside.to(local.dtype)
        return (local * share.unsqueeze(-1)).sum(1) / (share.sum(1, keepdim=True) + 1.0)

    def _point(self, states: Tensor, at: Tensor, decoded: Tensor) -> Tensor:
        count, length = at.shape[0], states.shape[0]
        query = self.query(self.dropout(torch.cat([decoded, states[at]], dim=-1)))
        query = query.view(count, len(POINTERS) * 2, _POINTER_WIDTH).transpose(0, 1)
        key = self.key(states).view(length, len(POINTERS) * 2, _POINTER_WIDTH).permute(1, 2, 0)
        scores = (query @ key).transpose(0, 1) / _POINTER_WIDTH**0.5
        gap = torch.arange(length, device=at.device).unsqueeze(0) - at.unsqueeze(1)
        scores = scores + self.far(gap.clamp(-_CLIPPED, _CLIPPED) + _CLIPPED).transpose(1, 2)
        nobody = self.nobody.view(1, -1, 1).expand(count, -1, 1)
        return torch.cat([scores, nobody], dim=-1).view(count, len(POINTERS), 2, length + 1)


class ReadingModel(nn.Module):
    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = WordHead()
        self.decoder = RoleDecoder(list(encoder.layers[-2:]))

    def states(self, ids: Tensor, mask: Tensor | None, firsts: Tensor, lasts: Tensor) -> Tensor:
        """Return the states of words, `[batch, words, WIDTH]`: the mean of a word's first and last piece."""
        pieces = self.encoder(ids, mask)
        batch = torch.arange(ids.shape[0], device=ids.device).unsqueeze(1)
        return (pieces[batch, firsts] + pieces[batch, lasts]) / 2
