from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabar.clean import find_article
from khabar.clean.view import read_view
from khabar.lexicon.chrome import ROLES, line_words, load_chrome
from khabar.lexicon.tables import Faults
from khabar.model import Page
from khabar.text.tokens import tokenize
from packaged import packaged_lexicon

if TYPE_CHECKING:
    from pathlib import Path

    from khabar import Lexicon
    from khabar.clean.verdict import Verdict
    from khabar.lexicon.chrome import ChromeEntry

ENTRIES = packaged_lexicon().chrome.entries
DECIDING = [entry for entry in ENTRIES if entry.table not in ("word", "mark")]
ABOVE = (
    "تعليق العمل في ميناء المدينة بعد غرق سفينة شحن\n"
    "علقت سلطات الميناء حركة السفن حتى إشعار آخر بعد غرق سفينة شحن قرب الرصيف الشمالي فجر اليوم.\n"
    "وقال مدير الميناء إن فرق الإنقاذ انتشلت أفراد الطاقم جميعا، وإن رفع السفينة سيستغرق أسبوعين."
)
BELOW = "وأضاف المدير أن خزانات الوقود لم تتضرر، وأن الميناء سيعود إلى العمل جزئيا بعد فحص القاع."


def cases(key: str) -> list[tuple[ChromeEntry, str]]:
    return [(entry, line) for entry in ENTRIES for line in getattr(entry, key)]


def judge(line: str, lexicon: Lexicon) -> Verdict | None:
    return read_view(Page("line", line), tokenize(line), lexicon).verdicts[0]


@pytest.mark.parametrize(("entry", "line"), cases("fires"), ids=lambda value: getattr(value, "id", None))
def test_an_entry_decides_the_lines_it_fires_on(entry: ChromeEntry, line: str, lexicon: Lexicon) -> None:
    verdict = judge(line, lexicon)
    assert verdict is not None
    assert verdict.rule == f"chrome.{entry.id}"


@pytest.mark.parametrize(("entry", "line"), cases("silent"), ids=lambda value: getattr(value, "id", None))
def test_a_sentence_of_an_article_stays_in_it(entry: ChromeEntry, line: str, lexicon: Lexicon) -> None:
    assert entry.id
    text = f"{ABOVE}\n{line}\n{BELOW}"
    article = find_article(Page("line", text), tokenize(text), lexicon)
    assert line in [text[span.start : span.end] for span in article.body]


@pytest.mark.parametrize("entry", DECIDING, ids=lambda entry: entry.id)
def test_an_entry_that_decides_lines_says_which(entry: ChromeEntry) -> None:
    assert entry.fires


@pytest.mark.parametrize("entry", [entry for entry in DECIDING if entry.table in ("opening", "passage", "ending")])
def test_an_entry_looks_only_at_lines_up_to_its_limit(entry: ChromeEntry, lexicon: Lexicon) -> None:
    longer = " ".join(["مدينة"] * (entry.limit + 1))
    form = entry.forms[0]
    line = f"{longer} {form}" if entry.table == "ending" else f"{form}: {longer}"
    verdict = judge(line, lexicon)
    assert verdict is None or verdict.rule != f"chrome.{entry.id}"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("| شارك |", "chrome.share"),
        ("► شارك ◄", "chrome.share"),
        ("الرئيسية > سياسة > ضفاف النهر", "chrome.home"),
        ("ضفاف النهر > حكايات الضفة > أوراق الشاطئ", None),
        ("الرئيسية > سياسة > عربي ودولي", "chrome.home"),
        ("فيسبوك تويتر واتساب طباعة", "chrome.networks"),
        ("١٢٬٣٤٥ مشاهدة", "chrome.reads"),
        ("مشاهدة: 12", "chrome.reads"),
        ("شارك الصفحة مع صديق", "chrome_words"),
        ("تابعت المشاهدة باهتمام كلام الوزير", None),
    ],
)
def test_signs_and_figures_do_not_count_and_forms_stand_side_by_side(
    line: str, rule: str | None, lexicon: Lexicon
) -> None:
    verdict = judge(line, lexicon)
    assert (verdict.rule if verdict else None) == rule


def test_words_of_a_line_are_folded_and_bare() -> None:
    assert line_words("« إقرأ أيضاً »: 12 خبرًا") == ("اقرا", "ايضا", "خبرا")


def test_every_role_is_filled(lexicon: Lexicon) -> None:
    assert set(lexicon.chrome.marks) == set(ROLES)
    assert all(lexicon.chrome.marks.values())


BROKEN = {
    '[[line]]\nid = "a"\nkind = "menu"\nforms = ["بحث"]': "a.kind",
    '[[mark]]\nid = "a"\nrole = "sign"\nforms = ["بحث"]': "a.role",
    '[[line]]\nid = "a"\nkind = "share"\nforms = ["...", "بحث"]': "a.forms",
    '[[line]]\nid = "a"\nkind = "share"\nforms = ["إلى", "الى"]': "a.forms",
    '[[line]]\nid = "a"\nkind = "share"\nform = ["بحث"]': "a.form",
}


@pytest.mark.parametrize(("text", "where"), BROKEN.items())
def test_a_faulty_entry_is_told(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / "chrome.toml").write_text(text, "utf-8")
    faults = Faults()
    load_chrome(tmp_path, faults)
    assert where in [fault.entry for fault in faults.found]
