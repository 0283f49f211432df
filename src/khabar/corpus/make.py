"""Many records in, one account out: what they tell together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.account import Account
from khabar.corpus.claims import make_brief, make_claims
from khabar.corpus.credits import find_credits
from khabar.corpus.happenings import find_happenings
from khabar.corpus.identities import find_identities
from khabar.corpus.independence import Independence
from khabar.corpus.joins import NO_JOINS, Joins
from khabar.corpus.known import gather_known
from khabar.corpus.leaves import make_leaf
from khabar.corpus.origins import find_groups
from khabar.corpus.reprints import find_reprints
from khabar.corpus.sheets import make_sheet
from khabar.corpus.stories import find_stories
from khabar.corpus.terms import Terms
from khabar.corpus.utterances import find_utterances

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khabar.lexicon import Lexicon
    from khabar.model import Entity, Record


def make_account(records: Iterable[Record], lexicon: Lexicon, joins: Joins = NO_JOINS) -> Account:
    """Return the account of `records`, of which each page comes once; their order is all one.

    Of each record only what is compared is kept, so that a pile may be read from a file one by one.
    """
    known, terms = gather_known(lexicon), Terms()
    kept: dict[Entity, Entity] = {}
    sheets, leaves, briefs = [], [], []
    for record in records:
        stated = find_credits(record, known)
        sheets.append(make_sheet(record, known))
        leaves.append(make_leaf(record, stated, lexicon, terms, kept))
        briefs.append(make_brief(record, stated, lexicon))
    reprints = find_reprints(sheets)
    groups = find_groups(reprints, sheets)
    who = find_identities(leaves, lexicon, joins)
    independence = Independence(leaves, groups)
    stories = find_stories(leaves, terms, lexicon.names.words.common, who, independence)
    happenings = find_happenings(leaves, stories, terms, who, independence)
    claimed = make_claims(briefs, groups, happenings, who, lexicon)
    return Account(
        identities=who.identities,
        reprints=reprints,
        groups=groups,
        stories=stories,
        happenings=happenings,
        utterances=find_utterances(leaves, terms, who, independence),
        **claimed._asdict(),
    )
