"""Learn what the signs of agreement weigh and write `src/khabar/data/agreement.tsv`.

    python tasks/agreement.py PAIRS.jsonl           write the table
    python tasks/agreement.py PAIRS.jsonl --folds   print macro F1 by cross-validation for several shrinkages

PAIRS.jsonl holds `{"a", "b", "relation"}` a line, relation agree, disagree or other (the train part of Khouja 2020).
Folds keep the pairs of one headline together, since one headline was altered several times. The `train` extra brings
scikit-learn; what is learnt is a table that needs nothing to be read.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from khabar.corpus.claims.agreement import find_signs, weigh_signs
from khabar.corpus.claims.wording import read_text
from khabar.lexicon import load_lexicon

# Inverse strength of shrinkage; --folds (five, over train): .2 gives macro F1 .769, .5 .781, 1 .784, 2 .791, 4 .787.
_STRENGTH = 2.0
_LEAST_PAIRS = 2  # a sign of one pair alone is noise
_SMALLEST = 0.05  # log odds that change nothing


class Pair(NamedTuple):
    """Two headlines: their signs, the first one's text, how they were judged."""

    signs: dict[str, float]
    group: str
    relation: str


def read_pairs(path: Path) -> list[Pair]:
    lexicon = load_lexicon()
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Pair(find_signs(read_text(row["a"], lexicon), read_text(row["b"], lexicon)), row["a"], row["relation"])
        for row in rows
    ]


def learn(pairs: list[Pair], strength: float) -> dict[str, float]:
    """Return the weights under which the judgements are likeliest; pairs that are neither teach nothing."""
    judged = [pair for pair in pairs if pair.relation != "other"]
    counts = Counter(sign for pair in judged for sign, value in pair.signs.items() if value)
    kept = [{sign: v for sign, v in pair.signs.items() if counts[sign] >= _LEAST_PAIRS} for pair in judged]
    columns = DictVectorizer()
    model = LogisticRegression(C=strength, max_iter=5000)
    model.fit(columns.fit_transform(kept), [pair.relation == "agree" for pair in judged])
    weights = dict(zip(columns.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    weights["any"] += float(model.intercept_[0])
    return {sign: weight for sign, weight in weights.items() if abs(weight) >= _SMALLEST}


def macro_f1(gold: list[str], said: list[str]) -> float:
    total = 0.0
    for kind in ("agree", "disagree"):
        hits = sum(one == other == kind for one, other in zip(gold, said, strict=True))
        total += 2 * hits / max(1, gold.count(kind) + said.count(kind))
    return total / 2


def cross_validate(pairs: list[Pair], strength: float) -> float:
    gold: list[str] = []
    said: list[str] = []
    for train, test in GroupKFold(5).split(pairs, groups=[pair.group for pair in pairs]):
        weights = learn([pairs[at] for at in train], strength)
        gold += [pairs[at].relation for at in test]
        said += ["agree" if weigh_signs(pairs[at].signs, weights) >= 0.5 else "disagree" for at in test]
    return macro_f1(gold, said)


def write_table(weights: dict[str, float]) -> None:
    lines = [
        "# What the signs of two wordings weigh for their saying the same (log odds). Written by tasks/agreement.py",
        "# from judged pairs of headlines (Khouja 2020, Arabic News Stance, Apache-2.0).",
        "sign\tweight",
        *(f"{sign}\t{weight:.2f}" for sign, weight in sorted(weights.items())),
    ]
    (Path(str(files("khabar"))) / "data" / "agreement.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    pairs = read_pairs(Path(sys.argv[1]))
    if "--folds" in sys.argv:
        for strength in (0.2, 0.5, 1.0, 2.0, 4.0):
            print(strength, f"{cross_validate(pairs, strength):.4f}")
    else:
        write_table(learn(pairs, _STRENGTH))


if __name__ == "__main__":
    main()
