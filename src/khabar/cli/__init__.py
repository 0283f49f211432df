"""The command line: the only part of khabar that prints and ends the process."""

from khabar.cli.run import main

__all__ = ["main"]
