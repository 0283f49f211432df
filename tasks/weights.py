"""Learn what the signs of events and of their parties weigh, and write `parties.tsv` and `sureness.tsv`.

    python tasks/weights.py ARTICLES SENTENCES [--folds FOLDS.json] [--model RUN --unseen IDS.json]

ARTICLES is a folder of annotated articles (`texts.json`, one JSON file an article), SENTENCES one of judged
sentences (`assault.jsonl`, `protest.jsonl`). Without --folds both files are written, from all there is. With it nothing
is written: each fold's articles are read with weights learnt from the others, to `folds.jsonl` in the current folder,
and the F1 of lone sentences is printed, five-fold.

With --model the articles whose ids stand in IDS.json are read with the exported reading model in RUN beside the rules,
so that its signs get weights too: articles it has not learnt from, or the weights trust it too much.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from khabar import Page, load_lexicon, read_page
from khabar.events.candidates import draft_page, gather_candidates
from khabar.events.cast import gather_cast
from khabar.events.choice import choose_sides
from khabar.events.find import draft_events, tell
from khabar.events.scene import set_scene
from khabar.events.sureness import find_signs
from khabar.export.jsonl import write_record
from khabar.lexicon.weights import Weights
from khabar.mentions.fullest import full_names
from khabar.mentions.owners import find_owners
from khabar.model import ARTICLE_KINDS, Names
from khabar.reader import load_reader
from khabar.text.tokens import phrase_words, tokenize
from khabar.times import find_article_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khabar.events.cast import Cast
    from khabar.events.find import Draft
    from khabar.events.scene import Scene
    from khabar.lexicon import Lexicon
    from khabar.model import Participant, Span
    from khabar.reader import Reading, ReadingModel

Parties = dict[str, tuple[float, float]]
_ROUNDS = 2  # a deed's candidates hold what was chosen for those before it, so the weights are learnt over again
_PASSES, _RATE = 6, 0.1
_SMALLEST = 0.05  # weights nearer to naught are not written
# A sentence's share of acceptance from which on it is a report, and what is learnt: the share itself, or yes and no.
_TYPES = {"ASSAULT": (0.45, True, 2), "PROTEST": (0.2, False, 4)}


class Choice(NamedTuple):
    """One role of one event: the signs of each candidate, and which of them are right."""

    role: int
    signs: list[list[str]]
    right: list[bool]


class Staged(NamedTuple):
    """A page read as far as its events' drafts."""

    scene: Scene
    cast: Cast
    drafts: list[Draft]


class Remembered:
    """A reading model that reads each text once."""

    def __init__(self, model: ReadingModel) -> None:
        self._model = model
        self.readings: dict[str, Reading] = {}

    def read(self, text: str, spans: Sequence[Span]) -> Reading:
        if text not in self.readings:
            self.readings[text] = self._model.read(text, spans)
        return self.readings[text]


def stage(page: Page, lexicon: Lexicon, model: Remembered | None = None) -> Staged:
    record = read_page(page, lexicon, model)
    tokens = tokenize(page.text, lexicon.dodged, lexicon.whole)
    lines = (line for line, b in zip(tokens.lines, record.article.blocks, strict=True) if b.kind in ARTICLE_KINDS)
    times = find_article_times(tokens, lines, lexicon.times)
    names = Names(
        record.mentions,
        record.entities,
        fullest=full_names(page.text, record.mentions, record.entities),
        owners=find_owners(tokens, record.mentions, lexicon.names),
    )
    scene = set_scene(page, tokens, record.article, names, record.statements, lexicon)
    cast = gather_cast(scene)
    seen = model.readings[page.text].predicates if model else None
    return Staged(scene, cast, draft_events(scene, cast, record.article, times, record.publication, lexicon, seen))


def same_name(predicted: str, gold: str) -> bool:
    one, other = set(phrase_words(predicted)), set(phrase_words(gold))
    shared = len(one & other)
    return bool(shared) and shared / min(len(one), len(other)) >= 0.5 and shared / max(len(one), len(other)) >= 0.2


def is_right(side: Iterable[Participant], names: list[str]) -> bool:
    found = [party.name for party in side]
    return all(any(same_name(name, gold) for name in found) for gold in names) if names else not found


