"""Reported utterances: who said what, through which channel, relayed by whom.

A page's cues are found by lexicon, laid into frames by rules (`rules`), bounded (`contents`), given a speaker
(`speakers`), an act (`acts`) and what stands around them (`surroundings`). It does not judge whether what was said is
true.
"""

from khabar.statements.find import find_statements
from khabar.statements.seen import judge_statements

__all__ = ["find_statements", "judge_statements"]
