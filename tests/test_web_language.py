"""The two languages of the reading room: labels translated, six plurals, digits, months; pictures that mirror."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import khabar.web
from khabar import review
from khabar.web.charts.timeline import draw_timeline
from khabar.web.labels import LABELS, label, label_of, say
from khabar.web.language import MONTHS, Language, translations

ROOT = Path(khabar.web.__file__).parent
AR, EN = Language("ar"), Language("en")


class Day(NamedTuple):
    """A day as a timeline takes it."""

    date: str
    statements: int
    events: int


def messages() -> set[tuple[str, ...]]:
    """Return every label of templates and code."""
    found: set[tuple[str, ...]] = set()
    for path in ROOT.rglob("*.html"):
        found |= {_tuple(entry[1]) for entry in extract_from_file("jinja2.ext:babel_extract", path)}
    for path in ROOT.rglob("*.py"):
        keywords = {"mark": None, "label": None}
        found |= {_tuple(entry[1]) for entry in extract_from_file("python", path, keywords=keywords)}
    return found


def _tuple(message: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message or ())


def test_every_label_is_translated_and_no_translation_is_left_over() -> None:
    with (ROOT / "locale" / "ar.po").open("rb") as stream:
        catalogue = read_po(stream, locale="ar")
    translated = {_tuple(entry.id) for entry in catalogue if entry.id and all(_tuple(entry.string))}
    assert messages() == translated


def test_a_translation_holds_the_places_of_its_label() -> None:
    with (ROOT / "locale" / "ar.po").open("rb") as stream:
        for entry in read_po(stream, locale="ar"):
            wanted = set(re.findall(r"%\(\w+\)s", " ".join(_tuple(entry.id))))
            for number, text in enumerate(_tuple(entry.string)):
                spelled_out = len(_tuple(entry.string)) > 1 and number < 3
                assert spelled_out or set(re.findall(r"%\(\w+\)s", text)) == wanted, entry.id


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "لا تصريحات"),
        (1, "تصريح واحد"),
        (2, "تصريحان"),
        (3, "3 تصريحات"),
        (10, "10 تصريحات"),
        (11, "11 تصريحًا"),
        (99, "99 تصريحًا"),
        (100, "100 تصريح"),
        (102, "102 تصريح"),
        (103, "103 تصريحات"),
    ],
)
def test_arabic_counts_in_six_forms(number: int, said: str) -> None:
    form = translations("ar").ngettext("%(num)s statement", "%(num)s statements", number)
    assert form % {"num": number} == said if "%" in form else form == said


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        (EN, "2020-02-11", "11 February 2020"),
        (EN, "2020-02", "February 2020"),
        (EN, "2020", "2020"),
        (EN, "2020-02-11T11:43", "11 February 2020"),
        (EN, "", ""),
        (AR, "2020-02-11", "11 شباط/فبراير 2020"),
        (Language("ar", "arab", "egypt"), "2020-02-11", "١١ فبراير ٢٠٢٠"),
        (Language("ar", "latn", "levant"), "2020-02", "شباط 2020"),
        (Language("ar", "latn", "tunisia"), "2020-08-01", "1 أوت 2020"),
        (Language("ar", "latn", "morocco"), "2020-08-01", "1 غشت 2020"),
    ],
)
def test_a_day_is_no_more_precise_than_known(language: Language, text: str, shown: str) -> None:
    assert language.day(text) == shown


def test_every_tradition_names_twelve_months() -> None:
    for months in MONTHS:
        assert len({Language("ar", "latn", months).month(number) for number in range(1, 13)}) == 12


def test_an_open_day_shows_what_is_known_of_it() -> None:
    assert EN.interval("2020-02-01", "") == "not before 1 February 2020"
    assert EN.interval("", "2020-02-01") == "not after 1 February 2020"
    assert EN.interval("", "") == "date open"
    assert "1 February 2020 – 3 February 2020" in EN.interval("2020-02-01", "2020-02-03")


@pytest.mark.parametrize(
    ("says", "shown"),
    [
        ("yesterday is a Monday", "أمس: يوم اثنين"),
        ("day 5 of month 2, year not given", "5 شباط/فبراير، والسنة غير مذكورة"),
        ("day 5 of month 2 (Hijri), year not given", "5 من الشهر الهجري 2، والسنة غير مذكورة"),
        ("a Friday to come", "يوم جمعة آتٍ"),
        ("metadata: 2020-02-01", "ترميز الصفحة: 1 شباط/فبراير 2020"),
        ("the day after tomorrow is 2018-02-15", "بعد غد: 15 شباط/فبراير 2018"),
        ("2018-02-15", "15 شباط/فبراير 2018"),
        ("something new", "something new"),
    ],
)
def test_a_piece_of_proof_is_said_in_the_language(says: str, shown: str) -> None:
    assert say(AR, says) == shown


def test_every_value_of_the_record_has_a_name_in_arabic() -> None:
    for kind, values in LABELS.items():
        for value in values:
            assert re.search("[\u0621-\u064a]", label(AR, kind, value)), f"{kind} {value}"


def test_all_that_can_be_said_of_a_correction_has_a_name() -> None:
    fields = {field.name for fields in review.FIELDS.values() for field in fields}
    assert set(LABELS["field"]) == {*fields, review.WHOLE}
    for kind, values in (("thing", review.Kind), ("verdict", review.Verdict), ("conflict", review.Why)):
        assert set(LABELS[kind]) == set(get_args(values))
    for of, fields_of in review.FIELDS.items():
        for field in fields_of:
            if field.choices:
                assert set(field.choices) <= set(LABELS[label_of(of, field.name)]), field.name


def test_time_runs_with_the_lines() -> None:
    days = [Day("2020-03-01", 1, 0), Day("2020-03-09", 0, 2)]
    right, left = draw_timeline(days, AR, 900, 200), draw_timeline(days, EN, 900, 200)
    assert right is not None
    assert left is not None
    assert [bar.x + bar.width for bar in right.bars] == pytest.approx([900 - bar.x for bar in left.bars], abs=0.02)
    assert left.bars[0].x < left.bars[-1].x
    assert (left.bars[0].statements, left.bars[-1].events) == (1, 2)


def test_a_timeline_counts_everything_once() -> None:
    days = [Day((date(2020, 1, 1) + timedelta(number)).isoformat(), number % 3, 1) for number in range(400)]
    drawn = draw_timeline([Day("1955", 0, 3), *days], EN, 900, 200)
    assert drawn is not None
    assert drawn.unit == "week"
    assert drawn.before == 3
    inside = sum(bar.statements + bar.events for bar in drawn.bars)
    assert inside + drawn.before + drawn.after == sum(day.statements + day.events for day in days) + 3
    assert all(0 <= bar.x <= 900 and bar.up >= 0 <= bar.down for bar in drawn.bars)
    assert all(0 <= tick.x <= 900 for tick in drawn.ticks)


def test_nothing_makes_no_timeline() -> None:
    assert draw_timeline([], EN, 900, 200) is None


def test_the_style_names_no_side_of_the_page() -> None:
    style = (ROOT / "static" / "style.css").read_text("utf-8")
    sided = r"(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?<![\w-])(?:left|right|top|bottom))\s*:"
    assert not re.findall(sided, style)
    assert not re.findall(r"(?:text-align|float)\s*:\s*(?:left|right)", style)
    assert not re.findall(r"url\(\"?(?:https?:|//)", style)
