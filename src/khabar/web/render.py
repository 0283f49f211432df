"""Pages as HTML: the templates, and what they may call. Everything that comes in is escaped; data stands in `<bdi>`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from jinja2 import Environment, PackageLoader, StrictUndefined

from khabar import __version__
from khabar.export.terminal import escaped, shorten, visible
from khabar.query.addresses import address, outside, words_address
from khabar.review import BY_REVIEWER, is_reviewed
from khabar.web.charts.atlas import draw_atlas, write_box
from khabar.web.charts.courses import draw_courses
from khabar.web.charts.graph import draw_graph
from khabar.web.charts.timeline import draw_timeline
from khabar.web.labels import LABELS, label, label_of, say
from khabar.web.language import Language, translations
from khabar.web.leaves import LEAVES, MENU, REVIEW_LEAVES

if TYPE_CHECKING:
    from khabar.query.rows import Named
    from khabar.web.language import Code, Months
    from khabar.web.leaves import Leaf


@dataclass(frozen=True, slots=True)
class View:
    """What a template sees beside the page's own content: language, addresses, labels. `path` is below the language."""

    language: Language
    path: str
    query: dict[str, str]
    record: str  # the file's name
    reviewer: str = ""  # "" where the record cannot be corrected
    token: str = ""  # of the forms that correct it

    @property
    def base(self) -> str:
        """Return what all addresses of this language begin with."""
        return f"/{self.language.code}"

    def to(self, leaf: str, anchor: str = "", **query: object) -> str:
        """Return the address of a page."""
        return address(self.base, leaf, query, anchor)

    def api(self, ending: str = "") -> str:
        """Return the address of this page's JSON twin, or with an ending, such as `.csv`, of another."""
        return address("/api", f"{self.path or 'home'}{ending}", self.query)

    def words(self, page: str, start: int, end: int) -> str:
        """Return the address of characters of a page."""
        return words_address(self.base, page, start, end)

    def here(self, **changes: object) -> str:
        """Return the address of this page with some parameters changed; a list starts again unless `page` is one."""
        query = {**self.query, "page": "", **changes}
        return address(self.base, self.path, query)

    def switch(self) -> str:
        """Return the address of this page in the other language."""
        return address(f"/{self.language.other}", self.path, self.query)

    def correct(self, kind: str, identity: str) -> str:
        """Return the address at which a thing is corrected."""
        return self.to("correct", kind=kind, id=identity)

    def label(self, kind: str, value: str) -> str:
        """Return what a value of the record is called."""
        return label(self.language, kind, value)

    def country(self, code: str) -> str:
        """Return the name of a state by its ISO 3166 alpha-2 code; the code where it has none."""
        return str(Locale(self.language.code).territories.get(code, code))

    def say(self, says: str) -> str:
        """Return what a piece of proof says."""
        return say(self.language, says)

    def name(self, who: Named) -> str:
        """Return a name in this language where there is one."""
        return who.name_en if self.language.code == "en" and who.name_en else who.name

    def who(self, who: Named) -> str:
        """Return the address of what is known of somebody: their page, or the statements under the name."""
        if who.id:
            return self.to("place" if who.type == "LOC" else "actor", id=who.id)
        return self.to("statements", speaker=who.name)


def render(view: View, leaf: Leaf, asked: object, shown: object) -> str:
    """Return a page as HTML; the fields of what it shows stand in the template under their own names."""
    content = {spec.name: getattr(shown, spec.name) for spec in fields(shown)}  # type: ignore[arg-type]
    return _render(view, f"{leaf.name}.html", {"leaf": leaf, "asked": asked, **content})


def render_error(view: View, status: int, message: str) -> str:
    """Return the page that says what went wrong; `message` is a label, or else said as it is."""
    return _render(view, "error.html", {"leaf": None, "asked": None, "status": status, "message": message})


def render_settings(view: View, back: str) -> str:
    """Return the page of preferences, which leads back to `back`."""
    return _render(view, "settings.html", {"leaf": None, "asked": None, "back": back})


def _render(view: View, template: str, content: dict[str, object]) -> str:
    return _environment(view.language.code).get_template(template).render(v=view, L=view.language, **content)


@cache
def _environment(code: Code) -> Environment:
    environment = Environment(
        loader=PackageLoader("khabar.web"),
        autoescape=True,
        finalize=_inert,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(translations(code), newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= {
        "by_reviewer": BY_REVIEWER,
        "is_reviewed": is_reviewed,
        "label_of": label_of,
        "arabic_indic": Language("ar", "arab").in_digits("0123456789"),
        "draw_atlas": draw_atlas,
        "draw_courses": draw_courses,
        "draw_graph": draw_graph,
        "draw_timeline": draw_timeline,
        "labels": LABELS,
        "menu": [(leaf.path, leaf.title) for leaf in LEAVES if leaf.name in MENU],
        "review_menu": [(leaf.path, leaf.title) for leaf in REVIEW_LEAVES if leaf.name in MENU],
        "month_names": _month_names,
        "outside": outside,
        "states": dict(Locale(code).territories),
        "write_box": write_box,
        "version": __version__,
    }
    environment.filters |= {
        "visible": visible,
        "shorten": shorten,
        "whole": str,
    }
    return environment


def _inert(value: object) -> object:
    """Return what stands in a template without a control in it; what is markup already has passed here before."""
    return escaped(value.replace("\t", " ")) if type(value) is str else value


def _month_names(months: Months) -> str:
    """Return the first two months of a year as a tradition names them."""
    language = Language("ar", months=months)
    return f"{language.month(1)} \u2026 {language.month(2)}"
