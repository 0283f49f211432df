"""Count the common words of Arabic news and write `src/khabar/data/common.tsv`: words that are no part of a name.

    python tasks/common.py CORPUS_FOLDER

CORPUS_FOLDER holds zipped JSON lists of articles with `title` and `content`. Kept are the words of the most articles
that seldom follow a given name, and rarer ones that besides are inflected as no name is: with a pronoun, as a verb, as
an object. Any other rare word may be a surname.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.lexicon.names import load_names
from khabar.lexicon.tables import Faults
from khabar.text.letters import ARTICLE, HEH, TEH
from khabar.text.tokens import phrase_words, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.lexicon.names import NameLexicon

_DATA = Path(__file__).resolve().parent.parent / "src" / "khabar" / "data"
_MARKS = re.compile("[\u064b-\u0652\u0640]")
_WORD = re.compile("[\u0621-\u063a\u0641-\u064a]{2,}")
_LEAST_ARTICLES = 12
_MOST_WORDS = 9_000
# Above this share of its occurrences right behind a given name a word is taken for a family name. Read by eye on the
# words between .03 and .10: surnames begin at about .08.
_MOST_BEHIND_A_NAME = 0.08
# A word of so many articles in a hundred is a function word, though it stands in some person's name.
_FUNCTION_WORD = 3
_LEAST_NAME = 4
# Rarer words: of so many articles, their stems of so many letters.
_LEAST_RARE, _LEAST_STEM = 3, 3
_PRONOUNS = ("\u0647", "\u0647\u0627", "\u0647\u0645", "\u0647\u0645\u0627")  # his, her, their
_ENDINGS = (*_PRONOUNS, "\u0627", "\u062a", "\u0648\u0627")  # and of objects and verbs
_PRESENTS = ("\u064a", "\u062a")
_TENTH = ("\u0627\u0633\u062a", "\u0645\u0633\u062a")  # as verbs and participles of the tenth form open


def read_texts(folder: Path) -> Iterator[str]:
    """Yield the texts of the corpus."""
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                for article in json.loads(archive.read(name)):
                    yield f"{article.get('title') or ''}\n{article.get('content') or ''}"


def names_alone(lexicon: NameLexicon) -> set[str]:
    """Return every folded word that is a name by itself and no common word too: a given name or a nisba."""
    words = {name for name, given in lexicon.given.items() if not given.weak} | {
        word for phrase in lexicon.nisbas.phrases for word in phrase.split()
    }
    return words | {phrase for phrase in lexicon.known.phrases if " " not in phrase}


def words_of_people(lexicon: NameLexicon) -> set[str]:
    """Return every folded word of a person's name."""
    people = (entity for entity in lexicon.entities.values() if entity.type == "PER")
    return {word for person in people for name in person.names for word in phrase_words(name)}


def count(
    folder: Path, openers: frozenset[str]
) -> tuple[Counter[str], Counter[str], Counter[str], dict[str, Counter[str]]]:
    """Return occurrences, articles, occurrences behind one of `openers`, and spellings of each folded word."""
    total: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for text in read_texts(folder):
        tokens = tokenize(text)
        total.update(tokens.forms)
        articles.update(set(tokens.forms))
        behind.update(form for before, form in zip(tokens.forms, tokens.forms[1:], strict=False) if before in openers)
        for at, form in enumerate(tokens.forms):
            spelling = _MARKS.sub("", tokens.text(at, at + 1))
            if _WORD.fullmatch(spelling):
                spellings[form][spelling] += 1
    return total, articles, behind, spellings


def stems_of(form: str) -> set[str]:
    """Return what a word may be inflected from: an ending taken off, or the prefix of a present."""
    found = {form.removesuffix(ending) for ending in _ENDINGS}
    if form.startswith(_PRESENTS):
        found.add(form[1:])
    found |= {stem[:-1] + HEH for stem in found if stem.endswith(TEH)}
    return {stem for stem in found - {form} if len(stem) >= _LEAST_STEM}


def main() -> None:
    """Write the table."""
    lexicon = load_names(_DATA, Faults())
    alone, people = names_alone(lexicon), words_of_people(lexicon)
    total, articles, behind, spellings = count(
        Path(sys.argv[1]), frozenset(name for name, given in lexicon.given.items() if not given.weak)
    )
    kept: list[str] = []
    size = sum(1 for _ in read_texts(Path(sys.argv[1])))
    for form, number in articles.most_common():
        if number < _LEAST_RARE:
            break
        if number < _LEAST_ARTICLES or len(kept) >= _MOST_WORDS:
            inflected = any(articles[stem] >= _LEAST_RARE for stem in stems_of(form)) or form.startswith(_TENTH)
            if not inflected or form.startswith(ARTICLE):
                continue
        stems = {reading.stem for reading in tokenize(form).readings[0][1:]}
        named = form in alone or any(len(stem) >= _LEAST_NAME and stem in alone for stem in stems)
        free = not named and (form not in people or number * 100 > _FUNCTION_WORD * size)
        if free and spellings[form] and behind[form] <= _MOST_BEHIND_A_NAME * total[form]:
            kept.append(form)
    lines = sorted(spellings[form].most_common(1)[0][0] for form in kept)
    head = (
        "# Common words of Arabic news, no part of a name. Counted by tasks/common.py over newspapers of 2015. CC0 1.0."
    )
    (_DATA / "common.tsv").write_text("\n".join([head, "form", *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
