"""Who plays on a page: a name in, the fullest one out; a title or "the movement" in, who bears it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from khabar.text.fold import fold_form
from khabar.text.letters import ARTICLE

if TYPE_CHECKING:
    from khabar.events.scene import Named, Scene
    from khabar.model import Mention

_REACH = 8  # tokens of a title before or behind a name
_OFFICES = frozenset({"official", "title"})
_STEM = 3  # letters that an honour keeps under any ending
_PASSED = frozenset({"honorific", "rank"})


class Role(NamedTuple):
    """A person called by a title at token `at`: the title's words, folded, articles off."""

    words: frozenset[str]
    at: int
    mention: Mention


class Cast(NamedTuple):
    """The people of a page by the titles beside their names, its bodies by the noun that heads their names."""

    people: tuple[Role, ...]
    bodies: tuple[Role, ...]

    def titled(self, words: frozenset[str], at: int) -> Mention | None:
        """Return the person whose title holds all of `words`: the last one named before token `at`, else the first."""
        return _nearest([role for role in self.people if words <= role.words], at)

    def honoured(self, form: str, at: int) -> Mention | None:
        """Return whom "his highness" means: the last person named before whose title holds the same honour."""
        stem = form[:_STEM]
        return _nearest([role for role in self.people if any(word.startswith(stem) for word in role.words)], at)

    def body(self, noun: str, at: int) -> Mention | None:
        """Return the body that a definite noun alone means: the last named before token `at`."""
        return _nearest([role for role in self.bodies if noun in role.words], at)


def _nearest(roles: list[Role], at: int) -> Mention | None:
    before = [role for role in roles if role.at < at]
    if before:
        return before[-1].mention
    return roles[0].mention if roles else None


def gather_cast(scene: Scene) -> Cast:
    """Return the cast of a page."""
    people: list[Role] = []
    bodies: list[Role] = []
    for at in sorted(scene.named):
        named = scene.named[at]
        if named.mention.type == "PER" and named.mention.id not in scene.owners:
            words = _title_of(scene, named)
            names = frozenset(map(bare, scene.tokens.forms[named.first : named.last]))
            people.append(Role(words | names, at, named.mention))
        elif named.mention.type == "ORG":
            bodies.append(Role(_heads_of(scene, named), at, named.mention))
    return Cast(tuple(people), tuple(bodies))


def bare(form: str) -> str:
    """Return a folded word without its article."""
    return form[2:] if form.startswith(ARTICLE) else form


def title_words(scene: Scene, first: int, last: int, cut: int = 0) -> frozenset[str]:
    """Return the words of the title at tokens `[first, last)`, articles, honorifics and ranks left off."""
    forms = scene.tokens.forms
    words = []
    for at in range(first, last):
        form = forms[at][cut if at == first else 0 :]
        titles = scene.titles.phrases.get(form)
        passed = "counterpart" in scene.classes(at, last)[0] or (titles and titles[0].kind in _PASSED)
        if form.isalpha() and not passed:
            words.append(bare(form))
    return frozenset(words)


def _title_of(scene: Scene, named: Named) -> frozenset[str]:
    last = len(scene.tokens.forms)
    begin = named.first
    while begin > 0 and named.first - begin < _REACH and _in_title(scene, begin - 1):
        begin -= 1
    end = start = named.last + 1 if named.last < last and scene.tokens.forms[named.last] == "," else named.last
    if end < last and _is_office(scene, end):
        while end < min(last, start + _REACH) and _in_title(scene, end):
            end += 1
    forms = scene.tokens.forms
    return frozenset(map(bare, (*forms[begin : named.first], *forms[start:end])))


def _in_title(scene: Scene, at: int) -> bool:
    form = scene.tokens.forms[at]
    if not form.isalpha() or form in scene.deeds.grammar.classes["counterpart"]:
        return False
    if form.startswith(ARTICLE) or at in scene.inside or form in scene.titles.phrases or form in scene.nisbas.phrases:
        return True
    return _is_office(scene, at) or (at > 0 and _is_office(scene, at - 1))


def _is_office(scene: Scene, at: int) -> bool:
    return bool(scene.classes(at, len(scene.tokens.forms))[0] & _OFFICES)


def _heads_of(scene: Scene, named: Named) -> frozenset[str]:
    """Return the first words of a body's names, articles off."""
    entity = scene.entities.get(named.mention.entity)
    heads = [scene.tokens.forms[named.first][named.cut :]]
    if entity is not None:
        heads += [fold_form(name.partition(" ")[0]) for name in entity.names]
    return frozenset(map(bare, heads))
