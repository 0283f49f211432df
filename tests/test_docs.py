"""The documents keep up with the code: every command, option, field and value is named, every example is understood."""

from __future__ import annotations

import argparse
import importlib.util
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from khabar import model
from khabar.cli.arguments import parser
from khabar.export.jsonl import record_object
from khabar.model import (
    Article,
    Block,
    Channel,
    Denial,
    Entity,
    Event,
    Evidence,
    Mention,
    Note,
    Page,
    Participant,
    Place,
    Publication,
    Record,
    Relay,
    Seam,
    Span,
    Statement,
    Toll,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
CLI = (ROOT / "docs" / "cli.md").read_text("utf-8")
RECORD = (ROOT / "docs" / "record.md").read_text("utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "README.ar.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(whole: argparse.ArgumentParser, name: str = "khabar") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield every command that can be run, by its full name."""
    groups = [action for action in whole._actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    if not groups:
        yield name, whole
    for group in groups:
        for word, command in group.choices.items():
            yield from commands(command, f"{name} {word}")


def names(thing: Any) -> Iterator[str]:
    """Yield every key of nested objects."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield key
            yield from names(value)
    elif isinstance(thing, list | tuple):
        for value in thing:
            yield from names(value)


def full_record() -> Record:
    """Return a record in which nothing is absent."""
    span, who = Span(0, 1), Participant(Span(0, 1), "a", "b", "c")
    statement = Statement(
        "s", "r", 1.0, span, span, "", "", span, "direct", "state", channel=Channel(span, "tweet"),
        relay=(Relay(span, "a", "b"),), addressee=span, hedge=span, denies=Denial(span, "a"), about=("a",),
    )  # fmt: skip
    event = Event(
        "e", "r", 1.0, "AGREE", span, actors=(who,), recipients=(who,), place=Place(span, "a"),
        killed=Toll(1, 1, span), injured=Toll(1, 1, span),
    )  # fmt: skip
    return Record(
        Page("p", "a"),
        Article(span, span, span, span, span, (span,), (Block(span, "body", "r"),)),
        Publication("", "", "", 0.0, (Evidence(span, "a", used=False, why="b"),), (Seam(span, "a"),)),
        (Entity("a", "LOC", "b"),),
        (Mention("m", span, "LOC", "a", "r"),),
        (statement,),
        (event,),
        (Note("a", "b", span),),
    )


@pytest.mark.parametrize(("name", "command"), list(commands(parser())), ids=lambda value: str(value)[:24])
def test_every_command_and_option_is_named(name: str, command: argparse.ArgumentParser) -> None:
    section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL)
    assert section, f"docs/cli.md has no section on {name}"
    options = {option for action in command._actions for option in action.option_strings} - {"-h", "--help"}  # noqa: SLF001
    assert {option for option in options if f"`{option}" not in section[1]} == set()


def test_every_field_of_the_record_is_named() -> None:
    fields = set(names(record_object(full_record())))
    assert {field for field in fields if not re.search(rf'[`"]{field}[`"]', RECORD)} == set()


@pytest.mark.parametrize(
    "kinds",
    [
        model.BlockKind,
        model.MentionType,
        model.Form,
        model.Act,
        model.ChannelKind,
        model.Stance,
        model.EventType,
        model.Status,
    ],
    ids=lambda kinds: get_args(kinds)[0],
)
def test_every_value_a_field_may_take_is_named(kinds: Any) -> None:
    assert {kind for kind in get_args(kinds) if f"`{kind}`" not in RECORD} == set()


def test_the_data_dictionary_is_of_the_code_as_it_is() -> None:
    spec = importlib.util.spec_from_file_location("dictionary", ROOT / "tasks" / "dictionary.py")
    assert spec
    assert spec.loader
    dictionary = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dictionary)
    committed = (ROOT / "docs" / "data-dictionary.md").read_text("utf-8")
    assert dictionary.write_dictionary() == committed, "run: make dictionary"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_examples_are_understood(document: Path) -> None:
    for example in re.findall(r"^(?:    |\$ )(khabar .*)$", document.read_text("utf-8"), re.MULTILINE):
        parser().parse_args(shlex.split(example.split(" | ")[0], comments=True)[1:])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text("utf-8")):
        if not target.startswith("http"):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"
