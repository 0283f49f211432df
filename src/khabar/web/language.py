"""The two languages of the pages: labels, plural forms, numbers, days, and what a reader prefers of them.

Labels are gettext's: English in the templates, Arabic in `locale/ar.po`, which is read as it stands when the process
starts. Months and digits are CLDR's, by way of Babel.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Literal, get_args

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

Code = Literal["ar", "en"]
Digits = Literal["latn", "arab"]
# Whose names the months of the Gregorian year bear: of the Levant and Iraq beside Egypt's, either alone, or as in
# Algeria and Tunisia, or in Morocco.
Months = Literal["both", "levant", "egypt", "tunisia", "morocco"]
CODES: tuple[Code, ...] = get_args(Code)
DIGITS: tuple[Digits, ...] = get_args(Digits)
MONTHS: tuple[Months, ...] = get_args(Months)

_REGIONS = {"levant": "SY", "egypt": "EG", "tunisia": "TN", "morocco": "MA"}
_ARABIC_INDIC = {ord(str(digit)): 0x0660 + digit for digit in range(10)}
_RANGE = "\u2013"
# Numbers that are kept as written: most of a page are small, and stand on it many times.
_KEPT = 1 << 12


@dataclass(frozen=True, slots=True)
class Language:
    """A language with a reader's preferences in it."""

    code: Code
    digits: Digits = "latn"
    months: Months = "both"

    @property
    def direction(self) -> Literal["rtl", "ltr"]:
        """Return the direction of its lines."""
        return "rtl" if self.code == "ar" else "ltr"

    @property
    def other(self) -> Code:
        """Return the code of the other language."""
        return "en" if self.code == "ar" else "ar"

    @property
    def preference(self) -> str:
        """Return what the reader prefers in one word, to be kept."""
        return f"{self.digits}-{self.months}"

    def label(self, text: str) -> str:
        """Return a label given in English."""
        return translations(self.code).gettext(text) if text else ""

    def number(self, value: float) -> str:
        """Return a number with its thousands apart, in the reader's digits."""
        return self.in_digits(_grouped(value))

    def percent(self, share: float) -> str:
        """Return a share of one as a percentage."""
        return self.in_digits(format_percent(share, "#,##0%", locale="en"))

    def in_digits(self, text: str) -> str:
        """Return `text` with its digits written as the reader prefers."""
        return text.translate(_ARABIC_INDIC) if self.code == "ar" and self.digits == "arab" else text

    def day(self, date: str) -> str:
        """Return an ISO prefix as people write it, no more precise than it is; "" where it is empty."""
        year, month, day = (*date[:10].split("-"), "", "")[:3]
        if not month:
            return self.in_digits(year)
        named = f"{self.month(int(month))} {year}"
        return self.in_digits(f"{int(day)} {named}" if day else named)

    def weekday(self, date: str) -> str:
        """Return the name of the weekday of an ISO day, "" where the date is no whole day."""
        if len(date) < len("2020-01-01"):
            return ""
        return str(Locale(self.code).days["format"]["wide"][datetime.date.fromisoformat(date[:10]).weekday()])

    def month(self, number: int) -> str:
        """Return the name of a month, 1 to 12."""
        if self.code == "en":
            return _month("en", "", number)
        if self.months == "both":
            return f"{_month('ar', 'SY', number)}/{_month('ar', 'EG', number)}"
        return _month("ar", _REGIONS[self.months], number)

    def interval(self, earliest: str, latest: str) -> str:
        """Return the days between two ISO prefixes, either "" where open."""
        if earliest and latest:
            return f"{self.day(earliest)} {_RANGE} {self.day(latest)}"
        if earliest:
            return self.label("not before %(day)s") % {"day": self.day(earliest)}
        return self.label("not after %(day)s") % {"day": self.day(latest)} if latest else self.label("date open")


@cache
def translations(code: Code) -> NullTranslations:
    """Return the labels of a language; English is what the templates hold."""
    if code == "en":
        return NullTranslations()
    source = files("khabar.web") / "locale" / f"{code}.po"
    catalogue = read_po(BytesIO(source.read_bytes()), locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(_KEPT)
def _grouped(value: float) -> str:
    return str(format_decimal(value, "#,##0.##", locale="en"))


@cache
def _month(code: Code, region: str, number: int) -> str:
    return str(Locale(code, region or None).months["format"]["wide"][number])
