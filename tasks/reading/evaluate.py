"""Measure a reading model on articles it has not seen, before any rule.

    python -m tasks.reading.evaluate pool RUN …      the issue's table, from the counts of several folds together
    python -m tasks.reading.evaluate run RUN SHARED  measure the checkpoint of one run anew

Counts, not ratios, are kept, so that folds add up. Names in the gold count once an article by distinct surface, as the
gold's own scorer has it; names in ANERcorp by exact span. Roles are measured by words, given the gold's predicate.
"""

# mypy: disable-error-code="import-not-found,misc,no-any-return,untyped-decorator"

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor

from .batches import show, to_inputs
from .data import Example, Target, tagged_spans
from .labels import CUE_ROLES, EVENT_ROLES, IGNORED, POINTERS, ROLES
from .model import BEFORE, ReadingModel, WordScores

if TYPE_CHECKING:
    from collections.abc import Sequence

Counts = dict[str, list[float]]
_BINS = 10
_LONGEST_NAME = 24  # words
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670]")
_GRID = [step / 20 for step in range(4, 16)]


class Judged(NamedTuple):
    """What the model says of one predicate of the gold: probabilities of roles, of its labels, of its statuses."""

    target: Target
    roles: Tensor
    labels: Tensor
    statuses: Tensor
    pointed: dict[str, tuple[int, int] | None]


@dataclass
class Said:
    """What the model says of one article: probabilities of its words, and of roles for the gold's predicates."""

    example: Example
    tags: Tensor
    clitics: Tensor
    predicates: Tensor
    targets: list[Judged] = field(default_factory=list)


@torch.no_grad()
def predict(model: ReadingModel, examples: Sequence[Example], with_roles: bool = True) -> list[Said]:
    model.eval()
    found = []
    for example in examples:
        length = len(example.words.forms)
        parts: list[Tensor] = []
        said: list[Judged] = []
        for item in show([example], core_only=True):
            inputs = to_inputs([item])
            states = model.states(inputs.ids, None, inputs.firsts, inputs.lasts)
            place = {word: at for at, word in enumerate(item.window.words)}
            core = torch.tensor([place[word] for word in range(item.window.first, item.window.last)])
            parts.append(_probabilities(model.head(states))[0, core])
            if with_roles and item.targets:
                said += _read_roles(model, states[0], item.targets, list(item.window.words))
        table = torch.cat(parts)
        assert len(table) == length  # noqa: S101 - the cores cover the words once
        tags, clitics, predicates = table.split(list(model.head.sizes), dim=1)
        found.append(Said(example, tags, clitics, predicates, said))
    return found


def _probabilities(scores: WordScores) -> Tensor:
    return torch.cat(
        [values.sigmoid() if name == "predicates" else values.softmax(-1) for name, values in scores._asdict().items()],
        dim=-1,
    )


def _read_roles(model: ReadingModel, states: Tensor, targets: list[Target], words: list[int]) -> list[Judged]:
    place = {word: at for at, word in enumerate(words)}
    at = torch.tensor([place[target.word] for target in targets])
    scores = model.decoder(states, at, torch.tensor([int(not target.is_cue) for target in targets]))
    return judge(
        targets,
        words,
        scores.roles.sigmoid(),
        scores.pointers.softmax(-1),
        scores.labels.softmax(-1),
        scores.statuses.softmax(-1),
    )


def judge(
    targets: Sequence[Target], words: list[int], roles: Tensor, pointers: Tensor, labels: Tensor, statuses: Tensor
) -> list[Judged]:
    """Return the probabilities of predicates, a row each, with the words that their pointers mean."""
    found = []
    for row, target in enumerate(targets):
        pointed = {}
        for name in target.names:
            span = best_span(pointers[row, POINTERS.index(name)].log())
            pointed[name] = (words[span[0]], words[span[1]] + 1) if span else None
        found.append(Judged(target, roles[row], labels[row], statuses[row], pointed))
    return found


