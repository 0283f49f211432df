from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import khabar
from khabar.lexicon.match import phrase_words

if TYPE_CHECKING:
    from khabar import Lexicon

REGION = re.findall("..", "SYTRIQIRILPSLBJOSAYEAEQAKWBHOMEGLYTNDZMAMRSDSODJRUUSGBFRDECN")
DATA = Path(khabar.__file__).with_name("data")


def key(phrase: str) -> str:
    return " ".join(phrase_words(phrase))


@pytest.mark.parametrize(
    ("phrase", "entity"),
    [
        ("تركيا", "iso:TR"),
        ("سورية", "iso:SY"),
        ("الولايات المتحدة الأميركية", "iso:US"),
        ("المملكة العربية السعودية", "iso:SA"),
        ("كوباني", "gn:173811"),
        ("معرة النعمان", "khabar:place-maarat-al-numan"),
        ("الأمم المتحدة", "khabar:united-nations"),
        ("هيئة تحرير الشام", "khabar:hayat-tahrir-al-sham"),
        ("مولود جاويش أوغلو", "khabar:mevlut-cavusoglu"),
        ("عبد الفتاح السيسي", "khabar:abdel-fattah-el-sisi"),
        ("عبدالفتاح السيسي", "khabar:abdel-fattah-el-sisi"),
        ("وكالة الأناضول", "khabar:anadolu"),
    ],
)
def test_a_name_leads_to_its_entity(lexicon: Lexicon, phrase: str, entity: str) -> None:
    found = [known.id for known in lexicon.names.known.phrases[key(phrase)]]
    assert entity in found or (entity.startswith("gn:") and any(id_.startswith("gn:") for id_ in found))


@pytest.mark.parametrize(
    ("form", "country", "gender", "number", "definite"),
    [
        ("تركي", "iso:TR", "m", "s", False),
        ("التركية", "iso:TR", "f", "s", True),
        ("الأتراك", "iso:TR", "m", "p", True),
        ("السوريون", "iso:SY", "m", "p", True),
        ("أميركية", "iso:US", "f", "s", False),
        ("الكوري الجنوبي", "iso:KR", "m", "s", True),
        ("الجنوب أفريقية", "iso:ZA", "f", "s", True),
    ],
)
def test_nisbas_have_their_grammar(
    lexicon: Lexicon, form: str, country: str, gender: str, number: str, definite: bool
) -> None:
    assert (country, gender, number, definite) in lexicon.names.nisbas.phrases[key(form)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("رويترز", "agency"),
        ("أ ف ب", "agency"),
        ("د ب أ", "agency"),
        ("واس", "agency"),
        ("قناة الجزيرة", "channel"),
        ("المصري اليوم", "newspaper"),
        ("دير شبيغل", "magazine"),
        ("تويتر", "network"),
        ("وكالات", "generic"),
    ],
)
def test_outlets_have_their_kind(lexicon: Lexicon, name: str, kind: str) -> None:
    assert kind in {outlet.kind for outlet in lexicon.names.outlets.phrases[key(name)]}


@pytest.mark.parametrize("word", ["داعش", "إسرائيل", "القاعدة", "حماس"])
def test_dodged_words_are_held_folded(lexicon: Lexicon, word: str) -> None:
    assert key(word) in lexicon.dodged


def test_ids_tell_where_an_entity_comes_from(lexicon: Lexicon) -> None:
    pattern = re.compile(r"iso:[A-Z]{2}|gn:[1-9]\d*|khabar:[a-z0-9]+(?:-[a-z0-9]+)*")
    assert [id_ for id_ in lexicon.names.entities if not pattern.fullmatch(id_)] == []


def test_every_entity_has_a_name_in_both_languages(lexicon: Lexicon) -> None:
    assert [e.id for e in lexicon.names.entities.values() if not e.name or not e.name_en] == []


def test_countries_of_entities_are_states(lexicon: Lexicon) -> None:
    states = {id_.removeprefix("iso:") for id_ in lexicon.names.countries}
    places = {e.country for e in lexicon.names.entities.values() if e.country and not e.id.startswith("gn:")}
    assert places <= states


def test_offices_are_titles_held_for_a_while(lexicon: Lexicon) -> None:
    titles = {title.id for entries in lexicon.names.titles.phrases.values() for title in entries}
    day = re.compile(r"(\d{4}(-\d\d)?)?")
    wrong = [
        office
        for offices in lexicon.names.offices.values()
        for office in offices
        if office.title not in titles
        or (office.country and f"iso:{office.country}" not in lexicon.names.countries)
        or not day.fullmatch(office.start)
        or not day.fullmatch(office.end)
        or (office.start and office.end and office.start > office.end)
    ]
    assert wrong == []


def test_no_surname_that_stands_alone_opens_a_name_of_a_place(lexicon: Lexicon) -> None:
    names = lexicon.names
    assert sorted(names.short.phrases.keys() & (names.heads.phrases.keys() | names.nisbas.phrases.keys())) == []


def test_organisations_existed_for_a_while(lexicon: Lexicon) -> None:
    day = re.compile(r"(\d{4}(-\d\d)?)?")
    periods = lexicon.names.periods
    assert periods["khabar:hazzm-movement"] == ("2014-01", "2015-03")
    assert [id_ for id_, (start, end) in periods.items() if not (day.fullmatch(start) and day.fullmatch(end))] == []
    assert [id_ for id_, (start, end) in periods.items() if start and end and start > end] == []


def test_the_states_of_the_region_know_their_capital(lexicon: Lexicon) -> None:
    capitals = {code: lexicon.names.countries[f"iso:{code}"].capital for code in REGION}
    assert [code for code, capital in capitals.items() if not capital] == []
    ankara = lexicon.names.entities[capitals["TR"]]
    assert (ankara.name, ankara.actor_code, ankara.place_precision) == ("أنقرة", "TURGOV", "capital")


def test_coordinates_are_on_the_globe(lexicon: Lexicon) -> None:
    entities = lexicon.names.entities.values()
    assert all(-90 <= e.lat <= 90 and -180 <= (e.lon or 0) <= 180 for e in entities if e.lat is not None)


def test_the_tables_are_large_and_small_enough(lexicon: Lexicon) -> None:
    entities = lexicon.names.entities.values()
    assert sum(e.type == "PER" for e in entities) >= 1500
    assert sum(e.type == "ORG" and e.actor_code[-3:] != "MED" for e in entities) >= 1200
    assert (DATA / "places.tsv").stat().st_size < 600_000


def test_a_name_known_as_a_common_word_is_marked_ambiguous(lexicon: Lexicon) -> None:
    names = lexicon.names
    alone = {phrase for phrase in names.known.phrases if " " not in phrase}
    assert sorted(alone & names.words.common - names.words.ambiguous)[:40] == []
