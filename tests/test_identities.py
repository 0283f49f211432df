"""Who is who across pages: joined by id, name, or role and date; parted by state; and as the user says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khabar.corpus import find_unused, make_account, read_joins
from khabar.errors import UsageError
from khabar.model import Page
from khabar.pipeline import read_page

if TYPE_CHECKING:
    from khabar.account import Account, Identity
    from khabar.lexicon import Lexicon

# Invented people; the offices are real.
OIL = """بغداد تعلن خطة جديدة لتصدير النفط
بغداد - الثلاثاء 11 فبراير 2020
أعلن وزير النفط العراقي كريم عباس، الثلاثاء، أن العراق سيزيد صادرات النفط من البصرة.
وقال عباس إن العراق ملتزم باتفاق المنتجين."""
OIL_AGAIN = """صادرات البصرة ترتفع
الأربعاء 12 فبراير 2020
قال الوزير العراقي كريم عباس إن صادرات البصرة ارتفعت، وإن العراق لن يخفض الإنتاج."""
WHEAT = """القاهرة تشتري القمح
القاهرة - الأربعاء 12 فبراير 2020
قال وكيل وزارة الزراعة المصري كريم عباس إن مصر ستشتري القمح من المزارعين في أسيوط وسوهاج."""
ENVOY = """المبعوث يصل إلى دمشق
دمشق - الأربعاء 12 فبراير 2020
وصل المبعوث عبد الله بن سالم الدرويشي إلى دمشق في زيارة إلى سوريا. وقال الدرويشي إن الهدنة قائمة في سوريا."""
ENVOY_SHORT = """الدرويشي يدعو إلى وقف القتال
حلب - الخميس 13 فبراير 2020
دعا المبعوث عبدالله الدرويشي إلى وقف القتال في سوريا، وقال إن الهدنة في حلب وإدلب لم تنهر."""
MINISTER = """موسكو تدعو إلى التهدئة
موسكو - الأربعاء 12 فبراير 2020
قال وزير الخارجية الروسي إن بلاده تدعو إلى التهدئة في إدلب."""


def account(lexicon: Lexicon, *texts: str, joins: str = "") -> Account:
    """Return the account of texts, whose page ids are `p0`, `p1` and so on."""
    pages = [Page(f"p{number}", text, captured="2020-03-01") for number, text in enumerate(texts)]
    return make_account([read_page(page, lexicon) for page in pages], lexicon, read_joins(joins, "joins"))


def named(account: Account, name: str) -> list[Identity]:
    """Return the identities of which a part is written so."""
    return [one for one in account.identities if any(name == part.entity for part in one.parts)]


def test_one_name_of_two_states_is_two_people(lexicon: Lexicon) -> None:
    iraqi, egyptian = sorted(
        named(account(lexicon, OIL, OIL_AGAIN, WHEAT), "كريم عباس"), key=lambda one: -len(one.parts)
    )
    assert [part.page for part in iraqi.parts] == ["p0", "p1"]
    assert iraqi.country == "IQ"
    assert [part.page for part in egyptian.parts] == ["p2"]
    assert egyptian.id == "name:PER:كريم عباس@EG"
    assert "told from others of that name by EG" in egyptian.parts[0].why


def test_a_name_is_joined_whatever_its_spelling_and_length(lexicon: Lexicon) -> None:
    (envoy,) = named(account(lexicon, ENVOY, ENVOY_SHORT), "عبدالله الدرويشي")
    assert {(part.page, part.entity, part.by) for part in envoy.parts} == {
        ("p0", "عبد الله بن سالم الدرويشي", "spelling"),
        ("p1", "عبدالله الدرويشي", "spelling"),
    }
    assert all(part.why for part in envoy.parts)


def test_a_bare_role_is_its_holder_on_the_day_of_the_page(lexicon: Lexicon) -> None:
    minister = "وزير الخارجية الروسي"
    (lavrov,) = named(account(lexicon, MINISTER), minister)
    assert lavrov.id == "khabar:sergey-lavrov"
    (part,) = (part for part in lavrov.parts if part.entity == minister)
    assert part.by == "role"
    assert part.why.endswith("on a page of 2020-02-12")
    undated = MINISTER.replace(" - الأربعاء 12 فبراير 2020", "")
    assert named(account(lexicon, undated), minister) == []


def test_the_user_joins_and_splits(lexicon: Lexicon) -> None:
    (before,) = named(account(lexicon, ENVOY, ENVOY_SHORT), "عبدالله الدرويشي")
    split = f"split  {before.id}  p1  name:PER:another"
    (apart,) = named(account(lexicon, ENVOY, ENVOY_SHORT, joins=split), "عبدالله الدرويشي")
    assert apart.id == "name:PER:another"
    assert [(part.page, part.by) for part in apart.parts] == [("p1", "user")]
    assert "line 1" in apart.parts[0].why
    joined = account(lexicon, ENVOY, ENVOY_SHORT, joins=f"{split}\njoin\t{before.id}\tname:PER:another # not a comment")
    assert "name:PER:another" in {one.id for one in joined.identities}
    together = account(lexicon, ENVOY, ENVOY_SHORT, joins=f"{split}\njoin\t{before.id}\tname:PER:another")
    assert [one.id for one in named(together, "عبدالله الدرويشي")] == [before.id]


def test_joins_that_no_page_bears_out_are_told(lexicon: Lexicon) -> None:
    text = "join  iso:SY  name:PER:nobody\nsplit  iso:SY  p9  iso:LB\nsplit  iso:SY  p0  name:LOC:other"
    made = account(lexicon, ENVOY, joins=text)
    assert list(find_unused(read_joins(text, "joins"), made.identities)) == [
        "line 1: no page names name:PER:nobody",
        "line 2: there is no page p9 that names iso:SY",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("merge  a  b", "joins:1: write `join"),
        ("# a comment\njoin  a", "joins:2: write `join"),
        ("join  a  a", "joins:1: an identity is joined to itself"),
        ("join  a  b\njoin  c  b", "joins:2: b is joined already, in line 1"),
        ("join  a  b\njoin  b  a", "joins:1: joins lead in a circle"),
        ("split  a  p  b\n\nsplit  a  p  c", "joins:3: a is split on p already, in line 1"),
        ("split  a  p  a", "joins:1: an identity is split from itself"),
    ],
)
def test_faults_of_the_joins_are_told_with_their_lines(text: str, problem: str) -> None:
    with pytest.raises(UsageError) as told:
        read_joins(text, "joins")
    assert str(told.value).startswith(problem)


def test_joins_lead_to_the_last_that_stays() -> None:
    heads = read_joins("join  a  b\njoin  b  c  \n", "joins").find_heads()
    assert {other: join.identity for other, join in heads.items()} == {"b": "a", "c": "a"}
