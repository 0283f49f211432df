"""Every line's kind from where it stands: the page's rows, the certain text and the headline in, a verdict a line out.

Regions in order: between the text's certain lines, between headline and text, after the text, and the rest of the page.
In each a line's own verdict comes first; where it has none, position, shape and the words it shares decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.clean.inside import name_inside
from khabar.clean.lead_in import name_lead_in
from khabar.clean.outside import name_outside
from khabar.clean.spot import set_scene
from khabar.clean.tail import name_tail
from khabar.clean.verdict import Verdict

if TYPE_CHECKING:
    from khabar.clean.core import Core
    from khabar.clean.headline import Headline
    from khabar.clean.view import View


def name_lines(view: View, core: Core | None, headline: Headline | None) -> list[Verdict]:
    """Return the kind of every line, in page order."""
    named: dict[int, Verdict] = {}
    if core:
        named.update({at: Verdict("body", "prose") for at in core.lines})
        named.update({at: Verdict("other", "repeated") for at in core.repeated})
    if headline:
        again = headline.lines - core.kept if core else headline.lines
        named.update({at: Verdict("headline", "headline_again") for at in again})
        named[headline.at] = Verdict("headline", "headline")
    if core:
        scene = set_scene(view, core, headline)
        name_inside(scene, named)
        name_lead_in(scene, named)
        name_tail(scene, named)
    name_outside(view, named)
    return [named[row.at] for row in view.rows]
