"""The graphs of the reading model, run by onnxruntime with one thread: numbers in, probabilities out.

onnxruntime is looked for when a model is loaded, not before: khabar reads without it, only less well.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple, Protocol

from khabar.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import ModuleType

Table = list[list[float]]

WORDS, ROLES = "words.onnx", "roles.onnx"
_RUNTIME = ("onnxruntime", "numpy")
# onnxruntime's errors share no root of their own.
_FAULTS_OF = "onnxruntime.capi.onnxruntime_pybind11_state"
_UNREADABLE = ("Fail", "InvalidArgument", "InvalidGraph", "InvalidProtobuf", "NotImplemented", "RuntimeException")


class WordTable(NamedTuple):
    """Probabilities of a window's words, a row each, in the order of the constants of `reader.reading`.

    `clitics` are those of so many characters standing before a name, `predicates` of the word being a cue and a
    trigger. `states` is for the same engine's `read_roles`.
    """

    tags: Table
    clitics: Table
    predicates: Table
    states: object


class RoleTable(NamedTuple):
    """Probabilities of predicates, one each.

    `roles` has a row for each word around it with those of `ROLES`; `pointers`, by pointer, those of the words of the
    window to begin and to end the name, the last for nobody; `labels` those of the acts, then the event types;
    `statuses` those of `STATUSES`, which mean nothing for a cue.
    """

    roles: list[Table]
    pointers: list[list[Table]]
    labels: Table
    statuses: Table


class Engine(Protocol):
    """What `Reader` needs of a model."""

    def read_words(self, ids: Sequence[int], firsts: Sequence[int], lasts: Sequence[int]) -> WordTable:
        """Read one window: ids of its pieces, and the first and the last piece of each word."""
        ...

    def read_roles(self, states: object, at: Sequence[int], kinds: Sequence[int]) -> RoleTable:
        """Read what belongs to the predicates at the words `at`, of `kinds`: 0 for a cue, 1 for a trigger."""
        ...


class _Array(Protocol):
    def tolist(self) -> Table: ...


class _Session(Protocol):
    def run(self, outputs: Sequence[str] | None, feeds: dict[str, object]) -> Sequence[_Array]: ...


@dataclass(frozen=True, slots=True)
class OnnxEngine:
    """The two graphs and the module that makes their inputs."""

    words: _Session
    roles: _Session
    numpy: ModuleType

    def read_words(self, ids: Sequence[int], firsts: Sequence[int], lasts: Sequence[int]) -> WordTable:
        """Read one window."""
        feeds = {"ids": self._row([ids]), "firsts": self._row(firsts), "lasts": self._row(lasts)}
        outputs = self.words.run(None, feeds)
        tags, clitics, predicates = (output.tolist() for output in outputs[:-1])
        return WordTable(tags, clitics, predicates, outputs[-1])

    def read_roles(self, states: object, at: Sequence[int], kinds: Sequence[int]) -> RoleTable:
        """Read what belongs to predicates."""
        outputs = self.roles.run(None, {"states": states, "at": self._row(at), "kinds": self._row(kinds)})
        roles, pointers, labels, statuses = (output.tolist() for output in outputs)
        return RoleTable(roles, pointers, labels, statuses)  # type: ignore[arg-type]

    def _row(self, numbers: Sequence[object]) -> object:
        return self.numpy.array(numbers, dtype=self.numpy.int64)


def has_runtime() -> bool:
    """Return whether what runs a model is installed."""
    return all(find_spec(name) for name in _RUNTIME)


def load_engine(folder: Path) -> OnnxEngine:
    """Return the graphs in `folder`.

    Raises:
        ReaderError: onnxruntime or a graph is missing, or a graph cannot be read.
    """
    try:
        onnxruntime, numpy, faults = map(import_module, (*_RUNTIME, _FAULTS_OF))
    except ImportError as err:
        raise ReaderError(f"the reading model needs {err.name}, which is not installed") from err
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    unreadable = tuple(getattr(faults, name) for name in _UNREADABLE)
    sessions = []
    for name in (WORDS, ROLES):
        if not (folder / name).is_file():
            raise ReaderError(f"the reading model has no {name} in {folder}")
        try:
            sessions.append(onnxruntime.InferenceSession(str(folder / name), options, ["CPUExecutionProvider"]))
        except unreadable as err:
            raise ReaderError(f"{folder / name} is no graph that onnxruntime reads") from err
    return OnnxEngine(sessions[0], sessions[1], numpy)
