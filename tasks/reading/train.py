"""Train the reading model.

    python -m tasks.reading.train SHARED RUN [--fold K | --all | --silver FILE] [--labelled FOLDER] [--share N]
        [--layers 6|12] [--epochs N] [--seed N] [--start RUN] [--encoder RUN]

SHARED holds `gold/` and `ner/`; RUN is a folder for the log (`log.jsonl`), the checkpoint (`model.pt`), the thresholds
and the counts on the fold held out. The vocabulary is `src/khabar/reader/model/pieces.tsv`, which
`tasks.reading.pieces` writes.

With `--fold K` the articles of fold K of `gold/folds.json` and the K-th fifth of ANERcorp are never learned from, and a
twelfth of the rest is held out to choose thresholds and the epoch kept; with `--all` everything else is learned from.
With `--labelled` alone it learns from the articles of a folder in the gold's format, and all of `gold/dev` and the
first fifth of ANERcorp are what it is measured on; beside `--fold K` or `--all` it learns from those articles too.
With `--silver` it learns from the records of `tasks.reading.silver` and from nothing annotated.
`--share` learns from so many articles only, for the curve of learning. `--start` goes on from the checkpoint of a run
with a new warm-up and decay: a silver one, or one that held out what this does, whose held-out articles it takes over.
`--encoder` begins with the encoder of a run of `tasks.reading.masked`.
"""

# mypy: disable-error-code="import-not-found,misc,no-any-return,no-untyped-call"

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from khabar.reader.pieces import SPECIAL, read_vocabulary

from .batches import Shown, role_labels, show, to_inputs, word_labels
from .data import Example, read_gold, read_ner
from .encoder import load_encoder, read_packed, weights_path
from .evaluate import Counts, choose_thresholds, count, predict, table
from .labels import ACTS, IGNORED, MENTION_TAGS, STATUSES
from .losses import rarity, role_loss, word_loss
from .model import LABELS, ReadingModel
from .silver import read_silver

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .data import Target
    from .encoder import Encoder

PIECES = Path(__file__).resolve().parents[2] / "src" / "khabar" / "reader" / "model" / "pieces.tsv"
FOLDS = 5
_GOLD_BATCH, _NER_BATCH = 4, 3
_LAYER_DECAY = 0.92
_WARM_UP = 0.1
_HELD_OUT = 0.08
# Predicates of a window whose roles are learnt in one step; the decoder costs as much as the encoder for some twenty.
_PREDICATES = 10


@dataclass(frozen=True)
class Settings:
    """How a run is made; kept beside its checkpoint."""

    fold: int | None
    share: int | None
    layers: int
    epochs: int
    seed: int
    rate: float
    head_rate: float
    start: str | None = None
    silver: str | None = None
    labelled: str | None = None
    alone: bool = False  # the labelled articles, without the gold
    held_out: tuple[str, ...] = ()  # articles; of a run that begins, empty
    encoder: str | None = None  # a run of `tasks.reading.masked`


@dataclass
class Parts:
    """The data of a run."""

    learned: list[Example]
    held_out: list[Example]
    unseen: list[Example]
    ner_learned: list[Example]
    ner_unseen: list[Example]


@dataclass
class Run:
    settings: Settings
    model: ReadingModel
    thresholds: dict[str, float] = field(default_factory=dict)


