"""The addresses of the reading room's pages, and the way from any fact to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping


def address(base: str, path: str, query: Mapping[str, object], anchor: str = "") -> str:
    """Return the address of a page under `base` (`/ar`, `/api`), parameters without a value left out."""
    asked = urlencode({name: str(value) for name, value in query.items() if value not in {"", None}})
    return f"{base}/{path}{f'?{asked}' if asked else ''}{f'#{anchor}' if anchor else ''}"


def words_address(base: str, page: str, start: int, end: int) -> str:
    """Return the address at which characters `[start, end)` of a page are lit up."""
    return address(base, "page", {"id": page, "at": f"{start}-{end}"}, "at")


def outside(url: str) -> str:
    """Return the address of a page on the web where a browser may be sent there, else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""
