"""Pairs of headlines: what of two wordings clashes, whether they agree, and what the command makes of bad input."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khabar
from khabar.cli import main
from khabar.corpus.claims.agreement import judge_pair
from khabar.corpus.claims.clashes import find_clashes
from khabar.corpus.claims.wording import read_text
from khabar.text.stems import stem_word
from khabar.text.tokens import phrase_words
from packaged import packaged_lexicon

if TYPE_CHECKING:
    from khabar.corpus.claims.wording import Wording

LEXICON = packaged_lexicon()
TURNS = tomllib.loads((Path(khabar.__file__).with_name("data") / "wording.toml").read_text("utf-8"))["turn"]
FIRES = [
    pytest.param(turn["kind"], line, id=f"{turn['id']}-{n}") for turn in TURNS for n, line in enumerate(turn["fires"])
]
SILENT = [
    pytest.param(turn["kind"], line, id=f"{turn['id']}-{n}") for turn in TURNS for n, line in enumerate(turn["silent"])
]

# Two headlines, and the kind and words of the first clash.
CLASHES = [
    ("مقتل سبعة مدنيين في قصف على معرة النعمان", "مقتل 12 مدنيا في قصف على معرة النعمان", "number", "7 / 12"),
    ("الليرة اللبنانية ترتفع أمام الدولار", "تراجع الليرة اللبنانية أمام الدولار", "antonym", "ترتفع / تراجع"),
    ("البرلمان العراقي يقر الموازنة", "البرلمان العراقي يرفض إقرار موازنة العام", "negation", "يرفض"),
    ("الرئيس التونسي يحل البرلمان", "الرئيس التونسي ينفي حل البرلمان", "negation", "ينفي"),
    ("قافلة الإغاثة وصلت إلى تعز", "قافلة الإغاثة لم تصل إلى تعز", "negation", "لم"),
    ("روسيا قصفت مستشفى كفرنبل", "النظام السوري قصف مستشفى كفرنبل", "party", ""),
    ("الجيش دخل سرت من الشرق", "الجيش يعتزم دخول سرت من الشرق", "modality", "يعتزم"),
]
AGREEING = [
    ("الأمم المتحدة ترحب بالهدنة في الحديدة", "ترحيب أممي بالهدنة في الحديدة"),
    ("ارتفاع أسعار النفط بعد اجتماع أوبك", "أسعار النفط ترتفع عقب اجتماع أوبك"),
    ("ضبط شحنة أسلحة مهربة قبالة سواحل عدن", "خفر السواحل يضبط شحنة أسلحة مهربة قبالة سواحل عدن"),
]


def wording(text: str) -> Wording:
    return read_text(text, LEXICON)


@pytest.mark.parametrize(("one", "other", "kind", "why"), CLASHES)
def test_a_clash_has_a_kind_and_names_its_words(one: str, other: str, kind: str, why: str) -> None:
    kinds = {clash.kind: clash.why for clash in find_clashes(wording(one), wording(other))}
    assert kind in kinds
    assert why in ("", kinds[kind])


# What is planned by one and done for the other may be the same a day later: modality alone weighs little.
@pytest.mark.parametrize(("one", "other", "kind"), [clash[:3] for clash in CLASHES if clash[2] != "modality"])
def test_clashing_headlines_disagree(one: str, other: str, kind: str) -> None:
    judged = judge_pair(wording(one), wording(other), LEXICON.claims.agreement)
    assert judged.relation == "disagree"
    assert judged.kind == kind


@pytest.mark.parametrize(("one", "other"), AGREEING)
def test_the_same_in_other_words_agrees(one: str, other: str) -> None:
    assert judge_pair(wording(one), wording(other), LEXICON.claims.agreement).relation == "agree"


def test_headlines_without_a_common_word_are_about_other_things() -> None:
    judged = judge_pair(wording("افتتاح معرض الكتاب"), wording("أمطار غزيرة وسيول"), LEXICON.claims.agreement)
    assert judged.relation == "other"


def test_a_negated_opposite_is_no_contradiction() -> None:
    kinds = {c.kind for c in find_clashes(wording("الأسعار ارتفعت في عدن"), wording("الأسعار لم تنخفض في عدن"))}
    assert not kinds & {"antonym", "negation"}


def test_counts_of_different_things_do_not_clash() -> None:
    one, other = "إصابة 5 جنود ومقتل 3 مدنيين", "مقتل 3 مدنيين وإصابة 20 شرطيا"
    assert "number" not in {clash.kind for clash in find_clashes(wording(one), wording(other))}


@pytest.mark.parametrize(("kind", "line"), FIRES)
def test_a_turn_fires(kind: str, line: str) -> None:
    assert kind in {turn.kind for turn in wording(line).turns}


@pytest.mark.parametrize(("kind", "line"), SILENT)
def test_a_turn_stays_silent(kind: str, line: str) -> None:
    assert kind not in {turn.kind for turn in wording(line).turns}


@given(st.sampled_from([text for pair in (*CLASHES, *AGREEING) for text in pair[:2]]))
def test_nothing_clashes_with_itself(text: str) -> None:
    assert find_clashes(wording(text), wording(text)) == ()


@given(st.sampled_from(CLASHES))
def test_clashes_are_the_same_from_either_side(pair: tuple[str, str, str, str]) -> None:
    one, other = wording(pair[0]), wording(pair[1])
    assert {c.kind for c in find_clashes(one, other)} == {c.kind for c in find_clashes(other, one)}


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_are_judged(one: str, other: str) -> None:
    assert 0 <= judge_pair(wording(one), wording(other), LEXICON.claims.agreement).agreement <= 1


@pytest.mark.parametrize(
    ("word", "stem"),
    [("والهدنة", "هدن"), ("للمفاوضات", "مفاوض"), ("بغداد", "بغداد"), ("ووزراء", "وزراء")],
)
def test_a_stem_is_the_word_without_its_common_affixes(word: str, stem: str) -> None:
    assert stem_word(phrase_words(word)[0]) == stem


def write_pairs(folder: Path, *lines: str) -> str:
    path = folder / "pairs.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return str(path)


def pair(of: str, one: str, other: str) -> str:
    return json.dumps({"id": of, "a": one, "b": other})


def test_the_command_judges_every_pair_in_order(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    pairs = write_pairs(tmp_path, *(pair(str(n), one, other) for n, (one, other) in enumerate(AGREEING)))
    assert main(["contradict", pairs, "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [row["id"] for row in rows] == [str(n) for n in range(len(AGREEING))]
    assert {row["relation"] for row in rows} == {"agree"}


def test_the_command_writes_a_spreadsheet(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["contradict", write_pairs(tmp_path, pair("=1", *CLASHES[0][:2])), "--format", "csv"]) == 0
    head, row = csv.reader(io.StringIO(capsysbinary.readouterr().out.decode("utf-8-sig")))
    assert head == ["id", "relation", "agreement", "kind", "why"]
    assert row[0] == "'=1"


def test_a_line_that_is_no_pair_is_listed_and_costs_no_other(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    good = pair("good", *AGREEING[0])
    pairs = write_pairs(tmp_path, "{", '{"id": 1, "a": "", "b": ""}', '["\x1b[31m"]', good, "")
    assert main(["contradict", pairs, "--format", "jsonl"]) == 1
    out, err = capsysbinary.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["good"]
    assert b"3 pages unread" in err
    assert b"\x1b" not in err


def test_a_missing_file_is_wrong_use(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["contradict", str(tmp_path / "none.jsonl")]) == 2
    assert b"none.jsonl" in capsysbinary.readouterr().err
