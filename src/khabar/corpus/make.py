"""Many records in, one account out: what they tell together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.account import Account
from khabar.corpus.claims import make_brief, make_claims
from khabar.corpus.credits import find_credits
from khabar.corpus.known import gather_known
from khabar.corpus.origins import find_groups
from khabar.corpus.reprints import find_reprints
from khabar.corpus.sheets import make_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.lexicon import Lexicon
    from khabar.model import Record


def make_account(records: Iterable[Record], lexicon: Lexicon) -> Account:
    """Return the account of `records`, of which each page comes once; their order is all one.

    Of each record only what is compared is kept, so that a pile may be read from a file one by one.
    """
    known = gather_known(lexicon)
    sheets, briefs = [], []
    for record in records:
        sheets.append(make_sheet(record, known))
        briefs.append(make_brief(record, find_credits(record, known), lexicon))
    reprints = find_reprints(sheets)
    groups = find_groups(reprints, sheets)
    return Account(reprints=reprints, groups=groups, **make_claims(briefs, groups, _Plain(), lexicon)._asdict())


class _Plain:
    """Identities by entity and name alone."""

    def find(self, page: str, entity: str, name: str) -> str:  # noqa: ARG002  # what joins pages may ask for it
        return entity or name
