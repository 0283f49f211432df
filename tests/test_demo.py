"""The pages that come with khabar: read without a fault, dated as they were written, and the same when built again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import khabar
from khabar import read_page
from khabar.cli import main
from khabar.cli.demo import CAPTURED
from khabar.errors import ReadError
from khabar.readers import read_pages

if TYPE_CHECKING:
    from khabar import Lexicon, Record

DEMO = Path(khabar.__file__).parent / "data" / "demo"

# What a careful reader makes of each page. The calendar of the crisis: a truce is announced on Monday 5 February 2018,
# broken on Wednesday the 7th, the border closed on Thursday the 8th, the convoy arrives on Wednesday the 14th.
PUBLISHED = {
    "01-waha-truce.txt": ["2018-02-05"],
    "02-sada-truce.txt": ["2018-02-05"],  # the header is the day of capture
    "03-daftar-shelling.txt": ["2018-02-08"],
    "04-marfa-shelling.txt": ["2018-02-08"],  # this Thursday, Wednesday the 7th
    "05-kasba-crossing.html": ["2018-02-08"],
    "06-feed.jsonl": ["2018-02-10", "2018-02-11", "2018-02-11"],  # the second by the Hijri calendar
    "07-waha-envoy.txt": ["2018-02-12"],
    "08-saha-envoy.txt": ["2018-02-13"],  # and a paragraph pasted from the 8th
    "09-sada-convoy.txt": ["2018-02-15"],  # yesterday, Wednesday, and the day of a post
    "10-marfa-portrait.txt": [""],
    "11-kasba-extension.warc": ["2018-02-17"],
    "12-saha-front.txt": [""],
}


def records(name: str, lexicon: Lexicon) -> list[Record]:
    """Return the records of the pages in one file."""
    found = []
    for page in read_pages([DEMO / name], captured=CAPTURED):
        assert not isinstance(page, ReadError), page
        found.append(read_page(page, lexicon))
    return found


def test_every_page_is_expected() -> None:
    assert sorted(path.name for path in DEMO.iterdir()) == sorted(PUBLISHED)


@pytest.mark.parametrize("name", PUBLISHED)
def test_pages_are_dated_as_a_careful_reader_dates_them(name: str, lexicon: Lexicon) -> None:
    assert [record.publication.date for record in records(name, lexicon)] == PUBLISHED[name]


def test_a_pasted_yesterday_is_a_seam(lexicon: Lexicon) -> None:
    (record,) = records("08-saha-envoy.txt", lexicon)
    assert [record.page.text[seam.span.start : seam.span.end] for seam in record.publication.seams] == ["أمس الأربعاء"]


def test_a_front_page_has_no_article(lexicon: Lexicon) -> None:
    (record,) = records("12-saha-front.txt", lexicon)
    assert record.article.body == ()
    assert [note.stage for note in record.notes][:1] == ["clean"]


def test_demo_prints_the_timeline_and_what_to_open_next(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "demo"
    assert main(["demo", "-o", str(folder)]) == 0
    out, err = capfd.readouterr()
    assert out.startswith("2018-")
    assert f"khabar explain {folder}/pages/01-waha-truce.txt" in out
    assert err == ""
    first = (folder / "record.db").read_bytes()
    assert main(["demo", "-o", str(folder)]) == 0
    assert (folder / "record.db").read_bytes() == first
