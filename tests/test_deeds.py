"""Every entry of the code book decides the sentences it ships with; inflection and faults of the deeds' data files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

import khabar.events
from khabar.lexicon.deeds import load_deeds
from khabar.lexicon.inflection import load_inflection
from khabar.lexicon.tables import Faults
from khabar.model import Article, EventType, Names, Page, Publication, Span
from khabar.text.fold import fold_form
from khabar.text.tokens import tokenize
from khabar.times import find_article_times
from packaged import packaged_lexicon, unweighed_lexicon

if TYPE_CHECKING:
    from khabar.lexicon import Lexicon
    from khabar.lexicon.inflection import Inflection

DATA = Path(khabar.__file__).with_name("data")
DEEDS = load_deeds(DATA, (), load_inflection(DATA, Faults()), Faults()).deeds
FIRES = [pytest.param(deed.id, line, id=f"{deed.id}-{n}") for deed in DEEDS for n, line in enumerate(deed.fires)]
SILENT = [pytest.param(deed.id, line, id=f"{deed.id}-{n}") for deed in DEEDS for n, line in enumerate(deed.silent)]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """Return the lexicon without weights: what the grammar and the code book alone say."""
    return unweighed_lexicon()


def rules_of(text: str, lexicon: Lexicon) -> list[str]:
    article = Article(None, None, None, None, None, (Span(0, len(text)),), ())
    publication = Publication("", "", "", 0.0, (), ())
    tokens = tokenize(text)
    times = find_article_times(tokens, tokens.lines, lexicon.times)
    events = khabar.events.find_events(Page("p", text), tokens, article, times, publication, Names(), (), lexicon)
    return [event.rule for event in events]


@pytest.mark.parametrize(("deed", "line"), FIRES)
def test_a_deed_decides_its_sentences(lexicon: Lexicon, deed: str, line: str) -> None:
    assert deed in rules_of(line, lexicon)


@pytest.mark.parametrize(("deed", "line"), SILENT)
def test_a_deed_leaves_other_senses_alone(lexicon: Lexicon, deed: str, line: str) -> None:
    assert deed not in rules_of(line, lexicon)


def test_every_deed_says_where_it_acts_and_where_not() -> None:
    assert [deed.id for deed in DEEDS if not deed.fires or not deed.silent] == []


def test_every_type_of_event_has_deeds_or_comes_from_statements() -> None:
    assert set(get_args(EventType)) == {deed.type for deed in DEEDS}


@pytest.fixture(scope="module")
def inflection() -> Inflection:
    return load_inflection(DATA, Faults())


VERBS = [
    ("قصف يقصف", "past", "third", "قصف قصفت قصفه قصفتها"),
    ("قصف يقصف", "past", "plural", "قصفوا قصفوهم قصفا قصفتا"),
    ("قصف يقصف", "past", "first", "قصفنا"),
    ("قصف يقصف", "present", "third", "يقصف تقصف يقصفها تقصفهم"),
    ("قصف يقصف", "present", "plural", "يقصفون تقصفوا يقصفان"),
    ("قصف يقصف", "present", "first", "نقصف نقصفه"),
    ("التقى يلتقي", "past", "third", "التقى التقت التقاه التقته"),
    ("التقى يلتقي", "past", "plural", "التقوا التقيا التقوه"),
    ("التقى يلتقي", "present", "plural", "يلتقون يلتقيان"),
    ("التقى يلتقي", "present", "third", "يلتقي تلتقي يلتق تلتقيه"),
    ("غزا يغزو", "past", "third", "غزا غزت غزاها"),
    ("زار يزور يزر", "present", "third", "يزر تزر يزور"),
]


@pytest.mark.parametrize(("citation", "state", "person", "forms"), VERBS)
def test_verbs_are_inflected(inflection: Inflection, citation: str, state: str, person: str, forms: str) -> None:
    made = {form.form for form in inflection.verb(citation) if (form.state, form.person) == (state, person)}
    assert {fold_form(form) for form in forms.split()} <= made


@pytest.mark.parametrize(
    ("citation", "form"),
    [
        # What the first person singular would make of these verbs are other words, and far commoner.
        ("أجلى يجلي", "أجل"),
        ("سلح يسلح", "أسلحة"),
    ],
)
def test_words_that_only_look_like_a_form_are_not_made(inflection: Inflection, citation: str, form: str) -> None:
    assert fold_form(form) not in {made.form for made in inflection.verb(citation)}


NOUNS = [
    ("هجوم", "construct", "هجوم"),
    ("هجوم", "definite", "الهجوم الهجومين"),
    ("هجوم", "absolute", "هجوما هجومان هجومين"),
    ("هجوم", "possessed", "هجومه هجومها هجومهم"),
    ("غارة", "absolute", "غارتان غارتين"),
    ("غارة", "possessed", "غارته غارتها"),
    ("لقاء", "possessed", "لقائه لقاؤها لقاءهما"),
    ("قتلى", "possessed", "قتلاهم"),
    ("غارات", "possessed", "غاراتها"),
]


@pytest.mark.parametrize(("citation", "state", "forms"), NOUNS)
def test_nouns_are_inflected(inflection: Inflection, citation: str, state: str, forms: str) -> None:
    made = {form.form for form in inflection.nominal(citation) if form.state == state}
    assert {fold_form(form) for form in forms.split()} <= made


def test_a_pronoun_is_counted_in_folded_letters(inflection: Inflection) -> None:
    long = {form.form: form.pronoun for form in inflection.verb("قصف يقصف")}
    assert (long[fold_form("قصفها")], long[fold_form("قصفه")], long[fold_form("قصف")]) == (2, 1, 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("grammar.toml", "inflection.toml"):
        (tmp_path / name).symlink_to(DATA / name)
    return tmp_path


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('type = "WAR"\nnouns = ["حرب"]', "unknown type"),
        ('type = "ASSAULT"\nnouns = ["حرب"]\ngenitive = "victim"', "unknown role"),
        ('type = "ASSAULT"\nnouns = ["حرب"]\nnear = ["@nobody"]', "unknown class"),
        ('type = "ASSAULT"\nnouns = ["حرب"]\nnear = ["في وقت"]', "word by word"),
        ('type = "ASSAULT"\nnoun = ["حرب"]', "unknown key"),
    ],
)
def test_faults_of_an_entry_are_filed(folder: Path, entry: str, problem: str) -> None:
    (folder / "deeds_own.toml").write_text(f'[[deed]]\nid = "harb"\n{entry}\n', "utf-8")
    faults = Faults()
    load_deeds(folder, (), load_inflection(folder, faults), faults)
    assert [problem in fault.problem for fault in faults.found] == [True]


def test_an_id_is_used_in_one_file_alone(folder: Path) -> None:
    for name in ("deeds_a.toml", "deeds_b.toml"):
        (folder / name).write_text('[[deed]]\nid = "harb"\ntype = "ASSAULT"\nnouns = ["حرب"]\n', "utf-8")
    faults = Faults()
    load_deeds(folder, (), load_inflection(folder, faults), faults)
    assert [fault.entry for fault in faults.found] == ["harb"]


def test_the_package_loads_its_code_book() -> None:
    assert {deed.id for deed in packaged_lexicon().deeds.deeds} == {deed.id for deed in DEEDS}
