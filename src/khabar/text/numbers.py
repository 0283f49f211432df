"""Number words to integers: a row of folded words in, value and end out.

Reads cardinals (`thalatha wa-ishrun` is 23), ordinals, digits and digits with a scale. The words themselves come as a
`NumberTable`, since this layer knows no word of any language. Fractions and decimals are not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khabar.text.tokens import Tokens

NumberKind = Literal["one", "bound", "teen", "ten", "hundred", "round", "scale", "ordinal", "ordinal_bound"]
_SIGNS = frozenset(",.")
_LONGEST = 12  # tokens: no number of news has more words
_MOST_DIGITS = 12  # more are a telephone or account number, never a count


class NumberWord(NamedTuple):
    """What one folded word can count: its value, whether it carries the article."""

    value: int
    definite: bool = False


class Number(NamedTuple):
    """A number read: its value, the index behind its last word, whether it is an ordinal, in digits, definite."""

    value: int
    last: int
    ordinal: bool = False
    digits: bool = False
    definite: bool = False


@dataclass(frozen=True, slots=True)
class NumberTable:
    """Folded number words by kind, and `joint`, the proclitic that joins addends."""

    kinds: Mapping[str, Mapping[str, NumberWord]]
    words: frozenset[str]
    joint: str


def read_cardinal(forms: Sequence[str], at: int, last: int, table: NumberTable) -> Number | None:
    """Read the longest cardinal that opens at `forms[at]` and ends by `last`.

    number = group, { joint, group } ; group = [small | digits], scale | small | digits ; example: 3 thousand and 20.
    """
    group = _read_group(forms, at, last, table)
    if group is None:
        return None
    total, ceiling, end = group.value, _floor(group.value), group.last
    while (following := _after_joint(forms, end, last, table)) is not None:
        words, start = following
        addend = _read_group(words, start, last, table)
        if addend is None or addend.value >= ceiling:
            break
        total, ceiling, end = total + addend.value, _floor(addend.value), addend.last
    return Number(total, end, digits=group.digits and end == at + 1, definite=group.definite)


def find_number(tokens: Tokens, at: int, last: int, table: NumberTable) -> Number | None:
    """Read the longest cardinal at token `at`, proclitics allowed in front; `last` of the answer is a token index.

    Beside words it reads digits in groups (`1,200`) and a decimal before a scale (1.5 million is 1500000); another
    decimal is None.
    """
    digits = _read_digits(tokens, at, last, table)
    if digits is not None:
        return digits if digits.value >= 0 else None
    forms = tokens.forms
    for _, stem in tokens.readings[at]:
        if stem in table.words or stem.isdigit():
            number = read_cardinal(
                (stem, *forms[at + 1 : min(last, at + _LONGEST)]), 0, min(last - at, _LONGEST), table
            )
            return number._replace(last=at + number.last) if number else None
    return None


def _read_digits(tokens: Tokens, at: int, last: int, table: NumberTable) -> Number | None:
    """Read digits that a sign groups or divides, with the scale behind them; None for a plain number."""
    forms = tokens.forms
    written, end, point = forms[at], at + 1, 0
    if not (written.isascii() and written.isdigit() and len(written) <= _MOST_DIGITS):
        return None
    while end + 1 < last and not point and forms[end] in _SIGNS and _is_glued(tokens, end):
        group = forms[end + 1]
        if forms[end] == "," and len(group) == 3:
            written += group
        elif len(group) <= 3:
            written, point = written + group, len(group)
        else:
            break
        end += 2
    if end == at + 1:
        return None
    scale = table.kinds["scale"].get(forms[end]) if end < last else None
    if scale is not None:
        return Number(int(written) * scale.value // 10**point, end + 1)
    # A decimal that counts nothing whole is no integer at all, and its digits before the point are none either.
    return Number(-1, end) if point else Number(int(written), end, digits=True)


def _is_glued(tokens: Tokens, sign: int) -> bool:
    """Answer whether a sign stands between two numbers without a space on either side."""
    following = tokens.forms[sign + 1]
    return (
        following.isascii()
        and following.isdigit()
        and tokens.offsets[sign] == tokens.offsets[sign - 1] + len(tokens.forms[sign - 1])
        and tokens.offsets[sign + 1] == tokens.offsets[sign] + 1
    )


def read_ordinal(forms: Sequence[str], at: int, last: int, table: NumberTable) -> Number | None:
    """Read the ordinal that opens at `forms[at]`: ordinal, [teen | joint, ten] | definite ten; example: the 21st."""
    word = forms[at]
    unit = table.kinds["ordinal"].get(word)
    bound = unit or table.kinds["ordinal_bound"].get(word)
    if bound is None:
        ten = table.kinds["ten"].get(word)
        return Number(ten.value, at + 1, ordinal=True, definite=True) if ten and ten.definite else None
    if at + 1 < last and (teen := table.kinds["teen"].get(forms[at + 1])):
        return Number(bound.value + teen.value, at + 2, ordinal=True, definite=bound.definite)
    following = _after_joint(forms, at + 1, last, table)
    if following is not None:
        words, start = following
        ten = table.kinds["ten"].get(words[start])
        if ten is not None:
            return Number(bound.value + ten.value, start + 1, ordinal=True, definite=bound.definite)
    return Number(unit.value, at + 1, ordinal=True, definite=unit.definite) if unit else None


def _read_group(forms: Sequence[str], at: int, last: int, table: NumberTable) -> Number | None:
    """Read one group: a number below a thousand and the scale behind it, or a scale alone."""
    word = forms[at]
    if word.isdigit() and word.isascii():
        if len(word) > _MOST_DIGITS:
            return None
        small: Number | None = Number(int(word), at + 1, digits=True)
    else:
        small = _read_small(forms, at, last, table)
    if small is None:
        scale = table.kinds["scale"].get(word)
        return Number(scale.value, at + 1, definite=scale.definite) if scale else None
    if small.last < last and (scale := table.kinds["scale"].get(forms[small.last])):
        return Number(small.value * scale.value, small.last + 1, definite=small.definite)
    return small


def _read_small(forms: Sequence[str], at: int, last: int, table: NumberTable) -> Number | None:
    """Read a number below a thousand, or a dual of a scale: hundreds, [joint, below hundred] | below hundred."""
    word = forms[at]
    high = table.kinds["round"].get(word) or table.kinds["hundred"].get(word)
    if high is not None:
        value, end = high.value, at + 1
    else:
        below = _read_below_hundred(forms, at, last, table)
        if below is None or below.value > 10 or below.last == last:
            return below
        hundred = table.kinds["hundred"].get(forms[below.last])
        if hundred is None:
            return below
        value, end, high = below.value * hundred.value, below.last + 1, NumberWord(0, below.definite)
    following = _after_joint(forms, end, last, table) if value < 1000 else None
    if following is not None:
        rest = _read_below_hundred(*following, last, table)
        if rest is not None:
            value, end = value + rest.value, rest.last
    return Number(value, end, definite=high.definite)


def _read_below_hundred(forms: Sequence[str], at: int, last: int, table: NumberTable) -> Number | None:
    """Read (unit | bound), teen | (unit | bound), joint, ten | ten | unit."""
    word = forms[at]
    unit = table.kinds["one"].get(word)
    bound = unit or table.kinds["bound"].get(word)
    if bound is None:
        ten = table.kinds["ten"].get(word)
        return Number(ten.value, at + 1, definite=ten.definite) if ten else None
    if at + 1 < last and (teen := table.kinds["teen"].get(forms[at + 1])):
        return Number(bound.value + teen.value, at + 2, definite=bound.definite)
    following = _after_joint(forms, at + 1, last, table)
    if following is not None:
        words, start = following
        ten = table.kinds["ten"].get(words[start])
        if ten is not None:
            return Number(bound.value + ten.value, start + 1, definite=bound.definite)
    return Number(unit.value, at + 1, definite=unit.definite) if unit else None


def _after_joint(forms: Sequence[str], at: int, last: int, table: NumberTable) -> tuple[Sequence[str], int] | None:
    """Return the words and the index at which the addend behind a joint begins, the joint cut off its first word."""
    if at >= last or not forms[at].startswith(table.joint):
        return None
    rest = forms[at][len(table.joint) :]
    if not rest:
        return (forms, at + 1) if at + 1 < last else None
    if rest not in table.words:
        return None
    return (*forms[:at], rest, *forms[at + 1 : last]), at


def _floor(value: int) -> int:
    """Return the least magnitude an addend must stay under: 1000 for 3000, 100 for 300, 10 for 20, 1 for 7."""
    power = 1
    while value and value % (power * 10) == 0:
        power *= 10
    return power
