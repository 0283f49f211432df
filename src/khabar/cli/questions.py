"""The commands that ask a record file for its account."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from khabar.account import Says, Side
from khabar.cli.options import add_choice, add_question, add_table
from khabar.model import MentionType

if TYPE_CHECKING:
    from khabar.cli.options import Commands


def add_questions(commands: Commands) -> None:
    """Add them all."""
    _add_timeline(commands)
    _add_story(commands)
    _add_entity(commands)
    _add_denials(commands)
    _add_positions(commands)
    _add_agreements(commands)
    _add_outlets(commands)


def _add_timeline(commands: Commands) -> None:
    timeline = add_question(
        commands, "timeline", "what happened and what was said, each once, with all who tell it", "--since 2020-02"
    )
    add_choice(timeline, "since", "until", "actor", "place", "outlet", "act", "type")
    add_table(timeline)


def _add_story(commands: Commands) -> None:
    story = add_question(commands, "story", "pages on one happening across outlets and days", "--actor NAME")
    story.add_argument("id", metavar="ID", nargs="?", default="", help="one story, by its id or that of a page in it")
    add_choice(story, "since", "until", "actor", "place", "outlet")
    add_table(story)


def _add_entity(commands: Commands) -> None:
    entity = add_question(commands, "entity", "who and what the pages name, joined across them", "--joins")
    entity.add_argument("name", metavar="NAME", nargs="?", default="", help="part of a name, or an id")
    entity.add_argument(
        "--type", choices=get_args(MentionType), default="", help="only people, only organisations or only places"
    )
    entity.add_argument("--joins", action="store_true", help="a row for each page: how it was joined, and why")
    add_table(entity)


def _add_denials(commands: Commands) -> None:
    denials = add_question(commands, "denials", "what is denied, by whom, and who claims it", "--actor NAME")
    add_choice(denials, "since", "until", "actor", "outlet")
    found = denials.add_mutually_exclusive_group()
    found.add_argument("--ghosts", action="store_true", help="only what nobody in the pile claims")
    found.add_argument("--claimed", action="store_true", help="only what somebody in the pile claims")
    add_table(denials)


def _add_positions(commands: Commands) -> None:
    positions = add_question(commands, "positions", "where actors stand on issues, and where they turn", "--issue aid")
    add_choice(positions, "since", "until", "actor", "outlet", "act")
    positions.add_argument("--issue", default="", metavar="ISSUE", help="only this issue, by its id in issues.toml")
    positions.add_argument("--side", choices=get_args(Side), default="", help="only who takes this side")
    positions.add_argument("--changed", action="store_true", help="only where an actor turns against an earlier side")
    add_table(positions)


def _add_agreements(commands: Commands) -> None:
    agreements = add_question(commands, "agreements", "who says that an accord holds or is broken", "--says broken")
    add_choice(agreements, "since", "until", "actor", "outlet")
    agreements.add_argument("--accord", default="", metavar="NAME", help="only of this name, or id")
    agreements.add_argument("--says", choices=get_args(Says), default="", help="only where this is said of it")
    add_table(agreements)


def _add_outlets(commands: Commands) -> None:
    outlets = add_question(commands, "outlets", "what outlets print, and how they hold others' words", "--holdings")
    add_choice(outlets, "outlet")
    outlets.add_argument("--holdings", action="store_true", help="a row for each outlet, speaker and stance")
    add_table(outlets)
