"""The bytes or characters of one page in, the `Page` out, whatever they were read from.

Raises the `ReadError` that says why where there is no page in them; callers hand that on as a value.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from khabar.errors import NotAPage, TooLarge, Undecodable, Unwanted
from khabar.model import Metadata, Page
from khabar.readers.encoding import decode, is_binary
from khabar.readers.kinds import name_binary
from khabar.readers.source import Hints

if TYPE_CHECKING:
    from khabar.readers.source import Source

_META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_INVISIBLE = re.compile("[\\s\0\u200b-\u200f\u2060\ufeff]*")
_NO_HINTS = Hints()


def read_text(raw: bytes, source: Source, hints: Hints = _NO_HINTS) -> Page:
    """Return the page whose text `raw` holds.

    Raises:
        NotAPage: where `raw` is empty or binary.
        TooLarge: where it or its text is over the limit.
        Undecodable: where it is text in no encoding tried.

    """
    return text_page(_decoded(raw, source, hints.charset), raw, source, hints)


def read_markup(raw: bytes, source: Source, hints: Hints = _NO_HINTS) -> Page:
    """Return the page whose HTML `raw` holds. Raises as `read_text`."""
    named = _META_CHARSET.search(raw, 0, 4096)
    charset = hints.charset or (named[1].decode("ascii", "replace") if named else "")
    return markup_page(_decoded(raw, source, charset), raw, source, hints)


def text_page(text: str, raw: bytes, source: Source, hints: Hints) -> Page:
    """Return `text`, which was decoded from `raw`, as a page.

    Raises:
        NotAPage: where nothing of it can be seen.
        TooLarge: where it is over the limit.
        Unwanted: where the source does not want it.

    """
    _check_wanted(text, source)
    if _INVISIBLE.fullmatch(text):
        raise NotAPage(source.name, "empty: there is no text in it")
    return _page(text, raw, source, hints, Metadata(title=hints.title, author=hints.author))


def markup_page(markup: str, raw: bytes, source: Source, hints: Hints) -> Page:
    """Return the HTML `markup`, which was decoded from `raw`, rendered as a page.

    Raises:
        NotAPage: where its rendering is empty.
        TooLarge: where it is over the limit.
        Unwanted: where the source does not want it.

    """
    _check_wanted(markup, source)
    # trafilatura takes five times as long to import as everything else a pile of text files needs.
    from khabar.readers.html import render  # noqa: PLC0415

    rendering = render(markup, hints, source.limits)
    if not rendering.text:
        raise NotAPage(source.name, "empty: the markup shows no text")
    return _page(rendering.text, raw, source, hints._replace(url=hints.url or rendering.url), rendering.metadata)


def check_size(raw: bytes, source: Source) -> None:
    """Raise `TooLarge` where `raw` is over the limit of a page."""
    if len(raw) > source.limits.page_bytes:
        raise over_bytes(source)


def over_bytes(source: Source, name: str = "") -> TooLarge:
    """Return the error of a page with too many bytes, in `name` where that is not the source as a whole."""
    reason = f"too large: a page may have {source.limits.page_bytes:,} bytes"
    return TooLarge(name or source.name, reason, "page_bytes")


def _check_wanted(content: str, source: Source) -> None:
    if source.wants and not source.wants(content):
        raise Unwanted(source.name, "passed over")


def _decoded(raw: bytes, source: Source, charset: str) -> str:
    check_size(raw, source)
    if not raw:
        raise NotAPage(source.name, "empty: it has no bytes")
    if name_binary(raw) or is_binary(raw):
        raise NotAPage(source.name, f"binary: {name_binary(raw) or 'not text'}")
    text = decode(raw, charset)
    if text is None:
        raise Undecodable(source.name, "its bytes are text in none of the encodings tried; save it as UTF-8")
    return text


def _page(text: str, raw: bytes, source: Source, hints: Hints, metadata: Metadata) -> Page:
    most = source.limits.page_characters
    if len(text) > most:
        raise TooLarge(source.name, f"too long: the text of a page may have {most:,} characters", "page_characters")
    digest = sha256(raw).hexdigest()
    page = Page(
        id=hints.id or digest[:16],
        text=text,
        url=hints.url,
        outlet=hints.outlet,
        captured=hints.captured or source.captured,
        sha256=digest,
        metadata=metadata,
    )
    if source.keep:
        source.keep(page, raw)
    return page
