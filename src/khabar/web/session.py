"""Who may send corrections: browsers that were shown a form of this process, and send it from there."""

from __future__ import annotations

import hmac
import re
from hashlib import sha256
from secrets import token_bytes, token_hex
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_COOKIE = "khabar-review"
_ID = re.compile(r"[0-9a-f]{32}")


class Session(NamedTuple):
    """A browser's session: its id, kept by the browser, and the token that its forms hold."""

    id: str
    token: str


class Sessions:
    """The sessions of one process. A token is of one session and of this process alone: both are lost with it."""

    def __init__(self) -> None:
        self._secret = token_bytes(32)

    def find(self, request: Request) -> Session:
        """Return the session of a request, a new one where it has none."""
        kept = request.cookies.get(_COOKIE, "")
        identity = kept if _ID.fullmatch(kept) else token_hex(16)
        return Session(identity, self._sign(identity))

    def keep(self, response: Response, session: Session) -> None:
        """Have the browser keep the session, out of reach of scripts and of other sites, until it is closed."""
        response.set_cookie(_COOKIE, session.id, httponly=True, samesite="strict")

    def is_of(self, request: Request, token: str) -> bool:
        """Return whether a token is the one that the forms of this browser hold."""
        kept = request.cookies.get(_COOKIE, "")
        sound = _ID.fullmatch(kept) is not None
        return hmac.compare_digest(token.encode(), self._sign(kept).encode()) and sound

    def _sign(self, identity: str) -> str:
        return hmac.new(self._secret, identity.encode(), sha256).hexdigest()
