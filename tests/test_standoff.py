"""Annotations without their articles: put back beside the text they are what they were, and fit no other text."""

from __future__ import annotations

import importlib
import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parents[1]
TITLE, CONTENT = (
    "الوزير: الجسر آمن",
    "قال الوزير إن الجسر آمن. وقال الوزير سامي حداد إن وفدا زار حمص، وزار حمص وفد آخر.",
)
GOLD = {
    "published": "2020-03-05",
    "dateline": {"place": "", "agency": ""},
    "entities": [
        {"name": "سامي حداد", "type": "PER", "surfaces": ["سامي حداد"]},
        {"name": "حمص", "type": "LOC", "surfaces": ["حمص"]},
    ],
    "statements": [
        {
            "cue": "قال",
            "cue_n": 2,
            "source": "الوزير سامي حداد",
            "speaker": "سامي حداد",
            "content": "وفدا زار حمص",
            "form": "indirect",
            "act": "state",
            "channel": "",
            "relay": "",
            "addressee": "",
            "hedge": "",
        }
    ],
    "events": [
        {
            "type": "CONSULT",
            "trigger": "زار",
            "trigger_n": 2,
            "actor": "وفد آخر",
            "actor_name": "وفد آخر | سامي حداد",
            "recipient": "",
            "recipient_name": "",
            "place": "حمص",
            "place_n": 2,
            "date": "",
            "status": "actual",
        }
    ],
}


@pytest.fixture
def standoff(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT))
    yield importlib.import_module("tasks.reading.standoff")
    for name in [name for name in sys.modules if name.partition(".")[0] == "tasks"]:
        del sys.modules[name]


def write_corpus(folder: Path, content: str) -> Path:
    folder.mkdir()
    with zipfile.ZipFile(folder / "2020-03-05.zip", "w") as packed:
        entries = [{"title": "آخر", "content": "لا شيء."}, {"title": TITLE, "content": content}]
        packed.writestr("day.json", json.dumps(entries))
    return folder


def test_what_is_put_back_is_what_was_taken(standoff: ModuleType, tmp_path: Path) -> None:
    corpus, folder, out = write_corpus(tmp_path / "corpus", CONTENT), tmp_path / "gold", tmp_path / "out.jsonl.gz"
    folder.mkdir()
    text = f"{TITLE}\n{CONTENT}"
    (folder / "texts.json").write_text(json.dumps([{"id": "a", "text": text}]), "utf-8")
    (folder / "a.json").write_text(json.dumps({"id": "a"} | GOLD), "utf-8")
    assert standoff.write(folder, corpus, out) == 1
    assert standoff.restore(out, corpus, tmp_path / "back") == 1
    (entry,) = json.loads((tmp_path / "back" / "texts.json").read_text("utf-8"))
    assert entry["text"] == text
    back = json.loads((tmp_path / "back" / f"{entry['id']}.json").read_text("utf-8"))
    assert back == {"id": entry["id"]} | GOLD
    with pytest.raises(standoff.StandoffError, match="article 1 of 2020-03-05"):
        standoff.restore(out, write_corpus(tmp_path / "changed", CONTENT.replace("آمن", "مغلق")), tmp_path / "wrong")


def test_an_annotation_that_quotes_what_does_not_stand_there_is_refused(standoff: ModuleType) -> None:
    with pytest.raises(standoff.StandoffError, match="does not stand"):
        standoff.lift(CONTENT, GOLD | {"entities": [{"name": "دمشق", "type": "LOC", "surfaces": ["دمشق"]}]})
