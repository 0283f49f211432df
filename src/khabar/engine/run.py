"""Parts of a crawl handed to workers by Daft: processes of this machine, or actors of a Ray cluster.

What passes between here and the workers are names of files and counts; pages and records stay with the worker that
reads them, so that nothing is shuffled and a crawl of any size runs in the memory of its workers. Where a worker dies
the parts under way are read again, each alone, and a page over which two died then is filed as unread.
"""

from __future__ import annotations

import json
import os
import socket
from collections import Counter, defaultdict
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

import daft

from khabar.engine.address import Unreachable
from khabar.engine.folder import Done, File, find_done, find_under_way, sweep
from khabar.engine.parts import Part
from khabar.engine.roll import call_roll, sign_roll
from khabar.engine.work import WHOLE, Task, read_part
from khabar.errors import KhabarError, UsageError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

_MOST_DEATHS = 2  # over one page, each of a worker that had no other part
# Turns for each worker of a cluster: enough that all end together, few enough that there is little to plan.
_TURNS = 16
_PATIENCE = 10.0  # seconds for a cluster to answer


class Workers(NamedTuple):
    """How many processes read at a time, and whether a Ray cluster has them."""

    number: int
    cluster: bool


class _Worker:
    """Reads parts in a process of its own; the lexicon is loaded once."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._signed = sign_roll(_roll(task))
        self._lexicon = task.means.load(weighed=task.settings.weighed)

    # One part a batch, else the engine hands all parts to one worker.
    @daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)
    def read(self, parts: daft.Series) -> list[str]:
        """Return, for each part as JSON, what was done with it, or the error that ends the run, as JSON."""
        return [json.dumps(self._read(json.loads(part))) for part in parts.to_pylist()]

    def _read(self, asked: dict[str, Any]) -> dict[str, Any]:
        part = Part(asked["key"], tuple(File(*file) for file in asked["files"]))
        try:
            done = read_part(part, frozenset(asked["deadly"]), self._task, self._lexicon)
        except Unreachable as err:
            return {"key": part.key, "unreachable": str(err)}
        except OSError as err:
            return {"key": part.key, "error": str(err)}
        return {"key": part.key, "records": done.records, "unread": done.unread, "passed": done.passed}


def start_workers(jobs: int, ray: str, environment: Mapping[str, str]) -> Workers:
    """Choose what has the workers: this machine or, where `ray` is not "", a cluster.

    `jobs` is how many there are to be, 0 for one a processor; `ray` an address, or "local" for a cluster on this
    machine that ends with this process. `environment` is what all processes of a cluster get.

    Raises:
        UsageError: Ray is not installed, or there is no cluster at that address.

    """
    if not ray:
        daft.set_runner_native()
        return Workers(jobs or os.cpu_count() or 1, cluster=False)
    try:
        cluster = import_module("ray")
    except ModuleNotFoundError as err:
        raise UsageError("--ray needs Ray; install it with: pip install 'khabar[ray]'") from err
    _check_reachable(ray)
    try:
        cluster.init(ray, log_to_driver=False, logging_level="ERROR", runtime_env={"env_vars": dict(environment)})
    except (ConnectionError, ValueError, RuntimeError) as err:
        raise UsageError(f"no Ray cluster at {ray}: {err}") from err
    daft.set_runner_ray(noop_if_initialized=True)
    return Workers(jobs or int(cluster.cluster_resources().get("CPU", 1)), cluster=True)


def _check_reachable(ray: str) -> None:
    """Raise `UsageError` where nobody listens at an address, which Ray itself would try for ten minutes."""
    host, colon, port = ray.removeprefix("ray://").rpartition(":")
    if not colon or not port.isdecimal():
        return  # "local", "auto"
    try:
        socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
    except (OSError, OverflowError) as err:
        raise UsageError(f"no Ray cluster at {ray}: {err}") from err


class Run:
    """Parts to be read for one task. What is done is on disk before it is told of.

    `unreachable` says of which parts a file could not be had; they are left for another run.
    """

    def __init__(self, parts: Iterable[Part], task: Task, workers: Workers) -> None:
        self._left = {part.key: part for part in parts}
        self._task = task
        self._workers = workers
        self.unreachable: list[str] = []
        self._deadly: defaultdict[str, set[int]] = defaultdict(set)

    def read(self) -> Iterator[Done]:
        """Yield what was done with each part, in the order in which they end.

        Raises:
            KhabarError: workers cannot be started, or what they read cannot be written.

        """
        alone: set[str] = set()
        while together := [part for key, part in self._left.items() if key not in alone]:
            alone |= set((yield from self._query(together)))
        for key in sorted(alone):
            deaths: Counter[int] = Counter()
            while key in self._left:
                deaths.update((yield from self._query([self._left[key]])).values())
                # Where a page is passed over and its worker dies all the same, it is not the page.
                whole = any(count > _MOST_DEATHS for count in deaths.values())
                dead = {number for number, count in deaths.items() if count >= _MOST_DEATHS}
                self._deadly[key] = {WHOLE} if whole else dead

    def _query(self, parts: Sequence[Part]) -> Generator[Done, None, dict[str, int]]:
        """Yield what was done; return the numbers of the pages under way, by their parts, where a worker died."""
        task = self._task._replace(run=uuid4().hex)
        try:
            with nullcontext() if self._workers.cluster else call_roll(_roll(task)):
                for answer in self._answers(parts, task):
                    yield from self._settled(answer)
        except KhabarError:
            raise
        except Exception as err:  # what an engine raises where a worker dies is its own affair
            yield from self._found(parts)
            under_way = find_under_way(Path(task.folder), task.run)
            if not under_way:
                raise KhabarError(f"the engine failed, or no worker can be started: {err}") from err
            return under_way
        finally:
            sweep(Path(task.folder), task.run)
        return {}

    def _answers(self, parts: Sequence[Part], task: Task) -> Iterator[dict[str, Any]]:
        asked = [
            json.dumps({"key": part.key, "files": part.files, "deadly": sorted(self._deadly[part.key])})
            for part in parts
        ]
        frame = daft.from_pydict({"part": asked})
        if self._workers.cluster:
            frame = frame.into_partitions(min(len(parts), _TURNS * self._workers.number))
        worker = daft.cls(_Worker, use_process=True, max_concurrency=min(self._workers.number, len(parts)))(task)
        answers = frame.select(worker.read(frame["part"]).alias("answer"))
        for row in answers.iter_rows(results_buffer_size=1):
            yield json.loads(row["answer"])

    def _settled(self, answer: dict[str, Any]) -> Iterator[Done]:
        if "error" in answer:
            raise KhabarError(f"{self._task.folder}: {answer['error']}; what is done is kept, run it again to go on")
        part = self._left.pop(answer["key"])
        if "unreachable" in answer:
            self.unreachable.append(answer["unreachable"])
            return
        passed = tuple((language, count) for language, count in answer["passed"])
        yield Done(part.key, part.files, answer["records"], answer["unread"], passed)

    def _found(self, parts: Iterable[Part]) -> Iterator[Done]:
        """Yield the parts that were done before the engine could tell of them."""
        for part in parts:
            done = find_done(Path(self._task.folder), part.key)
            if part.key in self._left and done and done.files == part.files:
                del self._left[part.key]
                yield done


def _roll(task: Task) -> Path:
    return Path(task.folder) / f".{task.run}.roll"
