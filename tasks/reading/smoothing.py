"""Make a model's activations even before they are kept in 8 bits.

A few channels of a transformer's activations are far larger than the others, and one scale for all leaves the others a
few steps. Each matrix is multiplied, channel by channel, by what its inputs are divided by, so that both keep their
steps and what they give is the same: SmoothQuant (Xiao et al. 2023), with the share that the inputs bear chosen so that
the graphs say most often what PyTorch says.
"""

# mypy: disable-error-code="import-not-found,misc,no-any-return,no-untyped-call,untyped-decorator"

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from .batches import role_labels, show, to_inputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .data import Example
    from .model import ReadingModel

_MATRICES = ("qkv", "out", "inner", "outer")
_SHARE = 0.8  # of the unevenness, what the inputs are freed of
_LEAST = 1e-5


class Smoothed(nn.Module):
    """A matrix that divides its inputs by `scale` first, channel by channel, and is multiplied by it."""

    def __init__(self, matrix: nn.Linear, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("divisor", 1 / scale)
        self.weight = nn.Parameter(matrix.weight.detach() * scale)
        self.bias = nn.Parameter(matrix.bias.detach())

    def forward(self, inputs: Tensor) -> Tensor:
        return functional.linear(inputs * self.divisor, self.weight, self.bias)


def smooth(model: ReadingModel, examples: Sequence[Example]) -> None:
    """Smooth the matrices of all layers by what they are given on some articles."""
    largest: dict[nn.Module, Tensor] = {}

    def look(matrix: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        top = inputs[0].abs().flatten(0, -2).amax(0)
        largest[matrix] = torch.maximum(largest[matrix], top) if matrix in largest else top

    hooks = [getattr(layer, name).register_forward_pre_hook(look) for layer, name in _matrices(model)]
    _read(model, examples)
    for hook in hooks:
        hook.remove()
    for layer, name in _matrices(model):
        matrix = getattr(layer, name)
        weights = matrix.weight.detach().abs().amax(0).clamp(min=_LEAST)
        scale = largest[matrix].clamp(min=_LEAST) ** _SHARE / weights ** (1 - _SHARE)
        setattr(layer, name, Smoothed(matrix, scale / scale.mean()))


def _matrices(model: ReadingModel) -> Iterator[tuple[nn.Module, str]]:
    return ((layer, name) for part in (model.encoder, model.decoder) for layer in part.layers for name in _MATRICES)


@torch.no_grad()
def _read(model: ReadingModel, examples: Sequence[Example]) -> None:
    for item in show(examples, core_only=False):
        inputs = to_inputs([item])
        states = model.states(inputs.ids, None, inputs.firsts, inputs.lasts)
        if item.targets:
            wanted = role_labels(item)
            model.decoder(states[0], wanted.at, wanted.kinds)
