"""What training makes small. The weights were chosen on the first fold; they balance tasks of very unlike frequency."""

# mypy: disable-error-code="import-not-found,misc,no-any-return"

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from .labels import ACTS, IGNORED, ROLES

if TYPE_CHECKING:
    from .batches import RoleLabels
    from .model import RoleScores, WordScores

# By task: a mean over its own words times this. Cues and triggers are one word in thirty, so their mean is small.
WEIGHTS = {"tags": 3.0, "clitics": 0.2, "cues": 6.0, "triggers": 8.0}
ROLE_WEIGHT, POINTER_WEIGHT, LABEL_WEIGHT, STATUS_WEIGHT = 0.1, 0.3, 1.2, 0.5
_PREDICATE_POSITIVE = 2.0
# How much more a word inside a role counts than one outside.
_ROLE_POSITIVE = {
    "source": 1.5, "content": 1.0, "channel": 2.5, "relay": 4.0, "addressee": 3.0, "hedge": 4.0,
    "actor": 1.5, "recipient": 1.5, "place": 1.5,
}  # fmt: skip
_SMOOTHED = 0.05


def rarity(counts: list[int]) -> Tensor:
    """Return weights of classes that rise with the root of how rare they are, one on average over the labels."""
    weights = torch.tensor([max(count, 5) for count in counts]).float().rsqrt()
    total = torch.tensor(counts).float()
    return weights * total.sum() / (weights * total).sum()


def word_loss(scores: WordScores, labels: dict[str, Tensor], balance: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the weighted loss of each task."""
    found = {}
    for name, values in {"tags": scores.tags, "clitics": scores.clitics}.items():
        if (labels[name] != IGNORED).any():
            found[name] = functional.cross_entropy(
                values.flatten(0, 1).float(),
                labels[name].flatten(),
                weight=balance.get(name),
                ignore_index=IGNORED,
            )
    positive = torch.tensor(_PREDICATE_POSITIVE)
    for column, name in enumerate(("cues", "triggers")):
        known = labels[name] != IGNORED
        if known.any():
            found[name] = functional.binary_cross_entropy_with_logits(
                scores.predicates[..., column][known].float(), labels[name][known].float(), pos_weight=positive
            )
    return {name: value * WEIGHTS[name] for name, value in found.items()}


def role_loss(scores: RoleScores, labels: RoleLabels, balance: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the losses summed over the predicates of a window."""
    positive = torch.tensor([_ROLE_POSITIVE[role] for role in ROLES])
    each = functional.binary_cross_entropy_with_logits(
        scores.roles.float(), labels.roles, pos_weight=positive, reduction="none"
    )
    asked = labels.pointed.flatten(2).any(-1)
    chances = functional.log_softmax(scores.pointers.float(), dim=-1)
    # Any of the places where the name stands will do.
    right = chances.masked_fill(labels.pointed == 0, -1e9).logsumexp(-1).mean(-1)
    return {
        "roles": (each * labels.asked).sum() * ROLE_WEIGHT,
        "pointers": -(right * asked).sum() * POINTER_WEIGHT,
        "labels": _judged(scores.labels, labels.labels, balance["labels"], labels.kinds) * LABEL_WEIGHT,
        "statuses": _judged(scores.statuses, labels.statuses, balance["statuses"]) * STATUS_WEIGHT,
    }


def _judged(logits: Tensor, right: Tensor, balance: Tensor, kinds: Tensor | None = None) -> Tensor:
    """Return the summed loss of one label each, some of it spread over the other labels of the same kind."""
    known = right != IGNORED
    if not known.any():
        return torch.tensor(0.0)
    logits, right = logits[known].float(), right[known]
    possible = torch.ones_like(logits, dtype=torch.bool)
    if kinds is not None:
        is_type = torch.arange(logits.shape[1]).unsqueeze(0) >= len(ACTS)
        possible = is_type == kinds[known].unsqueeze(1).bool()
    chances = functional.log_softmax(logits, dim=-1)
    spread = (chances * possible).sum(-1) / possible.sum(-1)
    each = (1 - _SMOOTHED) * chances.gather(1, right.unsqueeze(1)).squeeze(1) + _SMOOTHED * spread
    return -(each * balance[right]).sum()
