"""Names the lexicon holds: when a phrase of the page that spells one is that name, and when it is a common word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.lexicon.names_entries import Given, Head
from khabar.mentions.people import kind_at, name_end, tail_end
from khabar.mentions.places import has_place_cue
from khabar.mentions.view import Found, Step, found_name
from khabar.model import Entity
from khabar.text.letters import ARTICLE, LAM, SEEN, WAW

if TYPE_CHECKING:
    from khabar.lexicon.match import Hit
    from khabar.lexicon.names import Opener
    from khabar.mentions.view import View
    from khabar.model import MentionType

_SON = "\u0628\u0646"
_DATELINE_SIGNS = frozenset("-:")
# "Occupied", behind a place.
_OCCUPIED = frozenset({"\u0627\u0644\u0645\u062d\u062a\u0644\u0647", "\u0627\u0644\u0645\u062d\u062a\u0644"})
# The accusative of a masculine nisba; what indefinite feminine nouns end in.
_IYAN = "\u064a\u0627"
_FEMININE = ("\u0647", "\u0627\u062a")
# Her and their, behind a noun.
_PRONOUNS = ("\u0647\u0627", "\u0647\u0645")
# Sectors of the bodies that are named by who leads them.
_LED = frozenset({"GOV", "MIL"})
# Proclitics that a place seldom follows, those that govern one, and how long a place must be to follow a seldom one.
_LOOSE, _GOVERNING = frozenset("\u0641\u0643"), frozenset("\u0628\u0644")
_LONGEST_LOOSE = 5
# A word shorter than this is too likely another word with a proclitic.
_SHORT = 4


def quoted_outlet(view: View, at: int, last: int) -> Step | None:
    """Return an outlet whose name is a common word, where it stands as an outlet's name does."""
    hit = view.lexicon.quoted_outlets.at(view.tokens, at, last)
    if hit is None or hit.cut or not _is_outlet_place(view, hit.first, hit.last):
        return None
    found = found_name(view, hit.first, hit.last, 0, "ORG", hit.entries[0].id, "quoted_outlet")
    return Step((found,), hit.last)


def is_common_whole(view: View, hit: Hit[Opener]) -> bool:
    """Tell whether a short or given name behind a proclitic is a common word with it: "with Anne" is "that".

    A place or a head noun is none: "and Egypt" and "in the quarter" are common words only in that the page has them.
    Behind the letter of the future stands a verb, never a name.
    """
    if hit.cut and (_has_article(view, hit) or SEEN in view.form(hit.first)[: hit.cut]):
        return True
    if not hit.cut or hit.last > hit.first + 1 or view.form(hit.first) not in view.lexicon.words.common:
        return False
    if any(isinstance(entry, Head) or (isinstance(entry, Entity) and entry.type == "LOC") for entry in hit.entries):
        return False
    return len(view.form(hit.first)) - hit.cut < _SHORT or any(isinstance(entry, Given) for entry in hit.entries)


def _has_article(view: View, hit: Hit[Opener]) -> bool:
    """Tell whether a word with lam-lam is "to the …" and a common word rather than "to" and a name with lam."""
    form = view.form(hit.first)
    stem = form[hit.cut :]
    swallowed = form.startswith(LAM, hit.cut - 1) and stem.startswith(LAM)
    return swallowed and ARTICLE + stem[1:] in view.lexicon.words.common and stem in view.lexicon.openers.reach


def known_name(
    view: View, hit: Hit[Opener], entities: tuple[Entity, ...], last: int, before: list[Found]
) -> Step | None:
    """Return a name that the lexicon holds, unless it is a common word and nothing says that a name is meant."""
    first, end = hit.first, hit.last
    phrase = view.phrase(first, end, hit.cut)
    entity = _by_quotes(view, first, end, entities) or entities[0]
    if entity.type == "PER":
        return _known_person(view, hit, phrase, entity, last)
    if phrase in view.lexicon.words.ambiguous and end == first + 1:
        sure = _is_outlet_place(view, first, end) if entity.type == "ORG" else _is_place(view, hit, before)
        if not sure:
            return None
    if entity.type == "ORG" and (_is_site(view, first, end) or _is_for(view, phrase, end, last)):
        return None
    if entity.type == "LOC":
        return _known_place(view, hit, phrase, entity, last)
    inner = (
        _name_inside(view, first, end, "ORG")
        or _leader_inside(view, first, end)
        or _body_inside(view, first, end, entity)
    )
    end = view.nisba_at(end, last)
    return Step((found_name(view, first, end, hit.cut, entity.type, entity.id, "known_name"), *inner), end)


