"""The way back into the reading room."""

from __future__ import annotations


def back_inside(path: str) -> str:
    """Return a path to go back to where it leads nowhere else, else ""."""
    inside = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if inside and path.isprintable() else ""
