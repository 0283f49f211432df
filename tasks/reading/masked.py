"""Go on with the encoder's pretraining, on Arabic news: words left out are to be guessed from those around them.

    python -m tasks.reading.masked SHARED RUN [--unseen IDS.json FOLDER] [--count N] [--rate R]

Reads `count` articles of `corpus/` once, as windows of `_PIECES` pieces, and writes the encoder to RUN/encoder.pt for
`tasks.reading.train --encoder RUN`. A seventh of the words is left out whole (BERT's whole-word masking, Devlin et al.
2019), of which one in ten stays as it is and one in ten is shown as any other pieces. Articles that a figure is to be
measured on are passed over: those of `gold/dev` in fold 0, and of FOLDER those that IDS lists.
"""

# mypy: disable-error-code="import-not-found,misc,no-any-return,no-untyped-call"

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from khabar.model import Span
from khabar.reader.pieces import BOS, EOS, SPECIAL, UNKNOWN, read_vocabulary
from khabar.reader.words import split_words

from .encoder import WIDTH, Encoder
from .silver import text_key
from .standoff import read_corpus
from .train import PIECES, build_encoder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khabar.reader.pieces import PieceVocabulary

_PIECES = 254  # of a window, without its beginning and end
_BATCH = 16
_LEFT_OUT = 0.15
_WARM_UP = 0.05
_SEED = 7
_TOLD = 50  # steps between two lines of the log


class Guesser(nn.Module):
    """The encoder with what guesses a piece from a state; pieces are guessed by the table they are read with."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.turn = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.bias = nn.Parameter(torch.zeros(encoder.word.num_embeddings))

    def forward(self, ids: Tensor, hidden: Tensor) -> Tensor:
        """Return logits `[places, pieces]` of the pieces where `hidden` is true of `ids`, `[batch, pieces]`."""
        states = self.encoder(ids, None)[hidden]
        turned = self.norm(functional.gelu(self.turn(states)))
        return functional.linear(turned, self.encoder.word.weight, self.bias)


def cut(texts: Sequence[str], vocabulary: PieceVocabulary) -> list[list[tuple[int, ...]]]:
    """Return windows of words, each the ids of its pieces."""
    windows: list[list[tuple[int, ...]]] = []
    window: list[tuple[int, ...]] = []
    size = 0
    for text in texts:
        words = split_words(text, [Span(0, len(text))])
        for pieces in map(vocabulary.encode, words.forms, words.glued):
            if size + len(pieces) > _PIECES:
                windows.append(window)
                window, size = [], 0
            window.append(pieces[:_PIECES])
            size += len(window[-1])
    return windows


def hide(batch: Sequence[list[tuple[int, ...]]], chance: random.Random, count: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return the ids shown, where words are left out, and the ids that stood there; windows are filled with ends."""
    shown, hidden, true = [], [], []
    for window in batch:
        row, gone, stood = [BOS], [False], [BOS]
        for pieces in window:
            out = chance.random() < _LEFT_OUT
            way = chance.random() if out else 1.0
            for piece in pieces:
                row.append(UNKNOWN if way < 0.8 else chance.randrange(SPECIAL, count) if way < 0.9 else piece)
                gone.append(out)
                stood.append(piece)
        rest = _PIECES + 2 - len(row)
        shown.append(row + [EOS] * rest)
        hidden.append(gone + [False] * rest)
        true.append(stood + [EOS] * rest)
    return torch.tensor(shown), torch.tensor(hidden), torch.tensor(true)


def batches(windows: list[list[tuple[int, ...]]], chance: random.Random) -> Iterator[list[list[tuple[int, ...]]]]:
    chance.shuffle(windows)
    for at in range(0, len(windows) - _BATCH + 1, _BATCH):
        yield windows[at : at + _BATCH]


def learn(windows: list[list[tuple[int, ...]]], rate: float, out: Path) -> None:
    torch.manual_seed(_SEED)
    chance = random.Random(_SEED)  # noqa: S311 - repeatable on purpose
    model = Guesser(build_encoder(12))
    optimiser = torch.optim.AdamW(model.parameters(), rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    steps = len(windows) // _BATCH
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min((at + 1) / (_WARM_UP * steps), (steps - at) / (steps * (1 - _WARM_UP)))
    )
    model.train()
    total, right, guessed, begun = 0.0, 0, 0, time.monotonic()
    for number, batch in enumerate(batches(windows, chance), 1):
        ids, hidden, true = hide(batch, chance, model.encoder.word.num_embeddings)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model(ids, hidden)
        wanted = true[hidden]
        loss = functional.cross_entropy(scores.float(), wanted)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += float(loss.detach())
        right += int((scores.argmax(-1) == wanted).sum())
        guessed += len(wanted)
        if number % _TOLD == 0 or number == steps:
            _log(out, number, steps, total / ((number - 1) % _TOLD + 1), right / guessed, begun)
            total, right, guessed = 0.0, 0, 0
            torch.save(model.encoder.state_dict(), out / "encoder.pt")


def _log(out: Path, number: int, steps: int, loss: float, right: float, begun: float) -> None:
    line = {"step": number, "of": steps, "loss": round(loss, 3), "right": round(right, 4)}
    line["seconds"] = round(time.monotonic() - begun)
    with (out / "log.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")
    print(json.dumps(line), flush=True)


def unseen(shared: Path, ids: Path | None, folder: Path | None) -> set[str]:
    """Return keys of the articles that a figure is to be measured on."""
    folds = json.loads((shared / "gold" / "folds.json").read_text())
    gold = json.loads((shared / "gold" / "dev" / "texts.json").read_text("utf-8"))
    found = {text_key(entry["text"]) for entry in gold if folds[entry["id"]] == 0}
    if ids and folder:
        wanted = set(json.loads(ids.read_text()))
        entries = json.loads((folder / "texts.json").read_text("utf-8"))
        found |= {text_key(entry["text"]) for entry in entries if entry["id"] in wanted}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--unseen", type=Path, nargs=2, metavar=("IDS", "FOLDER"), default=(None, None))
    parser.add_argument("--count", type=int, default=8000)
    parser.add_argument("--rate", type=float, default=3e-4)
    asked = parser.parse_args()
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    asked.run.mkdir(parents=True, exist_ok=True)
    passed = unseen(asked.shared, *asked.unseen)
    texts = [text for _, _, text in read_corpus(asked.shared / "corpus") if text_key(text) not in passed]
    random.Random(_SEED).shuffle(texts)  # noqa: S311 - repeatable on purpose
    learn(cut(texts[: asked.count], read_vocabulary(PIECES.read_text("utf-8"))), asked.rate, asked.run)


if __name__ == "__main__":
    main()
