"""What is claimed, denied, held and contradicted in many records."""

from khabar.corpus.claims.agreement import judge_pair
from khabar.corpus.claims.clauses import find_clause
from khabar.corpus.claims.make import Brief, make_brief, make_claims
from khabar.corpus.claims.wording import read_text

__all__ = ["Brief", "find_clause", "judge_pair", "make_brief", "make_claims", "read_text"]
