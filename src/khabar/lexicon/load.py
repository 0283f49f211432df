"""The whole lexicon loaded from its data files, checked as it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from khabar.errors import LexiconError
from khabar.lexicon.accords import AccordLexicon, load_accords
from khabar.lexicon.chrome import ChromeLexicon, load_chrome
from khabar.lexicon.claims import ClaimLexicon, load_claims
from khabar.lexicon.codes import CodeBook, load_codes
from khabar.lexicon.dating import DatingLexicon, load_dating
from khabar.lexicon.deeds import DeedLexicon, load_deeds
from khabar.lexicon.inflection import load_inflection
from khabar.lexicon.issues import IssueLexicon, load_issues
from khabar.lexicon.languages import Language, load_languages
from khabar.lexicon.names import NameLexicon, load_names
from khabar.lexicon.speech import SpeechLexicon, load_speech
from khabar.lexicon.tables import Faults
from khabar.lexicon.times import TimeLexicon, load_times
from khabar.lexicon.weights import Weights, load_weights
from khabar.lexicon.words import load_whole_words
from khabar.text.letters import TEH, YEH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What khabar knows of the language and the world, one part for each stage."""

    dodged: frozenset[str]  # folded words that writers break up to pass filters
    whole: frozenset[str]  # folded words that begin like a proclitic but hold none
    chrome: ChromeLexicon
    times: TimeLexicon
    dating: DatingLexicon
    names: NameLexicon
    speech: SpeechLexicon
    deeds: DeedLexicon
    weights: Weights
    claims: ClaimLexicon
    codes: CodeBook
    issues: IssueLexicon
    accords: AccordLexicon
    languages: tuple[Language, ...]


def load_lexicon(folder: Path | None = None, *, weighed: bool = False) -> Lexicon:
    """Return the lexicon read from `folder`, from the package's own data files where that is None.

    `weighed` takes along the learnt weights by which the parties of an event are chosen from all that its page offers;
    without them the grammar of its sentence alone decides, which is faster and right less often.

    Raises:
        LexiconError: with every fault of every file; where a file is missing, with all that are and no more.

    """
    with as_file(files("khabar") / "data") as own:
        lexicon = _load(folder or own, own)
    return lexicon if weighed else without_weights(lexicon)


def _of_no_name(speech: SpeechLexicon, deeds: DeedLexicon) -> Iterator[str]:
    """Yield forms that no unknown name holds: verbs of speech and deed in the present, deed nouns with the article."""
    yield from (form for form, cues in speech.cues.items() if any(cue.imperfect for cue in cues) and form[0] == YEH)
    for form, entries in deeds.forms.phrases.items():
        present = form[0] in (YEH, TEH) and any(entry.grammar.state == "present" for entry in entries)
        if " " not in form and (present or any(entry.grammar.state == "definite" for entry in entries)):
            yield form


def without_weights(lexicon: Lexicon) -> Lexicon:
    """Return `lexicon` without the learnt weights by which the parties of an event are chosen."""
    return replace(lexicon, weights=replace(lexicon.weights, parties={}))


def _load(folder: Path, own: Path) -> Lexicon:
    """Return the lexicon read from `folder`, which must hold every file that `own` holds."""
    faults = Faults()
    for name in (path.name for path in own.iterdir() if path.is_file()):
        if not (folder / name).is_file():
            faults.add(name, 0, "", f"missing from {folder}")
    _raise(faults)
    inflection = load_inflection(folder, faults)
    codes = load_codes(folder, inflection, faults)
    speech, deeds = load_speech(folder, faults), load_deeds(folder, codes.agents, inflection, faults)
    names = load_names(folder, faults).without(_of_no_name(speech, deeds))
    lexicon = Lexicon(
        dodged=names.dodged,
        whole=load_whole_words(folder, faults),
        chrome=load_chrome(folder, faults),
        times=load_times(folder, faults),
        dating=load_dating(folder, faults),
        names=names,
        speech=speech,
        deeds=deeds,
        weights=load_weights(folder, faults),
        codes=codes,
        claims=load_claims(folder, inflection, faults),
        issues=load_issues(folder, inflection, faults),
        accords=load_accords(folder, inflection, faults),
        languages=load_languages(folder, faults),
    )
    _raise(faults)
    return lexicon


def _raise(faults: Faults) -> None:
    """Raise all faults found, in order, each once."""
    if faults.found:
        raise LexiconError(tuple(sorted(set(faults.found))))
