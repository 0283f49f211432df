"""What the values of the record are called, and the phrases of a date's proof, in words that can be translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khabar.review import BY_REVIEWER
from khabar.web.leaves import mark

if TYPE_CHECKING:
    from khabar.web.language import Language

KINDS = {
    "headline": mark("headline"),
    "body": mark("article"),
    "byline": mark("byline"),
    "dateline": mark("dateline"),
    "date": mark("date line"),
    "caption": mark("caption"),
    "embed": mark("embedded post"),
    "read_also": mark("read also"),
    "related": mark("related"),
    "navigation": mark("navigation"),
    "share": mark("sharing"),
    "advert": mark("advertisement"),
    "comments": mark("comments"),
    "counter": mark("counter"),
    "legal": mark("legal"),
    "other": mark("other"),
}
ACTS = {
    "state": mark("states"),
    "announce": mark("announces"),
    "deny": mark("denies"),
    "accuse": mark("accuses"),
    "condemn": mark("condemns"),
    "demand": mark("demands"),
    "pledge": mark("pledges"),
    "warn": mark("warns"),
    "support": mark("supports"),
    "condole": mark("condoles"),
}
FORMS = {
    "direct": mark("word for word"),
    "indirect": mark("reported speech"),
    "mixed": mark("partly word for word"),
}
STANCES = {
    "neutral": mark("neutral"),
    "distancing": mark("keeps its distance"),
    "endorsing": mark("endorses"),
}
CHANNELS = {
    "tweet": mark("tweet"),
    "statement": mark("written statement"),
    "press_conference": mark("press conference"),
    "interview": mark("interview"),
    "call": mark("phone call"),
    "meeting": mark("meeting"),
    "speech": mark("speech"),
    "report": mark("report"),
    "other": mark("other"),
}
TYPES = {
    "AGREE": mark("agreement"),
    "CONSULT": mark("meeting or call"),
    "SUPPORT": mark("support"),
    "CONCEDE": mark("concession"),
    "COOPERATE": mark("cooperation"),
    "AID": mark("aid"),
    "RETREAT": mark("retreat"),
    "REQUEST": mark("request"),
    "ACCUSE": mark("accusation"),
    "REJECT": mark("rejection"),
    "THREATEN": mark("threat"),
    "PROTEST": mark("protest"),
    "SANCTION": mark("sanction"),
    "MOBILIZE": mark("mobilisation"),
    "COERCE": mark("coercion"),
    "ASSAULT": mark("assault"),
}
STATUSES = {
    "actual": mark("happened"),
    "planned": mark("planned"),
    "hypothetical": mark("possible"),
    "denied": mark("denied"),
}
REPRINTS = {
    "reprint": mark("the same text"),
    "cut": mark("cut"),
    "edited": mark("edited"),
    "rewrite": mark("rewritten"),
    "passage": mark("a passage"),
}
TIES = {
    "with": mark("meets, agrees"),
    "for": mark("backs"),
    "against": mark("opposes"),
}
CLASHES = {
    "negation": mark("negation"),
    "number": mark("numbers"),
    "antonym": mark("opposites"),
    "party": mark("another party"),
    "modality": mark("not yet, or maybe"),
}
SIDES = {"for": mark("for"), "against": mark("against"), "open": mark("side open")}
SAYS = {
    "named": mark("named"),
    "concluded": mark("concluded"),
    "holds": mark("said to hold"),
    "wanted": mark("its keeping wanted"),
    "broken": mark("said to be broken"),
    "ended": mark("said to have ended"),
}
MENTIONS = {"PER": mark("person"), "ORG": mark("organisation"), "LOC": mark("place")}
PRECISIONS = {
    "airport": mark("airport"),
    "base": mark("base"),
    "camp": mark("camp"),
    "capital": mark("capital"),
    "city": mark("city"),
    "continent": mark("continent"),
    "country": mark("country"),
    "crossing": mark("crossing"),
    "island": mark("island"),
    "mountain": mark("mountain"),
    "province": mark("province"),
    "quarter": mark("quarter"),
    "region": mark("region"),
    "site": mark("site"),
    "town": mark("town"),
    "water": mark("water"),
}
PROBLEMS = {
    "no article on this page": mark("no article on this page"),
    "no headline": mark("no headline"),
    "unbalanced quotation mark": mark("unbalanced quotation mark"),
    "no day of publication": mark("no day of publication"),
    "pasted text": mark("pasted text"),
    "no speaker named": mark("no speaker named"),
    "not enough to give a day": mark("not enough to give a day"),
    "a date told of, too far to help": mark("a date told of, too far to help"),
    "told of outside its period": mark("told of outside its period"),
    "does not hold on that day: a misprint or pasted text": mark(
        "does not hold on that day: a misprint or pasted text"
    ),
    "does not fit what the article says": mark("does not fit what the article says"),
    "day of capture, not of the article": mark("day of capture, not of the article"),
    "not of the article": mark("not of the article"),
    "date of another article": mark("date of another article"),
    "a reviewer gave the day": mark("a reviewer gave the day"),
}
WEEKDAYS = {
    "Monday": mark("a Monday"),
    "Tuesday": mark("a Tuesday"),
    "Wednesday": mark("a Wednesday"),
    "Thursday": mark("a Thursday"),
    "Friday": mark("a Friday"),
    "Saturday": mark("a Saturday"),
    "Sunday": mark("a Sunday"),
}
WHEN = {
    "today": mark("today is %(what)s"),
    "yesterday": mark("yesterday is %(what)s"),
    "tomorrow": mark("tomorrow is %(what)s"),
    "the day before yesterday": mark("the day before yesterday is %(what)s"),
    "the day after tomorrow": mark("the day after tomorrow is %(what)s"),
}
FIELDS = {
    "speaker": mark("speaker"),
    "source": mark("named here as"),
    "cue": mark("cue"),
    "content": mark("content"),
    "act": mark("act"),
    "form": mark("form"),
    "channel": mark("channel"),
    "relay": mark("passed on by"),
    "addressee": mark("to whom it is said"),
    "hedge": mark("the outlet's distance"),
    "outlet_stance": mark("stance of the outlet"),
    "type": mark("type"),
    "trigger": mark("word that tells it"),
    "status": mark("status"),
    "actors": mark("who did it"),
    "recipients": mark("to whom it was done"),
    "place": mark("place"),
    "date": mark("day"),
    "identity": mark("who or what it names"),
    "kind": mark("kind of line"),
    "": mark("all of it"),
}
THINGS = {
    "page": mark("page"),
    "line": mark("line"),
    "mention": mark("name"),
    "statement": mark("statement"),
    "event": mark("event"),
}
VERDICTS = {
    "accept": mark("accepted"),
    "fix": mark("changed"),
    "reject": mark("rejected"),
    "add": mark("added"),
}
CONFLICTS = {
    "the page is not in the record": mark("the page is not in the record"),
    "the text of the page is another now": mark("the text of the page is another now"),
    "there is no such thing on the page now": mark("there is no such thing on the page now"),
    "the thing stands at other words now": mark("the thing stands at other words now"),
    "the words are not on the page": mark("the words are not on the page"),
    "another value is read there now": mark("another value is read there now"),
    "another reviewer judged otherwise later": mark("another reviewer judged otherwise later"),
}
LABELS = {
    "kind": KINDS,
    "act": ACTS,
    "form": FORMS,
    "stance": STANCES,
    "channel": CHANNELS,
    "type": TYPES,
    "status": STATUSES,
    "reprint": REPRINTS,
    "tie": TIES,
    "clash": CLASHES,
    "side": SIDES,
    "says": SAYS,
    "mention": MENTIONS,
    "precision": PRECISIONS,
    "problem": PROBLEMS,
    "field": FIELDS,
    "thing": THINGS,
    "verdict": VERDICTS,
    "conflict": CONFLICTS,
}

_FIXED = {BY_REVIEWER: mark("a reviewer")}
_WHEN = re.compile(rf"({'|'.join(WHEN)}) is (.+)")
_YEARLESS = re.compile(r"day (\d+) of month (\d+)( \(Hijri\))?, year not given")
_MONTH = re.compile(r"this month is month (\d+)")
_WEEKDAY = re.compile(rf"a ({'|'.join(WEEKDAYS)})( to come)?")
_METADATA = re.compile(r"metadata: (\d{4}(?:-\d\d){0,2})")
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")

# Under which of these the codes of a field are called; those of other fields bear the field's name.
_OF_FIELD = {("statement", "outlet_stance"): "stance", ("mention", "type"): "mention", ("event", "type"): "type"}


def label_of(kind: str, field: str) -> str:
    """Return the key of `LABELS` for the codes of a field of a kind of thing, "" where it holds none."""
    return _OF_FIELD.get((kind, field), field if field in {"act", "form", "channel", "status", "kind"} else "")


def label(language: Language, kind: str, value: str) -> str:
    """Return what a value of the record is called; the value itself where nothing calls it otherwise."""
    return language.label(LABELS[kind].get(value, value))


def say(language: Language, says: str) -> str:
    """Return what a phrase says of the day of publication, in words of the language where its form is known."""
    if found := _WHEN.fullmatch(says):
        return language.label(WHEN[found[1]]) % {"what": say(language, found[2])}
    if found := _METADATA.fullmatch(says):
        return language.label(mark("markup of the page: %(what)s")) % {"what": language.day(found[1])}
    if found := _YEARLESS.fullmatch(says):
        return _say_yearless(language, int(found[1]), int(found[2]), hijri=bool(found[3]))
    if found := _MONTH.fullmatch(says):
        return language.label(mark("this month is %(month)s")) % {"month": language.month(int(found[1]))}
    if found := _WEEKDAY.fullmatch(says):
        day = language.label(WEEKDAYS[found[1]])
        return language.label(mark("%(day)s to come")) % {"day": day} if found[2] else day
    said = language.label(_FIXED[says]) if says in _FIXED else says
    return language.day(says) if _DAY.fullmatch(says) else said


def _say_yearless(language: Language, day: int, month: int, *, hijri: bool) -> str:
    if hijri:
        text = language.label(mark("%(day)s of Hijri month %(month)s, year not given"))
        return text % {"day": language.number(day), "month": language.number(month)}
    text = language.label(mark("%(day)s %(month)s, year not given"))
    return text % {"day": language.number(day), "month": language.month(month)}
