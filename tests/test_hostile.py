"""No page takes longer by the word than another, however it is made: hostile rows of words without an end."""

from __future__ import annotations

import time
from itertools import islice, product
from typing import TYPE_CHECKING

import pytest

from khabar import Page, read_page

if TYPE_CHECKING:
    from khabar import Lexicon

pytestmark = pytest.mark.long

ROWS = {
    "a sentence that never stops": "قال وزير الخارجية إن الطائرات قصفت المدينة أمس الثلاثاء ",
    "quotation marks that only open": 'قال "',
    "quotation marks that open by their shape": "وأضاف « ",
    "brackets": "( ",
    "dates": "يوم الثلاثاء 17 شباط 2020 ",
    "number words": "ثلاثة وعشرون ألفا ومئة و",
    "names": "محمد علي العلي ",
    "colons": "وقال: ",
    "letters and dashes": "ا-",
    "stops": "!",
    "the killed": "قتل 3 مدنيين وجرح 4 في إدلب ",
    "denials": "نفى أن يكون نفى ",
    "marks on a lengthened letter": "ـَ",
    "spaces within a line": "قال" + " " * 500,
}
# Rows of which no two stretches are alike: `{}` is a word of its own each time.
VARIED = {
    "people": "الوزير محمد ال{}. ",
    "people in a row": "محمد ال{}، ",
    "bodies": "أعلنت هيئة {} بدء العمل. ",
    "speakers": "وقال {}: «بدأت {}». ",
    "denials by many": "نفى {} أن يكون {} ",
    "strikes": "قصف {} مدينة {} ",
    "lines": "{} {}\n",
}
FEW, MANY = 6_000, 36_000  # characters
# Six times the characters take six times as long; what looks at every word for every word takes 36 times.
MOST = 15.0


def varied(row: str, size: int) -> str:
    """Return `size` characters of a row whose words differ."""
    words = map("".join, product("بتجدرسصطعفقكلمنه", repeat=4))
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(row.format(*islice(words, 2)))
        length += len(pieces[-1])
    return "".join(pieces)[:size]


def seconds(text: str, lexicon: Lexicon) -> float:
    """Return the least seconds of the processor that a page takes, of two readings."""
    spent = []
    for _ in range(2):
        before = time.process_time()
        read_page(Page("p", text), lexicon)
        spent.append(time.process_time() - before)
    return min(spent)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_time_grows_with_the_length_of_a_page_and_no_faster(row: str, lexicon: Lexicon) -> None:
    few, many = (row * (size // len(row)) for size in (FEW, MANY))
    assert seconds(many, lexicon) < MOST * max(seconds(few, lexicon), 0.005)


@pytest.mark.parametrize("row", VARIED.values(), ids=VARIED)
def test_nor_does_it_where_no_two_words_are_alike(row: str, lexicon: Lexicon) -> None:
    few, many = (varied(row, size) for size in (FEW, MANY))
    assert seconds(many, lexicon) < MOST * max(seconds(few, lexicon), 0.005)
