"""`khabar contradict`: what of a record file cannot both hold; or pairs of headlines judged, whether they agree."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import orjson

from khabar.cli.output import write_lines
from khabar.cli.pages import load
from khabar.cli.reading import report
from khabar.cli.sources import open_sources
from khabar.corpus.claims import judge_pair, read_text
from khabar.export.choice import read_choice
from khabar.export.tables import write_rows
from khabar.store import CONTRADICTIONS, Unread, is_store

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from khabar.cli.sources import Sources
    from khabar.export.choice import Choice
    from khabar.lexicon import Lexicon

_SHOWN = 60  # bytes of a faulty line that its report repeats


class Pair(NamedTuple):
    """Two texts to be compared."""

    id: str
    a: str
    b: str


class Row(NamedTuple):
    """A pair as judged; `agreement` is how likely the two agree, in [0, 1]."""

    id: str
    relation: str
    agreement: float
    kind: str
    why: str


class ClashRow(NamedTuple):
    """Two statements or events of a record file that cannot both hold, each with who says it, and where it stands."""

    kind: str
    why: str
    score: float
    a_date: str
    a_by: str
    a: str
    a_outlet: str
    b_date: str
    b_by: str
    b: str
    b_outlet: str
    a_id: str
    b_id: str


def run(wanted: Namespace) -> int:
    """Run the command."""
    if is_store(Path(wanted.pairs)):
        with open_sources(wanted.pairs) as sources:
            _write(_clashes(sources, read_choice(wanted), wanted.kind), ClashRow._fields, wanted)
        return 0
    unread: list[Unread] = []
    judged = _judge(_read_pairs(wanted.pairs, unread), load())
    _write((row for row in judged if wanted.kind in {"", row.kind}), Row._fields, wanted)
    return report(unread)


def _write(rows: Iterable[NamedTuple], columns: Sequence[str], wanted: Namespace) -> None:
    if wanted.format == "jsonl":
        write_lines(wanted.output, (orjson.dumps(row._asdict()) for row in rows))
    else:
        write_lines(wanted.output, write_rows(rows, columns, wanted.format))


def _clashes(sources: Sources, choice: Choice, kind: str) -> Iterator[ClashRow]:
    for clash in sources.store.part(CONTRADICTIONS):
        if kind not in {"", clash.kind}:
            continue
        a, b = sources.told(clash.a), sources.told(clash.b)
        if choice.takes(dates=(a.date, b.date), actors=(a.speaker, b.speaker), outlets=(a.outlet, b.outlet)):
            yield ClashRow(
                *(clash.kind, clash.why, round(clash.score, 4)),
                *(a.date, a.speaker, a.words, a.outlet),
                *(b.date, b.speaker, b.words, b.outlet),
                *(a.id, b.id),
            )


def _judge(pairs: Iterable[Pair], lexicon: Lexicon) -> Iterator[Row]:
    for pair in pairs:
        judged = judge_pair(read_text(pair.a, lexicon), read_text(pair.b, lexicon), lexicon.claims.agreement)
        yield Row(pair.id, judged.relation, round(judged.agreement, 4), judged.kind, judged.why)


def _read_pairs(path: str, unread: list[Unread]) -> Iterator[Pair]:
    """Yield the pairs of a file of JSON lines, `-` the standard input; lines that hold none are added to `unread`."""
    with sys.stdin.buffer if path == "-" else Path(path).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                pair = _read_pair(line)
                if pair:
                    yield pair
                else:
                    shown = line[:_SHOWN].decode("utf-8", "replace").strip()
                    reason = f'no object with the texts "id", "a" and "b": {shown}'
                    unread.append(Unread(f"{path}:{number}", "readers", reason))


def _read_pair(line: bytes) -> Pair | None:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    texts = [row.get(key) for key in Pair._fields] if isinstance(row, dict) else [None]
    return Pair(*texts) if all(isinstance(text, str) for text in texts) else None
