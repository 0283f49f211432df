"""Make a model's probabilities mean what they say, on articles held out of its training.

    python -m tasks.reading.calibrate RUN SHARED

A softmax gets a temperature, a sigmoid a slope and an offset (Platt). Both are linear in the last layer's scores, so
they go into its weights: nothing is left to do at run time. The thresholds are chosen anew, and the fold never learned
from is measured again.
"""

# mypy: disable-error-code="import-not-found,misc,no-any-return,no-untyped-call,untyped-decorator"

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from .batches import role_labels, show, to_inputs, word_labels
from .evaluate import choose_thresholds, predict, table
from .labels import ACTS, IGNORED, ROLES, STATUSES
from .model import LABELS
from .train import load_run, measure, read_parts, save

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .data import Example
    from .model import ReadingModel

_STEPS = 200
_ACTS, _TYPES = slice(0, len(ACTS)), slice(len(ACTS), LABELS)
_LEAST = 60  # words of a kind, for fewer of which nothing can be said
_SOFTMAXES = ("tags", "clitics")


@torch.no_grad()
def collect(model: ReadingModel, examples: Sequence[Example]) -> dict[str, tuple[Tensor, Tensor]]:
    """Return scores and labels by name: of words, of cues and triggers, of each role."""
    found: dict[str, list[tuple[Tensor, Tensor]]] = {}
    for item in show(examples, core_only=False):
        inputs = to_inputs([item])
        states = model.states(inputs.ids, None, inputs.firsts, inputs.lasts)
        scores, labels = model.head(states), word_labels([item], inputs.firsts.shape[1])
        pairs = [(name, getattr(scores, name), labels[name]) for name in _SOFTMAXES]
        pairs += [
            (name, scores.predicates[..., column], labels[name]) for column, name in enumerate(("cues", "triggers"))
        ]
        for name, values, right in pairs:
            known = right != IGNORED
            found.setdefault(name, []).append((values[known], right[known]))
        if item.targets:
            wanted = role_labels(item)
            said = model.decoder(states[0], wanted.at, wanted.kinds)
            is_cue = wanted.kinds == 0
            for name, rows, columns in (("acts", is_cue, _ACTS), ("types", ~is_cue, _TYPES)):
                found.setdefault(name, []).append((said.labels[rows, columns], wanted.labels[rows] - columns.start))
            found.setdefault("statuses", []).append((said.statuses[~is_cue], wanted.statuses[~is_cue]))
            for column, role in enumerate(ROLES):
                asked = wanted.asked[..., column] > 0
                found.setdefault(role, []).append((said.roles[..., column][asked], wanted.roles[..., column][asked]))
    return {
        name: (torch.cat([scores for scores, _ in parts]), torch.cat([labels for _, labels in parts]))
        for name, parts in found.items()
    }


def fit(scores: Tensor, labels: Tensor) -> tuple[float, float]:
    """Return slope and offset that make `labels` likeliest; a softmax has no offset."""
    slope, offset = torch.zeros((), requires_grad=True), torch.zeros((), requires_grad=True)
    optimiser = torch.optim.Adam([slope, offset], lr=0.02)
    for _ in range(_STEPS):
        moved = scores * slope.exp()
        loss = (
            functional.cross_entropy(moved, labels)
            if scores.ndim > 1
            else functional.binary_cross_entropy_with_logits(moved + offset, labels.float())
        )
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return float(slope.detach().exp()), float(offset.detach())


def calibrate(model: ReadingModel, examples: Sequence[Example]) -> dict[str, tuple[float, float]]:
    """Fold slopes and offsets into the model and return them."""
    at = dict(zip(("tags", "clitics", "predicates"), _starts(model.head.sizes), strict=True))
    rows = {name: (model.head.score, range(*at[name])) for name in _SOFTMAXES}
    rows |= {
        name: (model.decoder.labels, range(some.start, some.stop))
        for name, some in (("acts", _ACTS), ("types", _TYPES))
    }
    rows["statuses"] = (model.decoder.statuses, range(len(STATUSES)))
    for column, name in enumerate(("cues", "triggers")):
        first = at["predicates"][0] + column
        rows[name] = (model.head.score, range(first, first + 1))
    rows |= {role: (model.decoder.roles, range(column, column + 1)) for column, role in enumerate(ROLES)}
    fitted = {}
    for name, (scores, labels) in collect(model, examples).items():
        rare = labels.sum() < _LEAST if scores.ndim == 1 else len(labels) < _LEAST
        if rare:
            continue
        slope, offset = fitted[name] = fit(scores, labels)
        layer, changed = rows[name]
        with torch.no_grad():
            for row in changed:
                layer.weight[row] *= slope
                layer.bias[row] = layer.bias[row] * slope + offset
    return fitted


def _starts(sizes: Sequence[int]) -> list[tuple[int, int]]:
    return [(sum(sizes[:number]), sum(sizes[: number + 1])) for number in range(len(sizes))]


def main() -> None:
    folder, shared = Path(sys.argv[1]), Path(sys.argv[2])
    run = load_run(folder)
    parts = read_parts(shared, run.settings)
    fitted = calibrate(run.model, parts.held_out)
    print(json.dumps({name: [round(number, 3) for number in pair] for name, pair in fitted.items()}))
    run.thresholds = choose_thresholds(predict(run.model, parts.held_out))
    save(run, folder)
    counts = measure(run, shared)
    (folder / "counts.json").write_text(json.dumps(counts))
    print(json.dumps({"unseen": table(counts), "thresholds": run.thresholds}, indent=1))


if __name__ == "__main__":
    main()