def best_span(chances: Tensor) -> tuple[int, int] | None:
    """Return first and last word of the likeliest span; None where nobody is likelier."""
    starts, ends = chances[0, :-1], chances[1, :-1]
    pairs = starts[:, None] + ends[None, :]
    allowed = torch.ones_like(pairs).triu() - torch.ones_like(pairs).triu(_LONGEST_NAME)
    pairs = pairs.masked_fill(allowed == 0, -1e9)
    best = int(pairs.argmax())
    if chances[0, -1] + chances[1, -1] > pairs.flatten()[best]:
        return None
    return best // pairs.shape[1], best % pairs.shape[1]


def add(counts: Counts, name: str, hit: float, gold: float, predicted: float) -> None:
    row = counts.setdefault(name, [0.0, 0.0, 0.0])
    row[0] += hit
    row[1] += gold
    row[2] += predicted


def f1(row: Sequence[float]) -> float:
    return 2 * row[0] / (row[1] + row[2]) if row[1] + row[2] else 0.0


def count(said: Sequence[Said], thresholds: dict[str, float]) -> Counts:
    """Return the counts of every task over articles of the gold or pages of ANERcorp."""
    counts: Counts = {}
    for one in said:
        if not one.example.is_gold:
            _count_exact_names(counts, one)
            continue
        _count_names(counts, one)
        _count_predicates(counts, one, thresholds)
        for judged in one.targets:
            _count_roles(counts, judged.target, judged.roles, thresholds, len(one.example.words.forms))
            _count_pointers(counts, one.example, judged.target, judged.pointed)
    return counts


def _count_exact_names(counts: Counts, one: Said) -> None:
    gold, predicted = set(tagged_spans(one.example.tags)), set(tagged_spans(one.tags.argmax(-1).tolist()))
    for kind in ("PER", "ORG", "LOC"):
        of_gold, of_predicted = ({name for name in names if name[2] == kind} for names in (gold, predicted))
        add(counts, f"ner {kind}", len(of_gold & of_predicted), len(of_gold), len(of_predicted))
    add(counts, "ner", len(gold & predicted), len(gold), len(predicted))


def tokens(text: str) -> list[str]:
    """Return folded words as the gold's scorer has them."""
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_FOLD)
    return [word[1:] if len(word) > 3 and word[0] == "و" else word for word in re.findall(r"\w+", folded)]


def _count_names(counts: Counts, one: Said) -> None:
    words, text = one.example.words, one.example.text
    gold = {(" ".join(tokens(surface)), kind) for surface, kind in one.example.surfaces}
    predicted = set()
    clitics = one.clitics.argmax(-1).tolist()
    for first, last, kind in tagged_spans(one.tags.argmax(-1).tolist()):
        start = min(words.starts[first] + clitics[first], words.ends[first] - 1)
        predicted.add((" ".join(tokens(text[start : words.ends[last - 1]])), kind))
    for kind in ("PER", "ORG", "LOC"):
        of_gold, of_predicted = ({name for name in names if name[1] == kind} for names in (gold, predicted))
        add(counts, f"names {kind}", len(of_gold & of_predicted), len(of_gold), len(of_predicted))
    add(counts, "names", len(gold & predicted), len(gold), len(predicted))


def _count_predicates(counts: Counts, one: Said, thresholds: dict[str, float]) -> None:
    for column, (name, label) in enumerate((("cue", "act"), ("trigger", "type"))):
        gold = {judged.target.word: judged for judged in one.targets if judged.target.is_cue == (not column)}
        chances = one.predicates[:, column]
        found = (chances >= thresholds.get(name, 0.5)).nonzero().flatten().tolist()
        hits = [word for word in found if word in gold]
        right = {word for word, judged in gold.items() if int(judged.labels.argmax()) == judged.target.label}
        add(counts, name, len(hits), len(gold), len(found))
        add(counts, f"{name}+{label}", len(right.intersection(hits)), len(gold), len(found))
        add(counts, f"{label} of gold", len(right), len(gold), len(gold))
        for word in found:
            _calibrate(counts, name, float(chances[word]), word in gold)
        for word, judged in gold.items():
            _calibrate(counts, label, float(judged.labels.max()), word in right)
    for judged in one.targets:
        if judged.target.status != IGNORED:
            add(counts, "status of gold", int(judged.statuses.argmax()) == judged.target.status, 1, 1)


