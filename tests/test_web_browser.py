"""The reading room in a real browser: every page in both languages, narrow and wide, read by axe, script or none.

Chromium is Debian's, at `KHABAR_CHROMIUM` or `/usr/bin/chromium`; axe-core comes from npm into a folder named by
`KHABAR_AXE`. Where one of them is missing the tests are skipped and say so.
"""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
import uvicorn

from khabar.store import open_store
from khabar.web import make_app
from khabar.web.leaves import LEAVES, REVIEW_LEAVES
from web_records import HARM, MINISTRY, TOWN, account, hostile, sound

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")

if TYPE_CHECKING:
    from collections.abc import Iterator

CHROMIUM = Path(os.environ.get("KHABAR_CHROMIUM", "/usr/bin/chromium"))
AXE = Path(os.environ.get("KHABAR_AXE", "node_modules/axe-core")) / "axe.min.js"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (380, 1280)
CODES = ("ar", "en")
IDS = {
    "page": {"id": "waha-1", "at": "27-30"},
    "statement": {"id": "waha-1#s1"},
    "actor": {"id": MINISTRY.id},
    "place": {"id": TOWN.id},
    "outlet": {"name": "صدى"},
    "story": {"id": "sada-2"},
    "agreement": {"id": "truce"},
    "compare": {"a": MINISTRY.id, "b": "صدى"},
    "search": {"q": "المعبر"},
}
REVIEWED = {"correct": {"kind": "statement", "id": "waha-1#s1"}, "marking": {"id": "waha-1"}}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.is_file(), reason=f"no browser at {CHROMIUM} (apt-get install chromium)"),
]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a record and give its address."""
    with served(tmp_path_factory.mktemp("browser") / "record.db", "") as address:
        yield address


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve a record of one's own to be corrected, and give its address and where it is."""
    path = tmp_path / "record.db"
    with served(path, "رشا") as address:
        yield address, path


@contextmanager
def served(path: Path, reviewer: str) -> Iterator[str]:
    with open_store(path) as store:
        for record in (sound("waha-1"), sound("sada-2", "صدى", "2020-03-04", "state"), hostile()):
            store.add(record)
        store.keep_account(account(), store.digest(), b"tests")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(make_app(path, ["127.0.0.1"], reviewer), log_level="warning")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


def address(room: str, code: str, leaf: str, query: dict[str, str]) -> str:
    return f"{room}/{code}/{'' if leaf == 'home' else leaf}?{urlencode(query)}"


