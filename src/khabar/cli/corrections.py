"""The commands on corrections, and what others say of those that could not act."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.cli.options import add_command, add_output, add_record, add_table
from khabar.cli.output import say
from khabar.review import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.cli.options import Commands
    from khabar.review import Value
    from khabar.store import Store


class Row(NamedTuple):
    """An edit that could not act, and why."""

    why: str
    page: str
    kind: str
    words: str
    field: str
    verdict: str
    old: str
    new: str
    who: str
    when: str
    note: str
    target: str
    start: int
    end: int


# What of it a terminal has room for.
SHOWN = ("why", "page", "kind", "words", "field", "verdict", "old", "new", "who", "note")


def find_conflicts(store: Store) -> Iterator[Row]:
    """Yield the edits of a record file that could not act, in the order in which they were kept."""
    for _, edit, why in store.edits():
        if why:
            yield Row(
                why=why,
                page=edit.page,
                kind=edit.kind,
                words=edit.words.text,
                field="(whole)" if edit.field == WHOLE else edit.field,
                verdict=edit.verdict,
                old=_say(edit.old),
                new=_say(edit.new),
                who=edit.who,
                when=edit.when,
                note=edit.note,
                target=edit.target,
                start=edit.words.start,
                end=edit.words.end,
            )


def say_conflicts(store: Store) -> int:
    """Say on stderr how many edits could not act, and return how many."""
    kept = store.edits()
    count = sum(bool(one.conflict) for one in kept)
    if count:
        say(f"{count} of {len(kept)} corrections could not act; khabar review conflicts {store.path} lists them")
    return count


def add_review(commands: Commands) -> None:
    """Add the commands on corrections."""
    review = commands.add_parser("review", help="keep, send and compare the corrections of a record")
    actions = review.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = add_command(
        actions, "export", "print the corrections of a record file", "khabar review export record.db -o edits.jsonl"
    )
    add_record(export)
    export.add_argument("--reviewer", metavar="NAME", default="", help="only those of this reviewer")
    add_output(export)
    apply = add_command(
        actions,
        "apply",
        "let corrections act on a record file, and make its account anew",
        "khabar review apply record.db edits.jsonl",
    )
    add_record(apply)
    apply.add_argument("edits", metavar="EDITS", nargs="*", help="files of corrections; - is the standard input")
    conflicts = add_command(
        actions, "conflicts", "print the corrections that could not act", "khabar review conflicts record.db"
    )
    add_record(conflicts)
    add_table(conflicts)
    _add_gold(actions)
    agreement = add_command(
        actions, "agreement", "print how far two reviewers agree", "khabar review agreement a.jsonl b.jsonl"
    )
    agreement.add_argument("a", metavar="A", help="the corrections of one")
    agreement.add_argument("b", metavar="B", help="the corrections of the other")
    add_table(agreement)


def _add_gold(actions: Commands) -> None:
    gold = add_command(
        actions, "gold", "write the corrected pages as reference data", "khabar review gold record.db -o gold"
    )
    add_record(gold)
    gold.add_argument("--done", action="store_true", help="only pages that a reviewer marked as done")
    gold.add_argument("-o", "--output", metavar="FOLDER", required=True, help="a new or empty folder")


def _say(value: Value) -> str:
    return "; ".join(" ".join(filter(None, (p.words.text if p.words else "", p.value, p.entity))) for p in value)
