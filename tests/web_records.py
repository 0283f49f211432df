"""Records made by hand for the tests of the reading room: a small pile of sound pages, and one that means harm."""

from __future__ import annotations

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
