"""Corrections taken from forms: checked, made into edits, kept in the record file.

A form tells what its sender saw, by the hash of the page's text and a digest of the value. Where either is another by
now nothing is kept, and the sender is told. The clock is read here and nowhere below.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, unquote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.routing import Route

from khabar.review import (
    ADDED,
    FIELDS,
    WHOLE,
    Edit,
    added_id,
    find_edit_fault,
    find_field,
    find_target,
    hash_text,
    read_field,
    words_at,
)
from khabar.web.addresses import back_inside
from khabar.web.forms import Refused, read_added, read_value
from khabar.web.language import CODES
from khabar.web.leaves import mark
from khabar.web.security import is_from_here
from khabar.web.views.things import digest_value, form_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from khabar.model import Record
    from khabar.query.room import Room
    from khabar.review import Kind, Target, Value, Verdict, Words
    from khabar.store import Store
    from khabar.web.forms import Sent
    from khabar.web.language import Code

    Action = Callable[[Store, str, Sent], str]  # returns the id of the page

# Bytes of a form; the longest quotations have some thousand letters.
_LARGEST = 256 * 1024
_LONGEST_NOTE = 2000
_CHANGED = mark("The page has changed since the form was shown. Look at it again.")
_VERDICTS: tuple[Verdict, ...] = ("accept", "fix", "reject")
_FORM = "application/x-www-form-urlencoded"


def review_routes() -> list[Route]:
    """Return the addresses to which forms are sent, in each language."""
    actions: dict[str, Action] = {"save": _save, "add": _add, "back": _take_back}
    return [
        Route(f"/{code}/review/{name}", _take(action, code), methods=["POST"])
        for code in CODES
        for name, action in actions.items()
    ]


def _take(action: Action, code: Code) -> Callable[[Request], Awaitable[Response]]:
    async def respond(request: Request) -> Response:
        if not is_from_here(request) or request.headers.get("content-type", "").split(";")[0].strip() != _FORM:
            raise HTTPException(403)
        sent = await _read(request)
        if not request.app.state.sessions.is_of(request, sent.get("token", "")):
            raise HTTPException(403)
        await run_in_threadpool(_act, request.app.state.room, action, request.app.state.reviewer, sent)
        return RedirectResponse(back_inside(sent.get("back", "")) or f"/{code}/review", status_code=303)

    return respond


def _act(room: Room, action: Action, reviewer: str, sent: Sent) -> None:
    room.change(lambda store: action(store, reviewer, sent))


async def _read(request: Request) -> Sent:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise HTTPException(413)
    text = body.decode("utf-8", "replace")
    try:
        return {name: values[-1] for name, values in parse_qs(text, keep_blank_values=True, max_num_fields=200).items()}
    except ValueError as err:
        raise HTTPException(400) from err


class _Form(NamedTuple):
    """What all edits made of one form share."""

    record: Record
    reviewer: str
    sent: Sent
    kind: Kind
    target: str
    words: Words

    def edit(self, field: str, verdict: Verdict, old: Value = (), new: Value = ()) -> Edit:
        """Return a verdict on a field of the thing the form is of.

        Raises:
            Refused: it makes no sense.

        """
        when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        page, text = self.record.page.id, hash_text(self.record.page.text)
        note = self.sent.get("note", "").strip()[:_LONGEST_NOTE]
        thing = self.kind, self.target, self.words
        edit = Edit(self.reviewer, when, page, text, *thing, field, verdict, old, new, note)
        if find_edit_fault(edit):
            raise Refused(mark("That value does not fit the field."))
        return edit


def _save(store: Store, reviewer: str, sent: Sent) -> str:
    """Keep a verdict on a field, or on a whole thing."""
    record = _find_record(store, sent)
    kind = next((kind for kind in FIELDS if kind == sent.get("kind")), None)
    target = find_target(record, kind, unquote(sent.get("target", ""))) if kind else None
    if target is None:
        raise Refused(_CHANGED, 409)
    form = _Form(record, reviewer, sent, target.kind, target.id, words_at(record.page.text, target.span))
    verdict = next((verdict for verdict in _VERDICTS if verdict == sent.get("verdict")), None)
    if verdict is None:
        raise HTTPException(400)
    name = sent.get("field", WHOLE)
    store.correct(_judge_whole(form, target, verdict) if name == WHOLE else [_judge(form, target, name, verdict)])
    return record.page.id


def _judge_whole(form: _Form, target: Target, verdict: Verdict) -> Iterator[Edit]:
    """Yield the edits of a verdict on a thing: who accepts it accepts what all its fields hold."""
    if verdict == "accept" and target.kind in ADDED:
        for field in FIELDS[target.kind]:
            yield form.edit(field.name, verdict, read_field(form.record, target, field.name))
    yield form.edit(WHOLE, verdict)


def _judge(form: _Form, target: Target, name: str, verdict: Verdict) -> Edit:
    """Return the edit of a verdict on a field. To change nothing is to accept, to empty it to reject."""
    field = find_field(target.kind, name)
    if field is None:
        raise HTTPException(400)
    old = read_field(form.record, target, name)
    if digest_value(old) != form.sent.get("seen", ""):
        raise Refused(_CHANGED, 409)
    if verdict != "fix":
        return form.edit(name, verdict, old)
    near = [part.words.start for part in old if part.words] or [target.span.start]
    new = read_value(form.record.page.text, field, form.sent, near)
    if new == old:
        return form.edit(name, "accept", old)
    return form.edit(name, "fix" if new or field.needed else "reject", old, new)


def _add(store: Store, reviewer: str, sent: Sent) -> str:
    """Keep a thing that was not found, with those of its fields that the form tells."""
    record = _find_record(store, sent)
    kind = next((kind for kind in ADDED if kind == sent.get("kind")), None)
    if kind is None:
        raise HTTPException(400)
    new = read_added(record.page.text, kind, sent)
    spans = [part.words for part in new if part.words]
    form = _Form(record, reviewer, sent, kind, added_id(record.page.id, kind, *spans), spans[-1])
    if find_target(record, kind, form.target):
        raise Refused(mark("The record holds it already."), 409)
    store.correct([form.edit(WHOLE, "add", (), new), *_fill(form)])
    return record.page.id


def _fill(form: _Form) -> Iterator[Edit]:
    """Yield the edits of the fields that a form tells of an added thing beside its words."""
    for field in FIELDS[form.kind]:
        opening = f"{field.name}."
        given = {name.removeprefix(opening): text for name, text in form.sent.items() if name.startswith(opening)}
        if given and (value := read_value(form.record.page.text, field, given, [form.words.start])):
            yield form.edit(field.name, "fix", (), value)


def _take_back(store: Store, reviewer: str, sent: Sent) -> str:
    """Drop a correction of this reviewer; with one of a whole thing, what the same form said of its fields."""
    number = sent.get("number", "")
    kept = store.edits()
    own = next((one for one in kept if str(one.number) == number and one.edit.who == reviewer), None)
    if own is None:
        raise Refused(mark("There is no such correction of yours."), 404)
    whole = own.edit.field == WHOLE
    store.take_back(one.number for one in kept if one is own or (whole and form_of(one) == form_of(own)))
    return own.edit.page


def _find_record(store: Store, sent: Sent) -> Record:
    record = store.record(unquote(sent.get("page", "")))
    if record is None:
        raise HTTPException(404)
    if hash_text(record.page.text) != sent.get("hash", ""):
        raise Refused(_CHANGED, 409)
    return record
