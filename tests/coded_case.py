"""A page with events of every kind that the formats of event data must tell apart; for their tests."""

from __future__ import annotations

from khabar.model import (
    Article,
    Entity,
    Event,
    Mention,
    Page,
    Participant,
    Place,
    Publication,
    Record,
    Span,
    Statement,
    Toll,
)

TITLE = "قصف على إدلب"
BODY = (
    'قصفت قوات الحكومة السورية "سوق" إدلب وقتل ثلاثة مدنيين. والتقى جيمس جيفري إبراهيم قالن في أنقرة. '
    "وقال قالن إن الطائرات قصفت المشفى. وسيزور الوفد دمشق. وتظاهر محتجون في درعا.\nوأوقفت الشرطة رجلين."
)
TEXT = f"{TITLE}\n{BODY}"
SYRIA = Entity(
    "khabar:syrian-government", "ORG", "الحكومة السورية", "Syrian government", country="SY", actor_code="SYRGOV"
)
JEFFREY = Entity("khabar:james-jeffrey", "PER", "جيمس جيفري", "James Jeffrey", country="US", actor_code="USAGOV")
KALIN = Entity("khabar:ibrahim-kalin", "PER", "إبراهيم قالن", "İbrahim Kalın", country="TR", actor_code="TURGOV")
IDLIB = Entity(
    "gn:169389", "LOC", "إدلب", "Idlib", geonames=169389, country="SY", lat=35.931, lon=36.634, place_precision="city"
)
ANKARA = Entity(
    "gn:323786", "LOC", "أنقرة", "Ankara", geonames=323786, country="TR", actor_code="TURGOV", lat=39.92, lon=32.854,
    place_precision="capital",
)  # fmt: skip
DARAA = Entity(
    "gn:170905", "LOC", "درعا", "Daraa", geonames=170905, country="SY", lat=32.625, lon=36.106, place_precision="city"
)
DAMASCUS = Entity("iso:SY", "LOC", "سوريا", "Syria", country="SY", actor_code="SYR", place_precision="country")


def span(words: str, after: str = "") -> Span:
    """Return where `words` stand, behind `after` where that is given."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


def party(words: str, entity: Entity | None = None, after: str = "") -> Participant:
    code = entity.actor_code if entity else ""
    return Participant(span(words, after), entity.name if entity else words, entity.id if entity else "", code)


def coded_record() -> Record:
    """Return the page: shelling told twice, a meeting, a claim, a plan, a protest and an arrest without a place."""
    body = tuple(Span(TEXT.index(line), TEXT.index(line) + len(line)) for line in BODY.split("\n"))
    idlib = Place(span("إدلب", "سوق"), IDLIB.id)
    said = Statement(
        "p#s", "said", 0.9, span("وقال"), span("قالن", "وقال"), KALIN.id, "إبراهيم قالن", span("الطائرات قصفت المشفى"),
        "indirect", "accuse",
    )  # fmt: skip
    events = (
        Event(
            "p#e1", "qasafa", 0.8, "ASSAULT", span("قصفت"), mode="heavy-weapons", context=("military",), cameo="194",
            actors=(party("قوات الحكومة السورية", SYRIA),), recipients=(party("ثلاثة مدنيين"),), place=idlib,
            date="2020-02-10", killed=Toll(3, 4, span("ثلاثة")),
        ),
        Event("p#e2", "qasafa", 0.8, "ASSAULT", span("قصف"), cameo="194", same_as="p#e1"),
        Event(
            "p#e3", "laqiya", 0.7, "CONSULT", span("والتقى"), cameo="040",
            actors=(party("جيمس جيفري", JEFFREY), party("إبراهيم قالن", KALIN)), place=Place(span("أنقرة"), ANKARA.id),
        ),
        Event(
            "p#e4", "qasafa", 0.7, "ASSAULT", span("قصفت", "الطائرات"), mode="heavy-weapons", cameo="194",
            actors=(party("الطائرات"),), place=idlib, said_in="p#s",
        ),
        Event("p#e5", "zara", 0.7, "CONSULT", span("وسيزور"), mode="visit", cameo="042", actors=(party("الوفد"),),
              place=Place(span("دمشق"), DAMASCUS.id), status="planned"),
        Event("p#e6", "tazahara", 0.7, "PROTEST", span("وتظاهر"), mode="demo", cameo="141", actors=(party("محتجون"),),
              place=Place(span("درعا"), DARAA.id), date="2020-02"),
        Event("p#e7", "awqafa", 0.7, "COERCE", span("وأوقفت"), mode="arrest", cameo="173", actors=(party("الشرطة"),),
              recipients=(party("رجلين"),)),
    )  # fmt: skip
    page = Page("p", TEXT, url="https://example.org/1", outlet="شبكة الواحة", captured="2025-03-01")
    article = Article(Span(0, len(TITLE)), None, None, None, None, body, ())
    mentions = (
        Mention("p#m1", span("الحكومة السورية"), "ORG", SYRIA.id, "known_name"),
        Mention("p#m2", span("إدلب"), "LOC", IDLIB.id, "known_name"),
        Mention("p#m3", span("قالن", "وقال"), "PER", KALIN.id, "known_name"),
        Mention("p#m4", span("الوفد"), "ORG", "", "head_noun"),
    )
    entities = (SYRIA, JEFFREY, KALIN, IDLIB, ANKARA, DARAA, DAMASCUS)
    return Record(page, article, Publication("2020-02-11", "2020-02-11", "2020-02-11", 0.97, (), ()), entities,
                  mentions, (said,), events)  # fmt: skip
