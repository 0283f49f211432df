"""How far to trust a statement: how often its rule was right, by what led to the content and by level.

Counted on 1,674 statements of 219 annotated articles of July 2015, a rule's own kinds drawn towards the rule where few,
rounded to .05. Counted on four fifths of the articles and used on the fifth, statements given .9 and more (78 in 100)
were right 94 times in 100; those given .85 86 times, those given less 70 times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khabar.statements.frames import Frame

BY_RULE: Mapping[str, float] = {
    "document": 0.85,
    "issued": 0.85,
    "relayed": 0.85,
    "relative": 0.55,
    "subject_first": 0.75,
    "verb_first": 0.9,
    "verb_alone": 0.85,
    "participle": 0.95,
    "antecedent": 0.6,
    "masdar": 0.6,
    "agentless": 0.85,
    "initial_attribution": 0.75,
    "final_attribution": 0.8,
    "medial_attribution": 0.5,
    "as_said": 0.7,
    "rumour": 0.4,
    "bare": 0.9,
    "headline": 0.95,
}
# Rule, way to the content, whether inside another report.
BY_KIND: Mapping[tuple[str, str, bool], float] = {
    ("subject_first", "clause", False): 0.85,
    ("subject_first", "clause", True): 0.7,
    ("subject_first", "object", False): 0.8,
    ("subject_first", "object", True): 0.55,
    ("subject_first", "preposition", False): 0.8,
    ("subject_first", "preposition", True): 0.65,
    ("verb_alone", "clause", False): 0.95,
    ("verb_alone", "clause", True): 0.65,
    ("verb_alone", "object", False): 0.7,
    ("verb_alone", "object", True): 0.65,
    ("verb_alone", "preposition", False): 0.9,
    ("verb_alone", "preposition", True): 0.8,
    ("verb_alone", "speech", False): 0.95,
    ("verb_alone", "speech", True): 0.9,
    ("verb_first", "clause", False): 0.95,
    ("verb_first", "clause", True): 0.9,
    ("verb_first", "object", False): 0.85,
    ("verb_first", "object", True): 0.75,
    ("verb_first", "preposition", False): 0.9,
    ("verb_first", "preposition", True): 0.6,
    ("verb_first", "speech", False): 0.95,
    ("verb_first", "speech", True): 0.95,
}


def weigh(frame: Frame) -> float:
    """Return the confidence of a frame's statement, in [0, 1]."""
    return BY_KIND.get((frame.rule, frame.way, frame.level > 0), BY_RULE[frame.rule])
