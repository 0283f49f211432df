"""Many records brought together: which pages copy which, and from how many origins they come."""

from khabar.corpus.identities import find_unused
from khabar.corpus.joins import Joins, read_joins
from khabar.corpus.known import Known, gather_known
from khabar.corpus.make import make_account
from khabar.corpus.origins import find_groups
from khabar.corpus.reprints import find_reprints
from khabar.corpus.sheets import Sheet, make_sheet

__all__ = [
    "Joins",
    "Known",
    "Sheet",
    "find_groups",
    "find_reprints",
    "find_unused",
    "gather_known",
    "make_account",
    "make_sheet",
    "read_joins",
]