def _is_for(view: View, phrase: str, end: int, last: int) -> bool:
    """Tell whether the name of several bodies goes on with what this one is for: the general command *of the …*."""
    return phrase in view.lexicon.words.ambiguous and end < last and view.form(end).startswith(LAM + LAM)


def _is_site(view: View, first: int, last: int) -> bool:
    """Tell whether the name of a body is the noun for a site here: the military *base*, not the group called so."""
    noun = view.tokens.readings[first][-1].stem.removeprefix(ARTICLE)
    sites = any(head.type == "LOC" for head in view.lexicon.heads.phrases.get(noun, ()))
    return last == first + 1 and sites and view.form(last) in view.lexicon.words.place_adjectives


def _is_outlet_place(view: View, first: int, last: int) -> bool:
    """Tell whether a word stands where an outlet's name does: alone in quotation marks, or in a dateline."""
    if view.is_quoted(first, last):
        return True
    return view.is_line_start(first) and (view.form(last) in _DATELINE_SIGNS or view.is_line_start(last))


def _known_place(view: View, hit: Hit[Opener], phrase: str, entity: Entity, last: int) -> Step | None:
    """Return a known place, the name inside one that opens with a head noun, and "the occupied" behind it."""
    first, end = hit.first, hit.last
    if view.is_adverb(end - 1) or _is_nisba(view, hit, phrase) or _is_numbered(view, end):
        return None
    if (not hit.cut and _is_accusative(view, first, phrase)) or _is_homograph(view, hit, phrase, entity):
        return None
    if view.is_quoted(first, end) and (outlets := view.lexicon.quoted_outlets.phrases.get(phrase)):
        return Step((found_name(view, first, end, hit.cut, "ORG", outlets[0].id, "quoted_outlet"),), end)
    found = found_name(view, first, end, hit.cut, "LOC", entity.id, "known_name")
    inner = _name_inside(view, first, end, "LOC")
    if end < last and view.form(end) in _OCCUPIED:
        return Step((found._replace(last=end + 1), found, *inner), end + 1)
    return Step((found, *inner), end)


def _is_homograph(view: View, hit: Hit[Opener], phrase: str, entity: Entity) -> bool:
    """Tell whether a word is another here: an adjective that no preposition governs, a verb behind "as" or "so"."""
    if hit.last > hit.first + 1:
        return False
    clitic = view.form(hit.first)[hit.cut - 1 : hit.cut]
    if clitic in _LOOSE and len(phrase) < _LONGEST_LOOSE and entity.place_precision != "country":
        return True
    if phrase not in view.lexicon.words.adjective_places:
        return False
    governed = clitic in _GOVERNING if clitic else view.form(hit.first - 1) in view.lexicon.words.place_prepositions
    return not governed and not has_place_cue(view, hit.first, hit.cut)


def _is_numbered(view: View, end: int) -> bool:
    """Tell whether digits stand right behind a name: the second conference of a city, not the city."""
    tokens = view.tokens
    return view.form(end).isdigit() and tokens.starts[end] == tokens.ends[end - 1]


def _name_inside(view: View, first: int, last: int, type_: MentionType) -> tuple[Found, ...]:
    """Return the name inside a known one that opens with a head noun: region *of Mecca*, newspaper *so-and-so*."""
    if last - first == 1:
        return ()
    heads = view.lexicon.heads.phrases.get(view.tokens.readings[first][-1].stem, ())
    if not any(head.type == type_ and head.part == "no" for head in heads):
        return ()
    inner = view.lexicon.known.at(view.tokens, first + 1, last)
    if inner is None or inner.last != last or inner.cut or inner.entries[0].type != type_:
        return ()
    return (found_name(view, first + 1, last, 0, type_, inner.entries[0].id, "known_name"),)


def _body_inside(view: View, first: int, last: int, whole: Entity) -> tuple[Found, ...]:
    """Return another body that a known name ends with: the executive committee *of so-and-so*."""
    for begin in range(first + 1, last - 1):
        body = view.lexicon.known.at(view.tokens, begin, last)
        if body and body.last == last and body.entries[0].type == "ORG" and whole not in body.entries:
            return (found_name(view, begin, last, body.cut, "ORG", body.entries[0].id, "known_name"),)
    return ()


def _leader_inside(view: View, first: int, last: int) -> tuple[Found, ...]:
    """Return the person whose forces a known name says they are: the forces *of so-and-so*."""
    heads = view.lexicon.heads.phrases.get(view.tokens.readings[first][-1].stem, ())
    if last - first == 1 or not any(head.sector in _LED and head.needs == "known" for head in heads):
        return ()
    for begin in range(first + 1, last):
        for index in (view.lexicon.known, view.lexicon.short):
            leader = index.at(view.tokens, begin, last)
            if leader and leader.last == last and not leader.cut and leader.entries[0].type == "PER":
                return (found_name(view, begin, last, 0, "PER", leader.entries[0].id, "known_name"),)
    return ()