def _calibrate(counts: Counts, name: str, chance: float, right: bool) -> None:
    row = counts.setdefault(f"bin {name} {min(int(chance * _BINS), _BINS - 1)}", [0.0, 0.0, 0.0])
    row[0] += right
    row[1] += chance
    row[2] += 1


def _count_roles(counts: Counts, target: Target, roles: Tensor, thresholds: dict[str, float], length: int) -> None:
    for role in CUE_ROLES if target.is_cue else EVENT_ROLES:
        rows = (roles[:, ROLES.index(role)] >= thresholds.get(role, 0.5)).nonzero().flatten().tolist()
        predicted = {word for row in rows if 0 <= (word := row - BEFORE + target.word) < length}
        gold = set(range(*target.roles.get(role, (0, 0))))
        add(counts, role, len(gold & predicted), len(gold), len(predicted))


def _count_pointers(
    counts: Counts, example: Example, target: Target, pointed: dict[str, tuple[int, int] | None]
) -> None:
    for name, wanted in target.names.items():
        span = pointed[name]
        words = example.words
        said = tokens(example.text[words.starts[span[0]] : words.ends[span[1] - 1]]) if span else []
        # Of several names any one will do: the pointer gives one.
        options = [Counter(tokens(option)) for option in wanted.split(" | ")]
        gold = max(options, key=lambda option: (option & Counter(said)).total())
        add(counts, name, (gold & Counter(said)).total(), gold.total(), len(said))


def choose_thresholds(said: Sequence[Said]) -> dict[str, float]:
    """Return the threshold of each binary answer that does best on `said`."""
    best: dict[str, tuple[float, float]] = {}
    for threshold in _GRID:
        names = ("cue", "trigger", *ROLES)
        counts = count(said, dict.fromkeys(names, threshold))
        for name in names:
            score = f1(counts[name])
            # Of equals the nearest to one half, since a part of a fold is small.
            rank = (round(score, 3), -abs(threshold - 0.5))
            if name not in best or rank > (round(best[name][0], 3), -abs(best[name][1] - 0.5)):
                best[name] = (score, threshold)
    return {name: threshold for name, (_, threshold) in best.items()}


def table(counts: Counts) -> dict[str, float]:
    """Return F1 by task, accuracy for labels given the gold, and the expected error of calibration."""
    rows = {name: round(f1(row), 4) for name, row in counts.items() if not name.startswith("bin ")}
    for name in ("cue", "act", "trigger", "type"):
        bins = [row for key, row in counts.items() if key.startswith(f"bin {name} ")]
        total = sum(row[2] for row in bins)
        if total:
            rows[f"error of confidence {name}"] = round(sum(abs(row[0] - row[1]) for row in bins) / total, 4)
    return rows


def pool(runs: Sequence[Path]) -> Counts:
    counts: Counts = {}
    for run in runs:
        for name, row in json.loads((run / "counts.json").read_text()).items():
            add(counts, name, *row)
    return counts


def main() -> None:
    verb, *arguments = sys.argv[1:]
    if verb == "pool":
        print(json.dumps(table(pool([Path(argument) for argument in arguments])), indent=1))
        return
    from .train import load_run, measure  # noqa: PLC0415 - which imports this module

    print(json.dumps(table(measure(load_run(Path(arguments[0])), Path(arguments[1]))), indent=1))


if __name__ == "__main__":
    main()
