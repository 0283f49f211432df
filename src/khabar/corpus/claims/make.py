"""What many records claim, deny and hold: gathered record by record, then brought together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.corpus.claims.clauses import read_clauses
from khabar.corpus.claims.contradictions import find_clashing, find_count_clashes, find_denied, keep_one_each
from khabar.corpus.claims.denials import find_claims, weigh_clauses
from khabar.corpus.claims.ledger import make_ledger, read_entries
from khabar.corpus.claims.positions import find_positions, read_stands
from khabar.corpus.claims.profiles import find_profiles, read_printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khabar.account import Accord, Claim, Contradiction, Group, Happening, Position, Profile
    from khabar.corpus.claims.clauses import Clause
    from khabar.corpus.claims.denials import Who
    from khabar.corpus.claims.ledger import Entry
    from khabar.corpus.claims.positions import Stand
    from khabar.corpus.claims.profiles import Printed
    from khabar.corpus.credits import Credits
    from khabar.lexicon import Lexicon
    from khabar.model import Record


class Brief(NamedTuple):
    """What of one record is kept for its claims."""

    page: str
    clauses: tuple[Clause, ...]
    stands: tuple[Stand, ...]
    entries: tuple[Entry, ...]
    printed: Printed


class Claims(NamedTuple):
    """The parts of the account that tell what is claimed."""

    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...]
    positions: tuple[Position, ...]
    accords: tuple[Accord, ...]
    profiles: tuple[Profile, ...]


def make_brief(record: Record, stated: Credits, lexicon: Lexicon) -> Brief:
    """Return what of a record is kept; `stated` are the outlets it belongs to, credits and names."""
    article = record.article
    shown = record.page.text[article.outlet.start : article.outlet.end] if article.outlet else ""
    outlet = record.page.outlet or shown or record.page.metadata.site
    return Brief(
        page=record.page.id,
        clauses=read_clauses(record, outlet, lexicon),
        stands=read_stands(record, lexicon),
        entries=read_entries(record, lexicon),
        printed=read_printed(record, outlet, stated),
    )


def make_claims(
    briefs: Iterable[Brief], groups: Sequence[Group], happenings: Sequence[Happening], who: Who, lexicon: Lexicon
) -> Claims:
    """Return what all briefs claim; their order is all one.

    `groups` are the pages that print one text, `happenings` the events of all pages, each with what it is counted at.
    """
    ordered = sorted(briefs, key=lambda brief: brief.page)
    clauses = [clause for brief in ordered for clause in brief.clauses]
    weights = weigh_clauses(clauses)
    claims = find_claims(clauses, weights, who, lexicon)
    copies = {page: group.id for group in groups for page in group.pages}
    clashes = (
        *find_count_clashes(happenings),
        *find_denied(claims, clauses, weights),
        *find_clashing(clauses, weights, who, lexicon),
    )
    return Claims(
        claims=claims,
        contradictions=keep_one_each(clashes, copies),
        positions=find_positions((stand for brief in ordered for stand in brief.stands), who),
        accords=make_ledger((entry for brief in ordered for entry in brief.entries), who),
        profiles=find_profiles((brief.printed for brief in ordered), _find_origins(groups), who),
    )


def _find_origins(groups: Iterable[Group]) -> dict[str, str]:
    """Return the pages that copy another, with the outlet they have their text from, "" where it is not known."""
    return {
        page: origin.source
        for group in groups
        for origin in group.origins
        for page in origin.pages
        if len(origin.pages) > 1 and page != origin.first
    }
