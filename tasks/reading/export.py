"""Write a trained model as two int8 ONNX graphs with their settings, and compare them with PyTorch.

    python -m tasks.reading.export RUN SHARED [OUT]

OUT is `src/khabar/reader/model` unless given; it gets `words.onnx` (pieces to the words' probabilities and states),
`roles.onnx` (states and predicates to the probabilities of roles) and `settings.json`. Weights of matrices are kept in
8 bits with a scale a column, activations are quantised as they come, smoothed first by what they are on articles held
out of the training; the table of pieces has a scale a row.
"""

# mypy: disable-error-code="import-not-found,import-untyped,misc,no-any-return,no-untyped-call,untyped-decorator"

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from khabar.reader.engine import OnnxEngine, load_engine

from .batches import show, to_inputs
from .evaluate import Judged, Said, best_span, count, judge, table
from .model import BEFORE, LOCAL
from .smoothing import smooth
from .train import PIECES, Run, load_run, read_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .data import Example
    from .encoder import Encoder

MOST_BYTES = 40_000_000
_OPSET = 17


class SmallEmbedding(nn.Module):
    """A table of vectors in 8 bits, each with its own scale."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.table[ids].float() * self.scale[ids]


class WordGraph(nn.Module):
    """One window: ids `[1, pieces]`, first and last pieces `[words]`; out come probabilities and the states."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.model = run.model

    def forward(self, ids: Tensor, firsts: Tensor, lasts: Tensor) -> tuple[Tensor, ...]:
        pieces = self.model.encoder(ids, None)[0]
        states = (pieces[firsts] + pieces[lasts]) / 2
        scores = self.model.head(states)
        chances = (
            part.sigmoid() if name == "predicates" else part.softmax(-1) for name, part in scores._asdict().items()
        )
        return (*chances, states)