def _by_quotes(view: View, first: int, last: int, entities: tuple[Entity, ...]) -> Entity | None:
    """Return the outlet among places of its name where the name stands alone in quotation marks."""
    if len(entities) > 1 and view.is_quoted(first, last):
        return next((entity for entity in entities if entity.type == "ORG"), None)
    return None


def _is_place(view: View, hit: Hit[Opener], before: list[Found]) -> bool:
    """Tell whether an ambiguous word names a place: behind "town of", or in a row of places."""
    if has_place_cue(view, hit.first, hit.cut):
        return True
    joined = view.form(hit.first)[: hit.cut] == WAW
    return joined and bool(before) and before[-1].last == hit.first and before[-1].type == "LOC"


def _is_nisba(view: View, hit: Hit[Opener], phrase: str) -> bool:
    """Tell whether a state's name that is a nisba too is the nisba here: behind a noun of the same definiteness."""
    nisbas = view.lexicon.nisbas.phrases.get(phrase)
    if not nisbas or not hit.first or not view.is_arabic(hit.first - 1):
        return False
    before = hit.first - 1
    if nisbas[0].definite:
        return not hit.cut and any(_is_definite_noun(view, stem) for stem in view.stems(before))
    return not hit.cut and not view.is_definite(before) and view.form(before).endswith(_FEMININE)


def _is_definite_noun(view: View, stem: str) -> bool:
    return stem.startswith(ARTICLE) and len(stem) > _SHORT and stem not in view.lexicon.words.breaks


def _is_accusative(view: View, first: int, phrase: str) -> bool:
    """Tell whether a state's name is the accusative of its nisba here: "a Turkish soldier", or a count of Syrians."""
    before = view.form(first - 1)
    doubled = before.endswith(_IYAN) and before not in view.lexicon.known.phrases
    return phrase[:-1] in view.lexicon.nisbas.phrases and (before.isdigit() or doubled)


def _known_person(view: View, hit: Hit[Opener], phrase: str, entity: Entity, last: int) -> Step | None:
    first, end = hit.first, hit.last
    titled = first in view.titled and not hit.cut
    words = view.lexicon.words
    if not titled and (phrase in words.ambiguous or (end == first + 1 and phrase in words.common)):
        return None
    if view.form(first) == _SON and kind_at(view, first - 1) in ("given", "weak", "unknown"):
        return None
    if phrase in view.lexicon.short.phrases:
        if _is_given_here(view, first, end, last):
            end, entity_id, rule = name_end(view, first, last), "", "given_name"
        else:
            entity_id, rule = entity.id, "known_name"
        return Step((found_name(view, first, end, hit.cut, "PER", entity_id, rule),), end)
    if step := _behind_own_title(view, first, end, last, entity):
        return step
    behind = tail_end(view, end, last)
    if (
        behind == end
        and kind_at(view, end - 1) in ("given", "weak")
        and end < last
        and kind_at(view, end) in ("given", "family")
    ):
        # Three given names in a row where the lexicon knows two of them: somebody else.
        end = name_end(view, end - 1, last)
        return Step((found_name(view, first, end, hit.cut, "PER", "", "given_name"),), end)
    return Step((found_name(view, first, behind, hit.cut, "PER", entity.id, "known_name"),), behind)


def _behind_own_title(view: View, first: int, end: int, last: int, entity: Entity) -> Step | None:
    """Return a person's longer name behind the title that a short one holds: King *Salman bin …*."""
    if view.form(first) not in view.lexicon.titles.phrases or first + 1 >= last:
        return None
    inner = view.lexicon.known.at(view.tokens, first + 1, last)
    if inner is None or inner.cut or inner.last <= end or inner.entries[0].id != entity.id:
        return None
    behind = tail_end(view, inner.last, last)
    return Step((found_name(view, first + 1, behind, 0, "PER", entity.id, "known_name"),), behind)


def _is_given_here(view: View, first: int, end: int, last: int) -> bool:
    """Tell whether a surname the world knows is the given name of somebody else: a word no list holds follows it."""
    single = end == first + 1 and end < last and view.form(first) in view.lexicon.given
    plain = single and kind_at(view, end) == "unknown" and len(view.tokens.readings[end]) == 1
    return plain and not view.form(end).endswith(_PRONOUNS)
