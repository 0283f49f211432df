from __future__ import annotations

import pytest

from khabar.model import Span
from notation import marked


def test_tags_are_stripped_and_their_spans_kept() -> None:
    case = marked("<s>وزير الداخلية</s> <q>قال</q> إن <c>الطريق مفتوح</c>.")
    assert case.text == "وزير الداخلية قال إن الطريق مفتوح."
    assert case.words("s") == ("وزير الداخلية",)
    assert case.span("q") == Span(14, 17)
    assert case.text[slice(case.span("c").start, case.span("c").end)] == "الطريق مفتوح"
    assert case.tags == {"s", "q", "c"}


def test_tags_nest_and_repeat() -> None:
    case = marked("<c>قال <s>هو</s></c> و<s>هي</s>")
    assert case.words("s") == ("هو", "هي")
    assert [tag for tag, _ in case.found] == ["c", "s", "s"]
    with pytest.raises(ValueError, match="too many"):
        case.span("s")


def test_text_without_tags_is_itself() -> None:
    assert marked("5 < 7 > 3") == ("5 < 7 > 3", ())


@pytest.mark.parametrize("line", ["<s>قال", "قال</s>", "<s>قال<q></s></q>"])
def test_tags_out_of_order_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"tag|closed"):
        marked(line)