class RoleGraph(nn.Module):
    """States `[words, WIDTH]`, words and kinds of predicates: probabilities of roles, pointers, labels, statuses."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.decoder = run.model.decoder

    def forward(self, states: Tensor, at: Tensor, kinds: Tensor) -> tuple[Tensor, ...]:
        scores = self.decoder(states, at, kinds)
        return scores.roles.sigmoid(), *(part.softmax(-1) for part in (scores.pointers, scores.labels, scores.statuses))


def write_graphs(run: Run, out: Path) -> None:
    encoder: Encoder = run.model.encoder
    encoder.word = SmallEmbedding(encoder.word.weight.detach())
    words = torch.arange(1, 30)
    _export(
        WordGraph(run).eval(),
        (torch.randint(4, 99, (1, 40)), words, words + 1),
        out / "words.onnx",
        {"ids": {1: "pieces"}, "firsts": {0: "words"}, "lasts": {0: "words"}},
        ["tags", "clitics", "predicates", "states"],
    )
    _export(
        RoleGraph(run).eval(),
        (torch.randn(29, 384), torch.tensor([3, 9, 20]), torch.tensor([0, 1, 0])),
        out / "roles.onnx",
        {"states": {0: "words"}, "at": {0: "predicates"}, "kinds": {0: "predicates"}},
        ["roles", "pointers", "labels", "statuses"],
    )


def _export(
    graph: nn.Module, example: tuple[Tensor, ...], path: Path, inputs: dict[str, dict[int, str]], outputs: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            graph, example, str(whole), input_names=list(inputs), output_names=outputs,
            dynamic_axes=inputs, opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            str(whole), str(path), per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm"],
        )  # fmt: skip
    onnx.checker.check_model(str(path))


def _how(settings: dict[str, Any]) -> dict[str, Any]:
    """Return how a run was made, without where its files stood and which articles it held out."""
    places = {name: Path(settings[name]).name for name in ("start", "silver", "labelled") if settings[name]}
    return settings | places | {"held_out": len(settings["held_out"])}


def write_settings(run: Run, out: Path) -> None:
    hashes = {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest()
        for name in ("pieces.tsv", "words.onnx", "roles.onnx")
    }
    settings = {
        "before": BEFORE,
        "local": LOCAL,
        "thresholds": run.thresholds,
        "trained": _how(asdict(run.settings)),
        "sha256": hashes,
    }
    (out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n")


@torch.no_grad()
def compare(run: Run, out: Path, examples: Sequence[Example]) -> dict[str, float]:
    """Return how often the graphs say what PyTorch says, and the pages they read a second."""
    engine = load_engine(out)
    same: dict[str, list[int]] = {}
    seconds = 0.0
    for item in show(examples, core_only=True):
        inputs = to_inputs([item])
        states = run.model.states(inputs.ids, None, inputs.firsts, inputs.lasts)
        scores = run.model.head(states)
        place = {word: at for at, word in enumerate(item.window.words)}
        at = [place[target.word] for target in item.targets]
        kinds = [int(not target.is_cue) for target in item.targets]
        begun = time.process_time()
        said = engine.read_words(inputs.ids[0].tolist(), inputs.firsts[0].tolist(), inputs.lasts[0].tolist())
        read = engine.read_roles(said.states, at, kinds) if at else None
        seconds += time.process_time() - begun
        _tally(same, "tags", scores.tags[0].argmax(-1), torch.tensor(said.tags).argmax(-1))
        _tally(same, "predicates", scores.predicates[0] > 0, torch.tensor(said.predicates) > 0.5)
        if read is None:
            continue
        judged = run.model.decoder(states[0], torch.tensor(at), torch.tensor(kinds))
        _tally(same, "labels", judged.labels.argmax(-1), torch.tensor(read.labels).argmax(-1))
        # Of the words either puts into a role, so that the many in none do not flatter.
        ours, theirs = judged.roles > 0, torch.tensor(read.roles) > 0.5
        either = ours | theirs
        _tally(same, "roles", ours[either], theirs[either])
        spans = [best_span(chances[0].log_softmax(-1)) for chances in judged.pointers]
        quick = [best_span(torch.tensor(chances[0]).log()) for chances in read.pointers]
        same.setdefault("speaker", []).extend(int(a == b) for a, b in zip(spans, quick, strict=True))
    rates = {name: round(sum(row) / len(row), 4) for name, row in same.items() if row}
    return rates | {"pages a second": round(len(examples) / seconds, 2)}


def predict_graphs(engine: OnnxEngine, examples: Sequence[Example]) -> list[Said]:
    """Return what `evaluate.predict` does, said by the graphs."""
    found = []
    for example in examples:
        rows: list[list[Tensor]] = [[] for _ in range(3)]
        judged: list[Judged] = []
        for item in show([example], core_only=True):
            inputs, words = to_inputs([item]), list(item.window.words)
            said = engine.read_words(inputs.ids[0].tolist(), inputs.firsts[0].tolist(), inputs.lasts[0].tolist())
            core = slice(words.index(item.window.first), words.index(item.window.last - 1) + 1)
            for kept, values in zip(rows, said[:3], strict=True):
                kept.append(torch.tensor(values)[core])
            at = [words.index(target.word) for target in item.targets]
            if at:
                read = engine.read_roles(said.states, at, [int(not target.is_cue) for target in item.targets])
                judged += judge(item.targets, words, *map(torch.tensor, read))
        tags, clitics, predicates = map(torch.cat, rows)
        found.append(Said(example, tags, clitics, predicates, judged))
    return found


def _tally(same: dict[str, list[int]], name: str, left: Tensor, right: Tensor) -> None:
    same.setdefault(name, []).extend((left == right).flatten().int().tolist())


def main() -> None:
    folder, shared = Path(sys.argv[1]), Path(sys.argv[2])
    out = Path(sys.argv[3]) if len(sys.argv) > 3 else PIECES.parent
    out.mkdir(parents=True, exist_ok=True)
    if out != PIECES.parent:
        (out / PIECES.name).write_bytes(PIECES.read_bytes())
    run = load_run(folder)
    parts = read_parts(shared, run.settings)
    smooth(run.model, parts.held_out)
    write_graphs(run, out)
    write_settings(run, out)
    size = sum(path.stat().st_size for path in out.iterdir())
    print(json.dumps({"bytes": size} | compare(load_run(folder), out, (parts.unseen or parts.learned)[:20])))
    if parts.unseen:
        print(json.dumps(table(count(predict_graphs(load_engine(out), parts.unseen), run.thresholds)), indent=1))
    if size > MOST_BYTES:
        raise SystemExit(f"{size} bytes are more than the {MOST_BYTES} that may be shipped")


if __name__ == "__main__":
    main()
