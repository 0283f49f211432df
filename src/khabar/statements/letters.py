"""Letters, endings and signs the rules of speech read, by code point; folded, but for the one that shows gender."""

from __future__ import annotations

from khabar.text.letters import BEH, FEH, LAM, WAW

LETTERED = frozenset({BEH, LAM})  # bi-, li-
WHAT, DID_NOT, FROM = "\u0645\u0627", "\u0644\u0645", "\u0645\u0646"  # ma, lam, min
CONJUNCTIONS = frozenset({WAW, FEH})  # wa-, fa-
PRONOUNS = ("\u0647", "\u0647\u0627", "\u0647\u0645", "\u0647\u0645\u0627")  # his, her, their, of both
BELONGING = ("\u064a", "\u064a\u0647", "\u064a\u064a\u0646", "\u064a\u0648\u0646", "\u064a\u0627\u0646")  # nisba
SOUND_PLURAL = "\u0648\u0646"  # -un
OBLIQUE = "\u064a\u0646"  # -in
FEMININE_PLURAL = "\u0627\u062a"  # -at
PRESENT = frozenset("\u064a\u062a\u0633")  # letters a present or future tense may begin with
STOPS = frozenset({".", "!", "?", "\u2026", ";"})
BREAKS = STOPS | {":"}
