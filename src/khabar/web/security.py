"""What keeps a page of anybody's making from acting in the reader's browser, and other sites from acting through it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Style, script and fonts of our own files alone; nothing inline, nothing from outside, nothing framed.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SafeHeaders:
    """ASGI middleware that sends `HEADERS` with every answer, and lets browsers keep only our own files."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call on."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-cache" if scope["path"].startswith("/static/") else "no-store")
            await send(message)

        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)


class KnownHosts:
    """ASGI middleware that answers only browsers which call the room by one of `hosts`; `*` is any name.

    Without it a page elsewhere could have its own name lead to this machine, and read the record as its own.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call on, or refuse it."""
        if scope["type"] == "http" and "*" not in self._hosts and _called(scope) not in self._hosts:
            await PlainTextResponse("unknown host", 400)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _called(scope: Scope) -> str:
    """Return the name or address by which a browser calls, without its port."""
    try:
        return urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or ""
    except ValueError:
        return ""


def is_from_here(request: Request) -> bool:
    """Return whether a form was sent from one of our own pages, as far as the browser tells; browsers all do."""
    site = request.headers.get("sec-fetch-site", "")
    origin = request.headers.get("origin", "")
    if site:
        return site == "same-origin"
    return bool(origin) and urlsplit(origin).netloc == request.headers.get("host", "")
