"""What is claimed, denied and contradicted in many records."""

from khabar.corpus.claims.agreement import judge_pair
from khabar.corpus.claims.wording import read_text

__all__ = ["judge_pair", "read_text"]
