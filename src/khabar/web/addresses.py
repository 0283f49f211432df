"""Addresses that lead out of the reading room, and back into it."""

from __future__ import annotations

from urllib.parse import urlsplit


def outside(url: str) -> str:
    """Return the address of a page on the web where a browser may be sent there, else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""


def back_inside(path: str) -> str:
    """Return a path to go back to where it leads nowhere else, else ""."""
    inside = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if inside and path.isprintable() else ""
