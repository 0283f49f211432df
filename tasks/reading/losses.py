"""What training makes small. The weights were chosen on the first fold; they balance tasks of very unlike frequency."""

# mypy: disable-error-code="import-not-found,misc,no-any-return"

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from .labels import IGNORED, ROLES

if TYPE_CHECKING:
    from .batches import RoleLabels
    from .model import WordScores

# By task: a mean over its own words times this. Cues and triggers are one word in thirty, so their mean is small.
WEIGHTS = {"tags": 3.0, "clitics": 0.2, "cues": 6.0, "triggers": 8.0, "acts": 0.7, "types": 1.0, "statuses": 0.5}
ROLE_WEIGHT, POINTER_WEIGHT = 0.1, 0.3
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
    logits = {"tags": scores.tags, "clitics": scores.clitics, "acts": scores.acts, "types": scores.types,
              "statuses": scores.statuses}  # fmt: skip
    for name, values in logits.items():
        if (labels[name] != IGNORED).any():
            smoothed = 0.0 if name in {"tags", "clitics"} else _SMOOTHED
            found[name] = functional.cross_entropy(
                values.flatten(0, 1).float(),
                labels[name].flatten(),
                weight=balance.get(name),
                ignore_index=IGNORED,
                label_smoothing=smoothed,
            )
    positive = torch.tensor(_PREDICATE_POSITIVE)
    for column, name in enumerate(("cues", "triggers")):
        known = labels[name] != IGNORED
        if known.any():
            found[name] = functional.binary_cross_entropy_with_logits(
                scores.predicates[..., column][known].float(), labels[name][known].float(), pos_weight=positive
            )
    return {name: value * WEIGHTS[name] for name, value in found.items()}


def role_loss(roles: Tensor, pointers: Tensor, labels: RoleLabels) -> dict[str, Tensor]:
    """Return the losses summed over the predicates of a window."""
    positive = torch.tensor([_ROLE_POSITIVE[role] for role in ROLES])
    each = functional.binary_cross_entropy_with_logits(
        roles.float(), labels.roles, pos_weight=positive, reduction="none"
    )
    asked = labels.pointed.flatten(2).any(-1)
    chances = functional.log_softmax(pointers.float(), dim=-1)
    # Any of the places where the name stands will do.
    right = chances.masked_fill(labels.pointed == 0, -1e9).logsumexp(-1).mean(-1)
    return {
        "roles": (each * labels.asked).sum() * ROLE_WEIGHT,
        "pointers": -(right * asked).sum() * POINTER_WEIGHT,
    }
