"""People named by their office alone: "the Russian foreign minister" is who held that office on the day of the page.

A phrase is resolved where the table of people holds exactly one whose time in that office meets the day or interval of
publication. Where a person's name stands beside the title, the name says who is meant, and there is nothing to resolve.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.mentions.places import votes_of
from khabar.mentions.view import Found, full_cut
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khabar.lexicon.match import Hit
    from khabar.lexicon.names_entries import Office, Title
    from khabar.mentions.view import View
    from khabar.model import Publication

# A head is a president where a state stands behind the noun.
_HEAD, _PRESIDENT = "president_of", "president"
# Of the United Nations, of all nations.
_WORLDLY = frozenset(
    {
        ARTICLE + "\u0627\u0645\u0645\u064a",
        ARTICLE + "\u0627\u0645\u0645\u064a\u0647",
        ARTICLE + "\u062f\u0648\u0644\u064a",
        ARTICLE + "\u062f\u0648\u0644\u064a\u0647",
    }
)
_UNITED_NATIONS = "khabar:united-nations"
# Tokens behind an envoy within which the state stands that he is sent to.
_MISSION_REACH = 5


class _Rule(NamedTuple):
    """Whose office a phrase names: the state and the body ("" of none), and the token behind the phrase."""

    country: str
    body: str
    last: int


def find_roles(view: View, founds: list[Found], publication: Publication) -> list[Found]:
    """Return the phrases of an office alone with who held it on the day of publication, in page order.

    On a page that bounds its day to neither side only people it names come in question.
    """
    low, high = publication.date or publication.earliest, publication.date or publication.latest
    people = {at for found in founds if found.type == "PER" for at in (found.first, -found.last)}
    by_first = _by_first(founds)
    roles = []
    for hit in view.offices:
        rule = _rule(view, by_first, hit) if any(_is_held(title) for title in hit.entries) else None
        if rule is None or _is_named(view, people, hit, rule.last):
            continue
        fitting = [office for office in _held(view, hit, rule) if _meets(office, low, high)]
        person = _only(view, founds, fitting, rule, dated=bool(low or high))
        if person:
            cut = full_cut(view.tokens, hit.first, hit.cut)
            roles.append(Found(hit.first, rule.last, cut, "PER", person, f"office:{hit.entries[0].id}"))
    return roles


def _by_first(founds: list[Found]) -> dict[int, Found]:
    """Return the longest name that opens at each token."""
    longest: dict[int, Found] = {}
    for found in founds:
        known = longest.get(found.first)
        if known is None or found.last > known.last:
            longest[found.first] = found
    return longest


def _is_held(title: Title) -> bool:
    """Tell whether a title is an office that one person of a state holds at a time, in the singular."""
    return (title.single or title.id == _HEAD) and title.number == "s"


def _is_named(view: View, people: set[int], hit: Hit[Title], last: int) -> bool:
    """Tell whether a person's name stands in the phrase or beside it, a sign or a title between them or not."""
    end = last
    while end < len(view.tokens.forms) and (end in view.titles or not view.form(end)[:1].isalnum()) and end < last + 3:
        end += 1
    return any(at in people for at in range(hit.first, end + 1)) or -hit.first in people or 1 - hit.first in people


def _rule(view: View, by_first: dict[int, Found], hit: Hit[Title]) -> _Rule | None:
    """Return whose office it is, by a nisba or name in or behind the title; None where there is none."""
    tokens, words = view.tokens, view.lexicon.words
    for at in range(hit.first + 1, hit.last):
        if view.form(at) in _WORLDLY:
            return _Rule("", _UNITED_NATIONS, hit.last)
        if (nisba := view.lexicon.nisbas.at(tokens, at, hit.last)) and nisba.entries[0].definite:
            return _Rule(nisba.entries[0].country.partition(":")[2], "", hit.last)
    at = hit.last
    while view.form(at) in words.incumbent_adjectives:
        at += 1
    if view.form(at) in _WORLDLY:
        return _Rule("", _UNITED_NATIONS, at + 1)
    nisba = view.lexicon.nisbas.at(tokens, at, len(tokens.forms)) if at < len(tokens.forms) else None
    if nisba and not nisba.cut and nisba.entries[0].definite and nisba.entries[0].number == "s":
        former = view.form(nisba.last) in words.title_adjectives - words.incumbent_adjectives
        return None if former else _Rule(nisba.entries[0].country.partition(":")[2], "", nisba.last)
    return _of_name(view, by_first, hit)


def _of_name(view: View, by_first: dict[int, Found], hit: Hit[Title]) -> _Rule | None:
    """Return the state or body that stands in a title or right behind it: king *of Jordan*, secretary *of the UN*."""
    for at in range(hit.first + 1, hit.last + 1):
        found = by_first.get(at)
        if found is None or not found.entity or found.last < hit.last:
            continue
        entity = view.lexicon.entities.get(found.entity)
        if entity and entity.place_precision == "country" and not found.cut:
            definite = view.form(hit.first)[hit.cut :].startswith(ARTICLE)
            return None if definite else _Rule(entity.country, "", found.last)
        if found.type == "ORG":
            return _Rule("", found.entity, found.last)
    return None


def _held(view: View, hit: Hit[Title], rule: _Rule) -> Iterator[Office]:
    """Yield the times that the office of a phrase was held."""
    for title in hit.entries:
        id_ = _PRESIDENT if title.id == _HEAD and rule.country else title.id
        if _is_held(title):
            yield from view.lexicon.holders.get((id_, rule.country), ())


def _meets(office: Office, low: str, high: str) -> bool:
    """Tell whether an office was held at some time from `low` to `high`, ISO days, "" open."""
    begun = not office.start or not high or high[: len(office.start)] >= office.start
    return begun and (not office.end or not low or low[: len(office.end)] <= office.end)


def _only(view: View, founds: list[Found], fitting: list[Office], rule: _Rule, *, dated: bool) -> str:
    """Return the one person who fits, "" where none or several do; of envoys the one sent where the page is about.

    Of several, and on a page without a day, the one whom the page names.
    """
    if any(office.title in ("envoy", "secretary_general") for office in fitting):
        fitting = _sent(view, founds, fitting, rule)
    people = {office.person for office in fitting}
    if len(people) > 1 or not dated:
        people &= {found.entity for found in founds if found.type == "PER"}
    return people.pop() if len(people) == 1 else ""


def _sent(view: View, founds: list[Found], fitting: list[Office], rule: _Rule) -> list[Office]:
    """Return the offices whose purpose the phrase, the state behind it or the page gives."""
    if any(office.title == "secretary_general" for office in fitting):
        return [office for office in fitting if office.purpose and office.purpose == rule.body]
    entities = view.lexicon.entities
    near = range(rule.last, rule.last + _MISSION_REACH)
    places = [entities[f.entity] for f in founds if f.first in near and f.type == "LOC" and f.entity in entities]
    if places:
        return [office for office in fitting if office.purpose == places[0].country]
    votes = votes_of(founds, entities)
    most = max((votes[office.purpose] for office in fitting), default=0)
    return [office for office in fitting if most and votes[office.purpose] == most]
