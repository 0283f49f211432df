"""`khabar serve`: a record file in the reading room, on this machine."""

from __future__ import annotations

import socket
from contextlib import ExitStack, contextmanager
from importlib import import_module
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from khabar.cli.output import say
from khabar.errors import KhabarError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

# What the extra `web` brings.
_NEEDED = ("starlette", "jinja2", "babel", "uvicorn")
_LONGEST_NAME = 100
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_FRESH = 1.0  # seconds after which a change of the file is taken in, whether or not anybody asks
_STOPPED = 130


def run(wanted: Namespace) -> int:
    """Run the command until it is stopped."""
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise UsageError(f"the reading room needs {', '.join(missing)}: pip install 'khabar[web]'")
    reviewer = _reviewer(wanted.reviewer.strip(), review=wanted.review)
    with ExitStack() as stack:
        is_watched = None
        if wanted.watch:
            # Loaded here, since a record that is only shown must not wait for all that reads pages.
            watch = import_module("khabar.cli.watch")
            manner = import_module("khabar.cli.pages").read_manner(wanted)
            watching = watch.watching(wanted.record, wanted.watch, wanted.captured, manner)
            is_watched = stack.enter_context(watching)
        # Loaded here, since only this command may need what an extra brings.
        app = import_module("khabar.web").make_app(Path(wanted.record), _hosts(wanted.host, wanted.name), reviewer)
        if is_watched:
            stack.enter_context(_kept_fresh(app.state.room, is_watched))
        _serve(app, wanted)
    return _STOPPED  # nothing else ends it; where the event loop swallows the interrupt, it ends without one


def _serve(app: Any, wanted: Namespace) -> None:
    uvicorn = import_module("uvicorn")
    with _listen(wanted.host, wanted.port) as listening:
        host = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
        if wanted.review and not _is_loopback(wanted.host):
            say("whoever reaches this address can correct the record")
        say(f"{wanted.record} at http://{host}:{listening.getsockname()[1]}/ (Ctrl-C stops it)")
        config = uvicorn.Config(app, log_level="warning", server_header=False, date_header=False)
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _kept_fresh(room: Any, is_watched: Callable[[], bool]) -> Iterator[None]:
    """Take in changes of the file as they come, so that no reader waits for the catalogue to be made."""
    ended = Event()

    def keep() -> None:
        last = ""
        while not ended.wait(_FRESH):
            told = "" if is_watched() else "pages are no longer added: the process that adds them has ended"
            try:
                with room.desk():
                    pass
            except KhabarError as err:
                told = str(err)
            if told not in {"", last}:
                say(told)
            last = told

    thread = Thread(target=keep, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _reviewer(name: str, *, review: bool) -> str:
    """Return the name under which corrections are kept, "" where none are taken."""
    if review and not name:
        raise UsageError("who reviews? give --reviewer NAME, under which corrections are kept")
    if name and not review:
        raise UsageError("--reviewer is for --review, which lets the record be corrected")
    if not name.isprintable() or len(name) > _LONGEST_NAME:
        raise UsageError(f"a reviewer's name is at most {_LONGEST_NAME} characters that can be seen")
    return name


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as err:
        raise UsageError(f"cannot listen on {host} port {port}: {err.strerror or err}") from err


def _hosts(host: str, names: list[str]) -> list[str]:
    """Return the names under which browsers may call: those of this machine and those given, or any."""
    if _is_loopback(host):
        return [*_LOOPBACK, *names]
    if not names:
        say("open to the network, under any name: give --name to allow only that")
    return [host, *_LOOPBACK, *names] if names else ["*"]


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in _LOOPBACK
