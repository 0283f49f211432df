"""Records made by hand for the tests of the reading room: a small pile of sound pages, and one that means harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.account import (
    Accord,
    Account,
    Claim,
    Contradiction,
    Count,
    Group,
    Happening,
    Identity,
    Joined,
    Keeping,
    Origin,
    Position,
    Profile,
    Rendering,
    Reprint,
    Story,
    Stretch,
    Supply,
    Utterance,
)
from khabar.model import (
    Article,
    Block,
    Channel,
    Denial,
    Entity,
    Event,
    Evidence,
    Mention,
    Note,
    Page,
    Participant,
    Place,
    Publication,
    Record,
    Relay,
    Seam,
    Span,
    Statement,
    Toll,
)
from khabar.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "الوزارة تنفي إغلاق المعبر"
BODY = "نفت وزارة النقل أمس الأحد إغلاق المعبر وفق وكالة الساحل، وقتل 3 أشخاص في قصف على مدينة صبراتة."
MINISTRY = Entity("khabar:transport", "ORG", "وزارة النقل", "Ministry of Transport", ("وزارة النقل",), "LY")
TOWN = Entity("gn:1", "LOC", "صبراتة", "Sabratha", ("صبراتة",), "LY", lat=32.79, lon=12.48, place_precision="city")

# What a page could try: to leave its element, its attribute, its line, its direction.
HARM = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202eltr\u0007\u2066{{ 7 * 7 }}{% raw %}"
HUGE = "طويل" * 2000


def sound(page: str, outlet: str = "شط الأخبار", day: str = "2020-03-02", act: str = "deny") -> Record:
    """Return a page on which a ministry denies, a source passes it on, and a town is shelled."""
    menu = "الرئيسية أخبار رياضة"
    text = f"{menu}\n{TITLE}\n{BODY}"

    def at(words: str) -> Span:
        start = text.rindex(words)
        return Span(start, start + len(words))

    title, body = at(TITLE), at(BODY)
    statement = Statement(
        f"{page}#s1", "nafa:verb_first", 0.9, at("نفت"), at("وزارة النقل"), MINISTRY.id, "وزارة النقل",
        at("إغلاق المعبر"), "indirect", act, channel=Channel(at("وفق"), "statement"),  # type: ignore[arg-type]
        relay=(Relay(at("وكالة الساحل"), "وكالة الساحل", ""),), outlet_stance="distancing", hedge=at("وفق"),
        denies=Denial(at("إغلاق المعبر"), "وكالة الساحل"), about=(TOWN.id,),
    )  # fmt: skip
    event = Event(
        f"{page}#e1", "qasf", 0.8, "ASSAULT", at("قصف"), actors=(Participant(at("وزارة النقل"), "", MINISTRY.id, ""),),
        recipients=(Participant(at("أشخاص"), "أشخاص", "", ""),), place=Place(at("صبراتة"), TOWN.id), date="2020-03-01",
        killed=Toll(3, 3, at("3")), said_in=statement.id,
    )  # fmt: skip
    return Record(
        Page(page, text, "https://example.org/a?b=1&c=2", outlet, "2021-01-01", "ab" * 32),
        Article(
            title, None, None, None, None, (body,),
            (Block(at(menu), "navigation", "menu"), Block(title, "headline", "title"), Block(body, "body", "prose")),
        ),
        Publication(
            day, day, day, 0.9, (Evidence(at("أمس الأحد"), "yesterday is a Sunday", used=True),), ()
        ),
        (MINISTRY, TOWN),
        (Mention("m1", at("وزارة النقل"), "ORG", MINISTRY.id, "r"), Mention("m2", at("صبراتة"), "LOC", TOWN.id, "r")),
        (statement,),
        (event,),
    )  # fmt: skip


def hostile() -> Record:
    """Return a page with harm in every field that holds text."""
    text = f"{HARM}\n{HARM}{HUGE}"
    whole, first = Span(len(HARM) + 1, len(text)), Span(0, len(HARM))
    entity = Entity(
        HARM, "LOC", HARM, HARM, (HARM, HARM + "2"), HARM, 0, HARM, HARM, lat=1.0, lon=2.0, place_precision=HARM
    )
    who = Participant(first, HARM, HARM, HARM)
    statement = Statement(
        f"{HARM}#s", HARM, 0.5, first, first, HARM, HARM, whole, "direct", "deny", Channel(first, "tweet"),
        (Relay(first, HARM, ""),), first, "2020-03-03", first, "endorsing", Denial(first, HARM), (HARM,),
    )  # fmt: skip
    event = Event(
        f"{HARM}#e", HARM, 0.5, "AGREE", first, HARM, (HARM,), HARM, (who,), (who,), Place(first, HARM), "2020-03-03",
        killed=Toll(1, 2, first), injured=Toll(1, 2, first), said_in=f"{HARM}#s",
    )  # fmt: skip
    blocks = (Block(first, "headline", HARM), Block(whole, "body", HARM))
    proof = (Evidence(first, HARM, used=True), Evidence(None, HARM, used=False, why=HARM))
    return Record(
        Page(HARM, text, "javascript:alert(1)", HARM, "2021", HARM),
        Article(first, first, first, first, first, (whole,), blocks),
        Publication("2020-03-03", "2020-03-03", "2020-03-03", 0.5, proof, (Seam(first, HARM),)),
        (entity,),
        (Mention(HARM, first, "LOC", HARM, HARM),),
        (statement,),
        (event,),
        (Note(HARM, HARM, first),),
    )


def account() -> Account:
    """Return the account of two sound pages, `waha-1` and `sada-2`, and of the hostile one, with all parts."""
    pages, span, day = ("sada-2", "waha-1"), Span(0, 3), "2020-03-02"
    said, harm = ("waha-1#s1", "sada-2#s1"), f"{HARM}#s"
    groups = (Group("sada-2", pages, ("شط الأخبار", "صدى"), (Origin("وكالة الساحل", "waha-1", pages),)),)
    return Account(
        identities=tuple(
            Identity(
                e.id, e.type, e.name, e.name_en, e.names, e.country, e.actor_code, lat=e.lat, lon=e.lon,
                place_precision=e.place_precision, parts=tuple(Joined(page, e.id, "id", "") for page in named),
            )
            for e, named in ((MINISTRY, pages), (TOWN, pages), (hostile().entities[0], (HARM,)))
        ),
        reprints=(Reprint("sada-2", "waha-1", "cut", 0.9, 0.5, (Stretch(span, span, 12),), "waha-1", "date"),),
        groups=groups,
        stories=(
            Story("sada-2", "waha-1", "2020-03-02", "2020-03-04", pages, ("شط الأخبار", "صدى"), 1, (MINISTRY.id,)),
            Story(HARM, HARM, "", "", (HARM,), (HARM,), 1, (HARM,), "sada-2"),
        ),
        happenings=(
            Happening(
                "waha-1#e1", "ASSAULT", "", "190", (MINISTRY.id,), (), TOWN.id, "2020-03-01", "2020-03-02", "actual",
                ("waha-1#e1", "sada-2#e1"), ("شط الأخبار", "صدى"), 1, (),
                (Count(3, 3, "waha-1#e1", ""), Count(5, 7, "sada-2#e1", "مصدر")),
            ),
            Happening(f"{HARM}#e", "AGREE", HARM, HARM, (HARM,), (HARM,), HARM, "", "", "actual", (f"{HARM}#e",),
                (HARM,), 1, (HARM,), (Count(1, 1, f"{HARM}#e", HARM), Count(2, 2, f"{HARM}#e", HARM))),
        ),
        utterances=(
            Utterance(
                said[0], MINISTRY.id, "2020-03-02", "", "deny", (TOWN.id,),
                (Rendering(said[0], "indirect", 1.0), Rendering(said[1], "indirect", 0.8, ("زاد",), ("نقص",))),
                ("شط الأخبار", "صدى"), 1,
            ),
            Utterance(
                harm, HARM, "", "", "deny", (HARM,), (Rendering(harm, "direct", 1.0, (HARM,), (HARM,)),) * 2, (HARM,), 1
            ),
        ),
        claims=(
            Claim(said[0], span, MINISTRY.id, "وكالة الساحل", "2020-03-02", ("sada-2#e1",), (said[0],)),
            Claim(harm, span, HARM, HARM, "", (), (harm,)),
        ),
        contradictions=(
            Contradiction(*said, "negation", "نفت", 0.7), Contradiction(harm, f"{HARM}#e", "number", HARM, 0.5)
        ),
        positions=(
            Position(MINISTRY.id, "ceasefire", "deny", "against", "2020-03-02", said[0]),
            Position(MINISTRY.id, "ceasefire", "state", "for", "2020-03-04", said[1], changed=True),
            Position(HARM, HARM, "deny", "open", "2020-03-03", harm),
        ),
        accords=(
            Accord("truce", "هدنة صبراتة", (Keeping("holds", MINISTRY.id, (TOWN.id,), day, "", "waha-1", span),)),
            Accord(HARM, HARM, (Keeping("broken", HARM, (HARM,), "", "2020", HARM, span),)),
        ),
        profiles=(Profile("صدى", 1, 0, (Supply("وكالة الساحل", 1),), 1), Profile(HARM, 1, 0, (Supply(HARM, 1),), 1)),
    )  # fmt: skip


def write_pile(path: Path) -> Path:
    """Write a record of two sound pages and a hostile one, with their account; return its path."""
    with open_store(path) as store:
        for record in (sound("waha-1"), sound("sada-2", "صدى", "2020-03-04", "state"), hostile()):
            store.add(record)
        assert store.keep_account(account(), store.digest(), b"tests")
    return path
