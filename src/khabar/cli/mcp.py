"""`khabar mcp`: a record file as a server of the Model Context Protocol, on the standard streams."""

from __future__ import annotations

import signal
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace


def run(wanted: Namespace) -> int:
    """Run the command until the client ends it."""
    if find_spec("mcp") is None:
        raise UsageError("the server needs mcp: pip install 'khabar[mcp]'")
    # Loaded here, since only this command may need what an extra brings.
    server = import_module("khabar.mcp.server").make_server(Path(wanted.record), wanted.room)
    # The thread that waits for the client cannot be called back; nothing is written that could be left half done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    server.run()
    return 0
