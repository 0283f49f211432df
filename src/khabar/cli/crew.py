"""Pages read in the order given, by this process or by several; one that hangs or kills its reader costs no other page.

Each process of a crew has a few pages at a time and answers them in order, so that the page it died or hangs over is
the first it has not answered. A page whose process died is read once more, alone in its turn; where that dies too, the
page is unread. The processes are started anew rather than forked: whatever this one has open stays its own.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from contextlib import suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from khabar.cli.pages import load_means, read_one
from khabar.errors import KhabarError
from khabar.export.terminal import visible
from khabar.model import Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from types import TracebackType

    from khabar.cli.pages import Manner
    from khabar.model import Page, Record

K = TypeVar("K")
T = TypeVar("T")

_TURN = 8  # pages handed over at a time: enough that no process waits, few enough that all end together
_AHEAD = 4  # turns for each process that may be done or under way before the oldest page is handed on
_MOST_DEATHS = 2  # over one page, or of processes that never began
_STAGE = "pipeline"


class _Slot(Generic[T]):
    """A page on its way: its key, how many processes died over it, and what came of it."""

    def __init__(self, key: Any, page: Page | None) -> None:
        self.key = key
        self.page = page
        self.deaths = 0
        self.done = page is None
        self.outcome: T | Unread | None = None

    def settle(self, outcome: T | Unread) -> None:
        """Note what came of the page."""
        self.outcome, self.done = outcome, True

    def give_up(self, reason: str) -> None:
        """File the page as unread."""
        self.settle(Unread(visible(self.page.id) if self.page else "", _STAGE, reason))


class _Hand(Generic[T]):
    """One process of a crew, and the pages it has not answered yet, that under way first."""

    def __init__(self, make: Callable[[Record], T], manner: Manner) -> None:
        context = get_context("spawn")
        self.link, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, make, manner), daemon=True)
        start_deaf(self.process)
        theirs.close()
        self.slots: deque[_Slot[T]] = deque()
        self.ready = False
        self.since = 0.0  # when the page under way was begun

    def give(self, slots: Iterable[_Slot[T]]) -> None:
        """Hand over pages; the process is ready and has none."""
        self.slots.extend(slots)
        self.since = time.monotonic()
        # A process that died meanwhile is found out when its answer is asked for.
        with suppress(OSError):
            self.link.send([slot.page for slot in self.slots])

    def hear(self) -> bool:
        """Take in one answer; return whether there was one, and so the process lives."""
        try:
            answer = self.link.recv()
        except (EOFError, OSError):
            return False
        self.since = time.monotonic()
        if self.ready:
            self.slots.popleft().settle(answer)
        self.ready = True
        return True

    def end(self) -> int:
        """End the process and return its exit code, minus the signal that ended it."""
        self.process.kill()
        self.process.join()
        self.link.close()
        return self.process.exitcode or 0


class Crew(Generic[T]):
    """Reads pages in one process or more; to be closed after use."""

    def __init__(self, make: Callable[[Record], T], manner: Manner) -> None:
        self._make = make
        self._manner, self._jobs, self._seconds = manner, manner.jobs, manner.seconds
        self._hands: list[_Hand[T]] = []
        self._turns: deque[list[_Slot[T]]] = deque()
        self._stillborn = 0

    def __enter__(self) -> Crew[T]:
        """Start nothing yet: a run that has nothing to read needs no process."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End all processes, whatever they are at."""
        while self._hands:
            self._hands.pop().end()

    def read(self, pages: Iterable[tuple[K, Page | None]]) -> Iterator[tuple[K, T | Unread | None]]:
        """Yield each key with what is made of the record of its page, None where it has no page.

        Raises:
            KhabarError: no process can be started.

        """
        slots = (_Slot[T](key, page) for key, page in pages)
        order: deque[_Slot[T]] = deque()
        going = True
        while going or order:
            going = going and self._fill(slots, order)
            self._hand_out()
            while order and order[0].done:
                slot = order.popleft()
                yield slot.key, slot.outcome
            if order:
                self._take_in()

    def _fill(self, slots: Iterator[_Slot[T]], order: deque[_Slot[T]]) -> bool:
        """Take in pages until every process has a turn before it; return whether there may be more."""
        while len(self._turns) < self._jobs and len(order) < self._jobs * _TURN * _AHEAD:
            turn = list(islice(slots, _TURN))
            if not turn:
                return False
            order.extend(turn)
            if wanted := [slot for slot in turn if not slot.done]:
                self._turns.append(wanted)
        return True

    def _hand_out(self) -> None:
        """Give every process that is ready its turn, and start those that more turns wait for."""
        for hand in self._hands:
            if self._turns and hand.ready and not hand.slots:
                hand.give(self._turns.popleft())
        coming = sum(not hand.ready for hand in self._hands)
        for _ in range(min(len(self._turns) - coming, self._jobs - len(self._hands))):
            self._hands.append(_Hand(self._make, self._manner))

    def _take_in(self) -> None:
        """Wait for an answer, a death or the end of a page's time, and act on it."""
        waited = {hand.link: hand for hand in self._hands if hand.slots or not hand.ready}
        heard = wait(list(waited), self._patience(waited.values()))
        for link, hand in waited.items():
            if link in heard:
                if not hand.hear():
                    self._bury(hand)
            elif hand.slots and self._seconds and time.monotonic() > hand.since + self._seconds:
                hand.slots.popleft().give_up(f"not read within {self._seconds:g} seconds")
                self._dismiss(hand)

    def _patience(self, hands: Iterable[_Hand[T]]) -> float | None:
        """Return the seconds until the time of the next page is up, None for no limit."""
        if not self._seconds:
            return None
        ends = (hand.since + self._seconds for hand in hands if hand.slots)
        return max(0.0, min(ends, default=time.monotonic() + self._seconds) - time.monotonic())

    def _bury(self, hand: _Hand[T]) -> None:
        """Act on the death of a process: the page it died over is read once more, alone in its turn."""
        if not hand.slots:
            self._stillborn += not hand.ready
            code = self._dismiss(hand)
            if self._stillborn >= _MOST_DEATHS:
                raise KhabarError(f"no process that reads pages can be started ({_cause(code)}); try --jobs 1")
            return
        slot = hand.slots.popleft()
        code = self._dismiss(hand)
        slot.deaths += 1
        if slot.deaths < _MOST_DEATHS:
            self._turns.appendleft([slot])
        else:
            slot.give_up(f"the process that read it died twice over it ({_cause(code)})")

    def _dismiss(self, hand: _Hand[T]) -> int:
        """End a process, give its pages to others, and return its exit code."""
        self._hands.remove(hand)
        if hand.slots:
            self._turns.appendleft(list(hand.slots))
        return hand.end()


def start_deaf(process: BaseProcess) -> None:
    """Start a process that Ctrl-C does not end: at a terminal that reaches every process, and the first is to act."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process.start()
    finally:
        signal.signal(signal.SIGINT, before)


def _cause(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def _work(link: Connection, make: Callable[[Record], T], manner: Manner) -> None:
    """Answer pages for as long as there is somebody to answer; the first answer says that all is ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        lexicon, model = load_means(manner)
        link.send(None)
        while True:
            for page in link.recv():
                link.send(read_one(page, lexicon, make, model))
