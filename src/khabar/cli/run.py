"""One command run from its arguments to its exit code, whatever happens on the way."""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from khabar.cli.arguments import parser
from khabar.cli.output import say
from khabar.errors import KhabarError

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, UNREAD, WRONG_USE, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command `arguments` name, those of the process where that is None, and return the exit code."""
    wanted = parser().parse_args(arguments)
    # Without a handler Python prints the warnings of every library to stderr; what matters to the user is said by us.
    logging.getLogger().addHandler(logging.NullHandler())
    # A command's module is loaded when it runs: `show` must not wait for the HTML and WARC readers of `read`.
    command = import_module(f"khabar.cli.{wanted.command}")
    try:
        code = command.run(wanted)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough (`| head`). Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt as err:
        say(f"stopped{f'; {err}' if str(err) else ''}")
        return STOPPED
    except (KhabarError, OSError) as err:
        for line in str(err).splitlines():
            say(line)
        return WRONG_USE
    return int(code)