def find_gold(draft: Draft, gold: list[dict[str, Any]], text: str, used: set[int]) -> dict[str, Any] | None:
    """Return the annotated event of a draft's type at its trigger."""
    for place, event in enumerate(gold):
        at = -1
        for _ in range(event.get("trigger_n", 1)):
            at = text.find(event["trigger"], at + 1)
        trigger = draft.event.trigger
        meets = at < trigger.end and trigger.start < at + len(event["trigger"])
        if place not in used and meets and event["type"] == draft.event.type:
            used.add(place)
            return event
    return None


def read_choices(staged: Staged, gold: list[dict[str, Any]], parties: Parties) -> list[Choice]:
    """Return what there is to choose on a page, its deeds' parties chosen one by one with the weights so far."""
    page = draft_page(staged.scene, [draft.event for draft in staged.drafts], staged.cast)
    choices, used = [], set[int]()
    for draft, telling in zip(staged.drafts, tell(staged.scene, page, staged.drafts), strict=True):
        candidates = gather_candidates(telling)
        if parties:
            actors, recipients = choose_sides(candidates, parties)
            page.events[telling.place] = replace(draft.event, actors=actors, recipients=recipients)
        event = find_gold(draft, gold, staged.scene.page.text, used)
        if event is None:
            continue
        for role, key in enumerate(("actor", "recipient")):
            names = [n for n in (event.get(f"{key}_name") or event.get(key) or "").split(" | ") if n]
            right = [is_right(candidate.side, names) for candidate in candidates]
            if any(right):
                choices.append(Choice(role, [candidate.signs for candidate in candidates], right))
    return choices


class Learner:
    """Weights moved step by step against a slope, each at its own pace (AdaGrad), and drawn to naught a little."""

    def __init__(self, known: Iterable[str], shrink: float) -> None:
        self.weights = dict.fromkeys(known, 0.0)
        self._paid = dict.fromkeys(self.weights, 1.0)
        self._shrink = shrink

    def score(self, signs: list[str]) -> float:
        return sum(self.weights.get(sign, 0.0) for sign in signs)

    def step(self, signs: list[str], slope: float) -> None:
        for sign in signs:
            weight = self.weights.get(sign)
            if weight is not None:
                move = slope + self._shrink * weight
                self._paid[sign] += move * move
                self.weights[sign] = weight - _RATE * move / math.sqrt(self._paid[sign])


def learn_parties(choices: list[Choice]) -> Parties:
    """Return the weights under which the right candidates of all choices are likeliest (softmax)."""
    counts = Counter(s for c in choices for signs, right in zip(c.signs, c.right, strict=True) if right for s in signs)
    learners = [Learner((s for s, n in counts.items() if n > 1), 1e-3) for _ in range(2)]
    shuffled = list(choices)
    dice = random.Random(0)  # noqa: S311  # no secret
    for _ in range(_PASSES):
        dice.shuffle(shuffled)
        for role, candidates, right in shuffled:
            learner = learners[role]
            scores = [learner.score(signs) for signs in candidates]
            odds = [math.exp(score - max(scores)) for score in scores]
            good = sum(odd for odd, fits in zip(odds, right, strict=True) if fits)
            for signs, odd, fits in zip(candidates, odds, right, strict=True):
                learner.step(signs, odd / sum(odds) - (odd / good if fits else 0.0))
    actor, recipient = (learner.weights for learner in learners)
    return {sign: (actor[sign], recipient[sign]) for sign in actor}


def learn_pages(pages: list[tuple[Staged, list[dict[str, Any]]]]) -> Parties:
    parties: Parties = {}
    for _ in range(_ROUNDS):
        parties = learn_parties([choice for staged, gold in pages for choice in read_choices(staged, gold, parties)])
    return parties


class Judged(NamedTuple):
    """A lone sentence: the signs of its deeds of one type, its label, the share of judges who accept it."""

    deeds: list[list[str]]
    label: str
    share: float


def read_judged(path: Path, kind: str, lexicon: Lexicon) -> list[Judged]:
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        deeds = []
        for reading, number, event, _ in stage(Page(row["id"], row["text"]), lexicon).drafts:
            if event.type == kind and event.status == "actual":
                deeds.append(find_signs(reading.sentence, reading.triggers[number], reading.roles[number], event))
        found.append(Judged(deeds, row["label"], row["accept"] / max(1, row["accept"] + row["reject"])))
    random.Random(7).shuffle(found)  # noqa: S311  # no secret
    return found