def watch(page: Any, room: str) -> list[str]:
    """Return a list that fills with whatever a page complains of, or asks for outside."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
    page.on("request", lambda asked: None if asked.url.startswith(room) else faults.append(f"asks for {asked.url}"))
    return faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", CODES)
def test_every_page_is_clean_to_axe(room: str, browser: Any, code: str, width: int, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip(f"no axe-core at {AXE} (npm install axe-core)")
    script = AXE.read_text("utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = []
    for leaf in LEAVES:
        page.goto(address(room, code, leaf.name, IDS.get(leaf.name, {})))
        page.evaluate(script)
        report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [(leaf.name, fault["id"], fault["nodes"][0]["html"][:120]) for fault in report["violations"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", CODES)
def test_every_page_fits_its_window_and_asks_for_nothing_outside(
    room: str, browser: Any, code: str, width: int, script: bool
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    page = context.new_page()
    faults = watch(page, room)
    for leaf in LEAVES:
        page.goto(address(room, code, leaf.name, IDS.get(leaf.name, {})), wait_until="networkidle")
        # Without script the size of the main part tells: the page never scrolls sideways.
        box = page.locator("main").bounding_box()
        assert box is not None
        assert box["width"] <= width, leaf.name
        if script:
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{leaf.name} is {wide} pixels too wide"
    context.close()
    assert faults == []


@pytest.mark.parametrize("code", CODES)
def test_nothing_that_a_page_tries_happens(room: str, browser: Any, code: str) -> None:
    queries = {"page": {"id": HARM}, "statement": {"id": f"{HARM}#s"}, "actor": {"id": HARM}, "place": {"id": HARM}}
    queries |= {"outlet": {"name": HARM}, "story": {"id": HARM}, "agreement": {"id": HARM}, "search": {"q": HARM}}
    page = browser.new_page(viewport={"width": 380, "height": 900})
    faults = watch(page, room)
    for leaf in LEAVES:
        page.goto(address(room, code, leaf.name, queries.get(leaf.name, {})), wait_until="networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{leaf.name} is {wide} pixels too wide"
    page.close()
    assert faults == []


def test_a_fact_leads_to_its_words_without_script(room: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(room, "en", "statement", {"id": "waha-1#s1"}))
    said = page.locator("blockquote.words a").first
    words = said.inner_text()
    said.click()
    assert "/en/page?" in page.url
    assert "".join(page.locator(".m-at").all_inner_texts()) == words
    assert page.locator("#at").is_visible() or page.locator("#at").count() == 1
    context.close()


def test_pointing_at_a_fact_lights_up_its_words(room: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address(room, "ar", "page", {"id": "waha-1"}))
    assert page.locator(".lit").count() == 0
    page.locator(".fact.said").first.hover()
    lit = page.locator(".lit").all_inner_texts()
    assert "نفت" in lit
    page.locator("h1").hover()
    assert page.locator(".lit").count() == 0
    page.close()


def test_layers_are_switched_by_keyboard(room: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address(room, "ar", "page", {"id": "waha-1"}))
    chrome = page.locator(".kind-navigation")
    assert chrome.is_visible()
    page.locator("#show-chrome").focus()
    page.keyboard.press("Space")
    assert not chrome.is_visible()
    page.close()


def test_the_switch_keeps_the_page_and_the_place(room: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(address(room, "ar", "statements", {"act": "deny", "outlet": "شط الأخبار"}))
    before = page.locator(".card").count()
    page.locator("a.switch").click()
    assert page.locator("html").get_attribute("dir") == "ltr"
    assert "act=deny" in page.url
    assert page.locator(".card").count() == before
    page.close()


def test_lines_of_a_capture_keep_their_direction_on_english_pages(room: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address(room, "en", "page", {"id": "waha-1"}))
    assert page.evaluate("getComputedStyle(document.querySelector('.lines')).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.facts')).direction") == "ltr"
    fonts = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status == 'loaded').length)"
    )
    assert fonts >= 2
    page.close()


def edits(path: Path) -> list[tuple[str, str, str]]:
    with open_store(path, create=False, read_only=True) as store:
        return [(kept.edit.target, kept.edit.field, kept.edit.verdict) for kept in store.edits()]


@pytest.mark.parametrize("code", CODES)
def test_a_record_is_reviewed_by_the_keyboard_alone(desk: tuple[str, Path], browser: Any, code: str) -> None:
    room, path = desk
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults = watch(page, room)
    page.goto(address(room, code, "review", {"kind": "statement"}))
    first = page.locator("input[name=target]").first.get_attribute("value")
    page.keyboard.press("n")
    page.wait_for_url("**skip=2**")
    assert page.locator("input[name=target]").first.get_attribute("value") != first
    page.keyboard.press("p")
    page.wait_for_url(lambda url: "skip=2" not in url)
    # The fifth field is the act: opened, changed by the arrows of the keyboard, kept.
    page.keyboard.press("5")
    assert page.evaluate("document.activeElement.name") == "value"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("تعليق")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert [verdict for _, field, verdict in edits(path) if field == "act"] == ["fix"]
    # A letter that is typed is text, and no key; Escape leaves the field.
    page.keyboard.press("1")
    page.keyboard.type("ar")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert len(edits(path)) == 1
    with page.expect_navigation():
        page.keyboard.press("a")
    left = page.locator("p[role=status]").inner_text()
    assert "2" in left
    with page.expect_navigation():
        page.keyboard.press("r")
    whole = [verdict for _, field, verdict in edits(path) if field == ""]
    assert whole == ["accept", "reject"]
    page.locator("#use-keys").uncheck()
    page.keyboard.press("a")
    page.reload()
    assert len([verdict for _, field, verdict in edits(path) if field == ""]) == 2
    assert not page.locator("#use-keys").is_checked()
    assert faults == []
    page.close()


def test_a_record_is_reviewed_without_script(desk: tuple[str, Path], browser: Any) -> None:
    room, path = desk
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(room, "ar", "review", {"kind": "statement"}))
    page.locator("button.yes").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert {verdict for _, _, verdict in edits(path)} == {"accept"}
    page.goto(address(room, "en", "marking", REVIEWED["marking"]))
    statement = page.locator("form[aria-label='Add a statement']")
    statement.locator("textarea[name=content]").fill("إغلاق المعبر")
    statement.locator("textarea[name=cue]").fill("تنفي")
    with page.expect_navigation():
        statement.locator("button[type=submit]").click()
    assert edits(path)[-1][1:] == ("", "add")
    context.close()


def test_marked_words_go_into_a_form_with_their_occurrence(desk: tuple[str, Path], browser: Any) -> None:
    room, _ = desk
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults = watch(page, room)
    page.goto(address(room, "ar", "marking", REVIEWED["marking"]))
    mark = """([first, last, words, end]) => {
        const lines = document.querySelectorAll("[data-line]");
        const find = (line, text) => {
            const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(text);
                if (at >= 0) return [walker.currentNode, at];
            }
        };
        const range = document.createRange();
        range.setStart(...find(lines[first], words));
        const [node, at] = find(lines[last], end);
        range.setEnd(node, at + end.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }"""
    page.evaluate(mark, [2, 2, "المعبر", "المعبر"])
    page.wait_for_timeout(100)
    page.locator("form .take").first.click()
    assert page.locator("textarea[name=content]").input_value() == "المعبر"
    assert page.locator("input[name=content_n]").input_value() == "2"
    # Over the end of a line the words are those of the capture alone.
    page.evaluate(mark, [1, 2, "المعبر", "نفت"])
    page.wait_for_timeout(100)
    page.locator("form .take").first.click()
    assert page.locator("textarea[name=content]").input_value() == "المعبر\nنفت"
    assert page.locator("input[name=content_n]").input_value() == "1"
    assert faults == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", CODES)
def test_pages_for_reviewers_are_clean_to_axe_and_fit(
    desk: tuple[str, Path], browser: Any, code: str, width: int, scheme: str
) -> None:
    if not AXE.is_file():
        pytest.skip(f"no axe-core at {AXE} (npm install axe-core)")
    room, path = desk
    script = AXE.read_text("utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(address(room, code, "review", {"kind": "statement"}))
    page.locator("button.no").click()
    page.goto(address(room, code, "review", {}))
    page.locator("button.yes").click()
    with open_store(path) as store:
        record = sound("sada-2", "صدى", "2020-03-04", "state")
        store.add(replace(record, page=replace(record.page, text=f"{record.page.text}\nسطر")))
    found = []
    hostile_ones = {"correct": {"kind": "statement", "id": f"{HARM}#s"}, "marking": {"id": HARM}}
    leaves = [(leaf.name, query) for leaf in REVIEW_LEAVES for query in (REVIEWED.get(leaf.name, {}),)]
    for leaf, query in [*leaves, *hostile_ones.items(), ("page", {"id": "sada-2"}), ("page", {"id": "waha-1"})]:
        page.goto(address(room, code, leaf, query))
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{leaf} is {wide} pixels too wide"
        page.evaluate(script)
        report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [(leaf, fault["id"], fault["nodes"][0]["html"][:160]) for fault in report["violations"]]
    context.close()
    assert found == []
