"""The reading room as an ASGI application: addresses to pages, in two languages, and their twins in JSON and CSV.

::

    /  /review              to the reader's language
    /ar/…  /en/…            the pages, one address a leaf
    /ar/settings            what a reader prefers, kept in a cookie
    /api/NAME               the same as JSON; /api/NAME.csv where a page is a table
    /openapi.json           what the API takes and gives
    /static/…               style, script, fonts
    /ar/review/…            where corrections are sent, if there is a reviewer
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from khabar.errors import StoreError, UsageError
from khabar.query.room import Room
from khabar.web.addresses import back_inside
from khabar.web.asked import read_asked
from khabar.web.forms import Refused
from khabar.web.language import CODES, DIGITS, MONTHS, Language
from khabar.web.leaves import LEAVES, REVIEW_LEAVES
from khabar.web.openapi import describe
from khabar.web.render import View, render, render_error, render_settings
from khabar.web.reviewing import review_routes
from khabar.web.security import KnownHosts, SafeHeaders, is_from_here
from khabar.web.session import Sessions
from khabar.web.tables import write_csv

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from starlette.requests import Request

    from khabar.web.language import Code
    from khabar.web.leaves import Leaf

_COOKIE = "khabar"
_YEAR = 365 * 24 * 3600


def make_app(path: Path, hosts: Sequence[str], reviewer: str = "") -> Starlette:
    """Return the application that shows the record file at `path` to browsers that call it by one of `hosts`.

    A page elsewhere that has its own name lead to this machine is refused by that. With a `reviewer` corrections are
    taken, and kept under that name; without, the file is never written.

    Raises:
        StoreError: there is no record file at `path`.

    """
    room = Room(path)
    app = Starlette(
        routes=_routes(reviewing=bool(reviewer)),
        middleware=[
            Middleware(SafeHeaders),
            Middleware(KnownHosts, hosts=hosts),
        ],
        exception_handlers={HTTPException: _fail, UsageError: _refuse, StoreError: _refuse, Refused: _turn_down},
    )
    app.state.room, app.state.reviewer, app.state.sessions = room, reviewer, Sessions()
    return app


def _routes(*, reviewing: bool) -> list[Route | Mount]:
    routes: list[Route | Mount] = [Route("/", _enter), Route("/openapi.json", _describe)]
    for code in CODES:
        routes.append(Route(f"/{code}/settings", _settings(code), methods=["GET", "POST"], name=f"{code}-settings"))
        leaves = (*LEAVES, *REVIEW_LEAVES) if reviewing else LEAVES
        routes += [Route(f"/{code}/{leaf.path}", _page(leaf, code)) for leaf in leaves]
    routes += [Route("/review", _enter), *review_routes()] if reviewing else []
    for leaf in LEAVES:
        routes.append(Route(f"/api/{leaf.name}", _twin(leaf)))
        if leaf.table:
            routes.append(Route(f"/api/{leaf.name}.csv", _table(leaf)))
    routes.append(Mount("/static", StaticFiles(directory=str(files("khabar.web") / "static"))))
    return routes


def _page(leaf: Leaf, code: Code) -> Callable[[Request], Response]:
    def respond(request: Request) -> Response:
        asked, shown = _look_up(leaf, request)
        view = _view(request, code, leaf.path)
        if leaf.twin:
            return HTMLResponse(render(view, leaf, asked, shown))
        sessions: Sessions = request.app.state.sessions
        session = sessions.find(request)
        response = HTMLResponse(render(replace(view, token=session.token), leaf, asked, shown))
        sessions.keep(response, session)
        return response

    return respond


def _twin(leaf: Leaf) -> Callable[[Request], Response]:
    def respond(request: Request) -> Response:
        _, shown = _look_up(leaf, request)
        return Response(orjson.dumps(shown), media_type="application/json")

    return respond


def _table(leaf: Leaf) -> Callable[[Request], Response]:
    def respond(request: Request) -> Response:
        _, shown = _look_up(leaf, request)
        headers = {"Content-Disposition": f'attachment; filename="{leaf.name}.csv"'}
        return Response(write_csv(getattr(shown, leaf.table)), media_type="text/csv; charset=utf-8", headers=headers)

    return respond


def _look_up(leaf: Leaf, request: Request) -> tuple[object, object]:
    asked: object = read_asked(leaf.asked, request.query_params)
    with request.app.state.room.desk() as desk:
        shown = leaf.show(desk, asked)
    if shown is None:
        raise HTTPException(404)
    return asked, shown


def _enter(request: Request) -> Response:
    wanted = request.headers.get("accept-language", "").lower()
    first = min(CODES, key=lambda code: wanted.find(code) if code in wanted else len(wanted) + CODES.index(code))
    return RedirectResponse(f"/{first}{request.url.path}", headers={"Vary": "Accept-Language"})


def _describe(request: Request) -> Response:
    return Response(orjson.dumps(describe(str(request.base_url))), media_type="application/json")


def _settings(code: Code) -> Callable[[Request], Awaitable[Response]]:
    async def respond(request: Request) -> Response:
        if request.method != "POST":
            back = back_inside(request.query_params.get("back", ""))
            return HTMLResponse(render_settings(_view(request, code, "settings"), back or f"/{code}/"))
        if not is_from_here(request):
            raise HTTPException(403)
        form = {
            name: values[-1] for name, values in parse_qs((await request.body()).decode("utf-8", "replace")).items()
        }
        response = RedirectResponse(back_inside(form.get("back", "")) or f"/{code}/", status_code=303)
        kept = f"{form.get('digits', '')}-{form.get('months', '')}"
        response.set_cookie(_COOKIE, _language(code, kept).preference, max_age=_YEAR, httponly=True, samesite="strict")
        return response

    return respond


def _view(request: Request, code: Code, path: str) -> View:
    language = _language(code, request.cookies.get(_COOKIE, ""))
    state = request.app.state
    return View(language, path, dict(request.query_params), state.room.path.name, state.reviewer)


def _language(code: Code, kept: str) -> Language:
    """Return a language with what the reader prefers of it; what is no preference is passed over."""
    words = kept.split("-")
    digits = next((choice for choice in DIGITS if choice in words), DIGITS[0])
    return Language(code, digits, next((choice for choice in MONTHS if choice in words), MONTHS[0]))


def _refuse(request: Request, err: Exception) -> Response:
    return _say(request, 400, str(err))


def _turn_down(request: Request, err: Exception) -> Response:
    return _say(request, err.status if isinstance(err, Refused) else 400, str(err))


def _fail(request: Request, err: Exception) -> Response:
    status = err.status_code if isinstance(err, HTTPException) else 500
    return _say(request, status, "")


def _say(request: Request, status: int, message: str) -> Response:
    path = request.url.path
    if path.startswith("/api/"):
        return Response(orjson.dumps({"error": message or status}), status, media_type="application/json")
    code = next((code for code in CODES if path.startswith(f"/{code}/")), CODES[-1])
    below = ""
    with suppress(IndexError):
        below = path.split("/", 2)[2]
    return HTMLResponse(render_error(_view(request, code, below), status, message), status)