def learn_sureness(judged: list[Judged], kind: str) -> dict[str, float]:
    """Return log odds of a report, those of the threshold subtracted."""
    threshold, shared, least = _TYPES[kind]
    rows = [
        (signs, one.share if shared else float(one.label == "yes"))
        for one in judged
        if shared or one.label != "ambiguous"
        for signs in one.deeds
    ]
    counts = Counter(sign for signs, _ in rows for sign in set(signs))
    learner = Learner((sign for sign, count in counts.items() if count >= least), 1e-2)
    dice = random.Random(0)  # noqa: S311  # no secret
    for _ in range(15):
        dice.shuffle(rows)
        for signs, share in rows:
            learner.step(signs, 1 / (1 + math.exp(-learner.score(signs))) - share)
    learner.weights["any"] -= math.log(threshold / (1 - threshold))
    return learner.weights


def score_judged(judged: list[Judged], kind: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a type, five-fold."""
    hits = said = true = 0
    for fold in range(5):
        weights = learn_sureness([one for at, one in enumerate(judged) if at % 5 != fold], kind)
        for one in judged[fold::5]:
            if one.label != "ambiguous":
                report = any(sum(weights.get(sign, 0.0) for sign in signs) >= 0 for signs in one.deeds)
                hits += report and one.label == "yes"
                said += report
                true += one.label == "yes"
    return hits / said, hits / true, 2 * hits / (said + true)


def write_tables(parties: Parties, sureness: Mapping[str, dict[str, float]]) -> None:
    folder = Path(str(files("khabar"))) / "data"
    lines = [
        "# What the signs of a candidate weigh for the actor and for the recipient of an event (log odds).",
        "# Written by tasks/weights.py from newspaper articles of 2015 annotated for khabar.",
        "sign\tactor\trecipient",
    ]
    kept = {s: pair for s, pair in parties.items() if max(map(abs, pair)) >= _SMALLEST}
    lines += [f"{sign}\t{actor:.2f}\t{recipient:.2f}" for sign, (actor, recipient) in sorted(kept.items())]
    (folder / "parties.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    lines = [
        "# What the signs of a deed on a page of one line weigh for its being a report (log odds), by type.",
        "# Written by tasks/weights.py from the judgements of openeventdata/arabic_event_gsr (MIT licence).",
        "sign\tassault\tprotest",
    ]
    for sign in sorted(set().union(*sureness.values())):
        pair = [sureness[kind].get(sign, 0.0) for kind in _TYPES]
        if max(map(abs, pair)) >= _SMALLEST:
            lines.append(sign + "".join(f"\t{weight:.2f}" if abs(weight) >= _SMALLEST else "\t" for weight in pair))
    (folder / "sureness.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def read_model() -> tuple[Remembered | None, set[str]]:
    """Return the model that was asked for and the articles it may be shown."""
    if "--model" not in sys.argv:
        return None, set()
    folder, unseen = (Path(sys.argv[sys.argv.index(name) + 1]) for name in ("--model", "--unseen"))
    return Remembered(load_reader(folder)), set(json.loads(unseen.read_text("utf-8")))


def main() -> None:
    articles, sentences = Path(sys.argv[1]), Path(sys.argv[2])
    lexicon = replace(load_lexicon(), weights=Weights({}, {}))
    texts = {row["id"]: row["text"] for row in json.loads((articles / "texts.json").read_text("utf-8"))}
    model, unseen = read_model()
    pages = {key: stage(Page(key, text), lexicon, model if key in unseen else None) for key, text in texts.items()}
    gold = {key: json.loads((articles / f"{key}.json").read_text("utf-8"))["events"] for key in texts}
    judged = {kind: read_judged(sentences / f"{kind.lower()}.jsonl", kind, lexicon) for kind in _TYPES}
    if "--folds" not in sys.argv:
        parties = learn_pages([(pages[key], gold[key]) for key in texts])
        write_tables(parties, {kind: learn_sureness(judged[kind], kind) for kind in _TYPES})
        return
    folds = json.loads(Path(sys.argv[sys.argv.index("--folds") + 1]).read_text("utf-8"))
    with Path("folds.jsonl").open("wb") as out:
        for fold in sorted(set(folds.values())):
            parties = learn_pages([(pages[key], gold[key]) for key in texts if folds.get(key) != fold])
            learnt = replace(lexicon, weights=Weights(parties, {}))
            own = (Page(key, text) for key, text in texts.items() if folds.get(key) == fold)
            records = (read_page(page, learnt, model if page.id in unseen else None) for page in own)
            out.writelines(write_record(record) + b"\n" for record in records)
    for kind in _TYPES:
        print(kind, *(f"{figure:.3f}" for figure in score_judged(judged[kind], kind)))


if __name__ == "__main__":
    main()