def read_parts(shared: Path, settings: Settings) -> Parts:
    vocabulary = read_vocabulary(PIECES.read_text("utf-8"))
    if settings.silver:
        return Parts(read_silver(Path(settings.silver), vocabulary)[: settings.share], [], [], [], [])
    gold = read_gold(shared / "gold" / "dev", vocabulary)
    ner = read_ner(shared / "ner" / "ANERCorp_CamelLab_train.txt", vocabulary)
    folds = json.loads((shared / "gold" / "folds.json").read_text())
    more = read_gold(Path(settings.labelled), vocabulary) if settings.labelled else []
    fold = 0 if settings.alone else settings.fold
    if settings.alone:
        learned, unseen = more, gold
    else:
        learned = [example for example in gold if folds[example.id] != fold] + more
        unseen = [example for example in gold if folds[example.id] == fold]
    random.Random(settings.seed).shuffle(learned)  # noqa: S311 - repeatable on purpose
    learned = learned[: settings.share]
    held = set(settings.held_out or [one.id for one in learned[: max(8, round(len(learned) * _HELD_OUT))]])
    first, last = (0, 0) if fold is None else (len(ner) * fold // FOLDS, len(ner) * (fold + 1) // FOLDS)
    return Parts(
        [example for example in learned if example.id not in held],
        [example for example in learned if example.id in held],
        unseen,
        ner[:first] + ner[last:],
        ner[first:last],
    )


def build(settings: Settings) -> ReadingModel:
    return ReadingModel(build_encoder(settings.layers))


def begin(settings: Settings) -> ReadingModel:
    """Return a model that has learnt nothing yet but its encoder, from nobody's labels."""
    encoder = build_encoder(settings.layers)
    if settings.encoder:
        encoder.load_state_dict(torch.load(Path(settings.encoder) / "encoder.pt"))
    return ReadingModel(encoder)


def build_encoder(layers: int) -> Encoder:
    packed = read_packed(weights_path())
    ids = {piece: number for number, piece in enumerate(packed.pieces)}
    pieces = [line.partition("\t")[0] for line in PIECES.read_text("utf-8").splitlines()]
    return load_encoder(packed, [*range(SPECIAL), *map(ids.__getitem__, pieces)], layers)


def go_on(settings: Settings) -> ReadingModel:
    """Return the model of the run to start from, which learnt from nothing that this run is measured on."""
    before = load_run(Path(settings.start or ""))
    made = before.settings
    same = (made.layers, made.alone, made.fold) == (settings.layers, settings.alone, settings.fold)
    everything = settings.fold is None and not settings.alone and made.layers == settings.layers
    if not (made.silver or same or everything):
        raise SystemExit(f"{settings.start} was made with fold, alone, layers {made.fold, made.alone, made.layers}")
    return before.model


def groups(model: ReadingModel, settings: Settings) -> list[dict[str, object]]:
    """Return the parameters by learning rate: the deeper a layer of the encoder, the lower."""
    depth = len(model.encoder.layers)
    found: list[dict[str, object]] = []
    for name, parameter in model.named_parameters():
        if name.startswith("encoder.layers."):
            rate = settings.rate * _LAYER_DECAY ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder."):
            rate = settings.rate * _LAYER_DECAY**depth
        elif name.startswith("decoder.layers."):
            rate = settings.rate
        else:
            rate = settings.head_rate
        found.append({"params": [parameter], "lr": rate, "weight_decay": 0.01 if parameter.ndim > 1 else 0.0})
    return found


def balance(learned: Sequence[Example]) -> dict[str, Tensor]:
    targets = [target for example in learned for target in example.targets]
    labels = Counter(target.label for target in targets)
    statuses = Counter(target.status for target in targets if target.status != IGNORED)
    return {
        "labels": torch.cat(
            [rarity([labels[number] for number in some]) for some in (range(len(ACTS)), range(len(ACTS), LABELS))]
        ),
        "statuses": rarity([statuses[number] for number in range(len(STATUSES))]),
        "tags": torch.tensor([1.0 if tag == "O" else 1.3 for tag in MENTION_TAGS]),
    }


def batches(gold: list[Shown], ner: list[Shown], chance: random.Random) -> Iterator[tuple[list[Shown], list[Shown]]]:
    """Yield one epoch over the gold, with pages of ANERcorp drawn beside it."""
    order = gold[:]
    chance.shuffle(order)
    for at in range(0, len(order), _GOLD_BATCH):
        yield order[at : at + _GOLD_BATCH], chance.sample(ner, min(len(ner), _NER_BATCH))


def step_losses(
    model: ReadingModel, gold: list[Shown], ner: list[Shown], weights: dict[str, Tensor], chance: random.Random
) -> dict[str, Tensor]:
    losses: dict[str, Tensor] = {}
    for part, share in ((gold, 1.0), (ner, 0.6)):
        if not part:
            continue
        inputs = to_inputs(part)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = model.states(inputs.ids, inputs.mask, inputs.firsts, inputs.lasts)
            scores = model.head(states)
        for name, value in word_loss(scores, word_labels(part, inputs.firsts.shape[1]), weights).items():
            losses[name] = losses.get(name, torch.tensor(0.0)) + value * share
        if part is gold:
            some = [replace(item, targets=_sample(item.targets, chance)) for item in part]
            _add_role_losses(model, some, states, losses, weights)
    return losses


def _sample(targets: list[Target], chance: random.Random) -> list[Target]:
    return chance.sample(targets, min(len(targets), _PREDICATES))


def _add_role_losses(
    model: ReadingModel, part: list[Shown], states: Tensor, losses: dict[str, Tensor], weights: dict[str, Tensor]
) -> None:
    total = max(1, sum(len(item.targets) for item in part))
    for row, item in enumerate(part):
        if not item.targets:
            continue
        labels = role_labels(item)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model.decoder(states[row, : len(item.window.words)], labels.at, labels.kinds)
        for name, value in role_loss(scores, labels, weights).items():
            losses[name] = losses.get(name, torch.tensor(0.0)) + value / total


def train(settings: Settings, parts: Parts, out: Path) -> Run:
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)  # noqa: S311 - repeatable on purpose
    model = go_on(settings) if settings.start else begin(settings)
    optimiser = torch.optim.AdamW(groups(model, settings), betas=(0.9, 0.98), fused=True)
    gold, ner = show(parts.learned, core_only=False), show(parts.ner_learned, core_only=False)
    steps = settings.epochs * -(-len(gold) // _GOLD_BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min((at + 1) / (_WARM_UP * steps), max(0.0, (steps - at) / (steps * (1 - _WARM_UP))))
    )
    weights = balance(parts.learned)
    run, best = Run(settings, model), -1.0
    for epoch in range(settings.epochs):
        begun = time.monotonic()
        losses = _epoch(model, batches(gold, ner, chance), optimiser, schedule, weights, chance)
        line: dict[str, object] = {"epoch": epoch + 1, "seconds": round(time.monotonic() - begun), "losses": losses}
        last = epoch + 1 == settings.epochs
        if parts.held_out and (last or (epoch + 1 >= settings.epochs // 2 and epoch % 2)):
            said = predict(model, parts.held_out)
            line["held out"] = rows = table(count(said, {}))
            score = _summary(rows)
            if score > best:
                best, run.thresholds = score, choose_thresholds(said)
                save(run, out)
        elif not parts.held_out:
            save(run, out)
        _log(out, line)
    return load_run(out)


def _epoch(
    model: ReadingModel,
    every: Iterator[tuple[list[Shown], list[Shown]]],
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    weights: dict[str, Tensor],
    chance: random.Random,
) -> dict[str, float]:
    model.train()
    sums: dict[str, float] = {}
    steps = 0
    for gold, ner in every:
        losses = step_losses(model, gold, ner, weights, chance)
        optimiser.zero_grad()
        torch.stack(list(losses.values())).sum().backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        steps += 1
        for name, value in losses.items():
            sums[name] = sums.get(name, 0.0) + float(value.detach())
    return {name: round(value / steps, 3) for name, value in sums.items()}


def _summary(rows: dict[str, float]) -> float:
    """Return the one number by which an epoch is kept: all that the stages will use, alike."""
    names = ("names", "cue+act", "trigger+type", "source", "content", "speaker", "actor", "recipient")
    return sum(rows.get(name, 0.0) for name in names) / len(names)


def save(run: Run, out: Path) -> None:
    stored = {"settings": asdict(run.settings), "thresholds": run.thresholds, "state": run.model.state_dict()}
    torch.save(stored, out / "model.pt")


def load_run(folder: Path) -> Run:
    stored = torch.load(folder / "model.pt")
    settings = Settings(**stored["settings"])
    model = build(settings)
    model.load_state_dict(stored["state"])
    return Run(settings, model.eval(), stored["thresholds"])


def measure(run: Run, shared: Path) -> Counts:
    """Return the counts of a run on what it has not seen."""
    parts = read_parts(shared, run.settings)
    counts = count(predict(run.model, parts.unseen), run.thresholds)
    return counts | count(predict(run.model, parts.ner_unseen, with_roles=False), run.thresholds)


def _log(out: Path, line: dict[str, object]) -> None:
    with (out / "log.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")
    print(json.dumps(line), flush=True)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("run", type=Path)
    held = parser.add_mutually_exclusive_group()
    held.add_argument("--fold", type=int, choices=range(FOLDS))
    held.add_argument("--all", action="store_true")
    held.add_argument("--silver")
    parser.add_argument("--labelled")
    parser.add_argument("--share", type=int)
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--start")
    parser.add_argument("--encoder")
    asked = parser.parse_args()
    if asked.silver and asked.labelled:
        parser.error("--silver learns from nothing annotated")
    if asked.fold is None and not (asked.all or asked.silver or asked.labelled):
        parser.error("one of --fold, --all, --silver, --labelled is needed")
    return asked


def main() -> None:
    asked = parse()
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    settings = Settings(
        asked.fold,
        asked.share,
        asked.layers,
        asked.epochs,
        asked.seed,
        asked.rate,
        asked.head_rate,
        asked.start,
        asked.silver,
        asked.labelled,
        bool(asked.labelled) and asked.fold is None and not asked.all,
        load_run(Path(asked.start)).settings.held_out if asked.start else (),
        asked.encoder,
    )
    parts = read_parts(asked.shared, settings)
    settings = replace(settings, held_out=tuple(example.id for example in parts.held_out))
    asked.run.mkdir(parents=True, exist_ok=True)
    _log(asked.run, {"settings": asdict(settings)})
    run = train(settings, parts, asked.run)
    if settings.fold is not None or settings.alone:
        counts = measure(run, asked.shared)
        (asked.run / "counts.json").write_text(json.dumps(counts))
        _log(asked.run, {"unseen": table(counts), "thresholds": run.thresholds})


if __name__ == "__main__":
    main()
