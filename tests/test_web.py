"""The reading room: every page in both languages, the same figures as its twin, and nothing of a capture as markup."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from lxml import html
from starlette.testclient import TestClient

from khabar.errors import StoreError
from khabar.query.addresses import outside
from khabar.store import open_store
from khabar.web import make_app
from khabar.web.addresses import back_inside
from khabar.web.asked import parameters, read_asked
from khabar.web.capture import lay_out
from khabar.web.leaves import LEAVES
from khabar.web.tables import write_csv
from web_records import BODY, HARM, MINISTRY, TOWN, sound, write_pile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

HOST = "127.0.0.1"
# What of the record each page that shows one thing is asked for.
IDS = {
    "page": {"id": "waha-1", "at": "27-30"},
    "statement": {"id": "waha-1#s1"},
    "actor": {"id": MINISTRY.id},
    "place": {"id": TOWN.id},
    "outlet": {"name": "شط الأخبار"},
    "story": {"id": "sada-2"},
    "agreement": {"id": "truce"},
    "compare": {"a": MINISTRY.id, "b": "صدى"},
    "search": {"q": "sabratha"},
}
HOSTILE_IDS = {
    "page": {"id": HARM, "at": HARM},
    "statement": {"id": f"{HARM}#s"},
    "actor": {"id": HARM},
    "place": {"id": HARM},
    "outlet": {"name": HARM},
    "story": {"id": HARM},
    "agreement": {"id": HARM},
    "compare": {"a": HARM, "b": HARM},
    "network": {"actor": HARM},
    "positions": {"issue": HARM, "actor": HARM},
    "search": {"q": HARM},
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a record of two sound pages and a hostile one."""
    return write_pile(tmp_path_factory.mktemp("web") / "record.db")


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(path, [HOST]), base_url=f"http://{HOST}") as client:
        yield client


def read(client: TestClient, code: str, leaf: str, query: dict[str, str]) -> HtmlElement:
    answer = client.get(f"/{code}/{'' if leaf == 'home' else leaf}", params=query)
    assert answer.status_code == 200, f"{leaf}: {answer.text[:200]}"
    return html.document_fromstring(answer.text)


def twin(client: TestClient, leaf: str, **query: str) -> Any:
    answer = client.get(f"/api/{leaf}", params=query)
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize("code", ["ar", "en"])
@pytest.mark.parametrize("leaf", [leaf.name for leaf in LEAVES])
def test_a_page_stands_in_its_language_and_leads_to_itself_in_the_other(
    client: TestClient, code: str, leaf: str
) -> None:
    query = IDS.get(leaf, {})
    page = read(client, code, leaf, query)
    assert (page.get("lang"), page.get("dir")) == (code, "rtl" if code == "ar" else "ltr")
    (switch,) = page.xpath("//a[@class='switch']/@href")
    other = html.document_fromstring(client.get(switch).text)
    assert other.get("lang") == ({"ar", "en"} - {code}).pop()
    assert other.xpath("//a[@class='switch']/@href")[0].startswith(f"/{code}/")
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//title/text()")[0].strip(" ·")


@pytest.mark.parametrize("code", ["ar", "en"])
@pytest.mark.parametrize("leaf", [leaf.name for leaf in LEAVES])
def test_nothing_of_a_capture_is_markup(client: TestClient, code: str, leaf: str) -> None:
    page = read(client, code, leaf, HOSTILE_IDS.get(leaf, {}))
    scripts = page.xpath("//script")
    assert [script.get("src", "").split("?")[0] for script in scripts] == ["/static/comfort.js"]
    assert not page.xpath("//img[@src='x'] | //style | //iframe | //object | //base")
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), f"{name} on {element.tag}"
            assert name != "style"
            if name in {"href", "src", "action"}:
                assert value.startswith(("/", "#", "https://example.org/")), value


@pytest.mark.parametrize("leaf", [leaf.name for leaf in LEAVES])
def test_no_control_of_a_capture_reaches_the_browser(client: TestClient, leaf: str) -> None:
    answer = client.get(f"/en/{'' if leaf == 'home' else leaf}", params=HOSTILE_IDS.get(leaf, {}))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", answer.text)


@pytest.mark.parametrize("leaf", [leaf.name for leaf in LEAVES])
def test_words_of_a_capture_are_set_apart_from_the_direction_of_the_page(client: TestClient, leaf: str) -> None:
    page = read(client, "en", leaf, IDS.get(leaf, {}))
    ours = {"العربية"}
    for text in page.xpath("//body//text()[normalize-space()]"):
        if re.search("[\u0621-\u064a]", text) and text.strip() not in ours:
            around = {element.tag for element in text.getparent().iterancestors()} | {text.getparent().tag}
            isolated = around & {"bdi", "code", "title", "option"} or text.getparent().xpath("ancestor::*[@dir='rtl']")
            assert isolated, f"{leaf}: {text[:60]!r} stands bare"


def test_every_answer_carries_the_policy_that_allows_our_own_files_alone(client: TestClient) -> None:
    for address in ("/en/", "/api/home", "/openapi.json", "/static/style.css", "/en/nothing", "/ar/page"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_a_browser_that_calls_this_machine_by_another_name_is_refused(client: TestClient) -> None:
    for name in ("evil.example", f"{HOST}.evil.example", "", "[", f"evil.example:80@{HOST}x"):
        assert client.get("/en/", headers={"host": name}).status_code == 400
    assert client.get("/en/", headers={"host": f"{HOST}:8230"}).status_code == 200


def test_an_address_of_the_sixth_version_is_a_name_too(path: Path) -> None:
    client = TestClient(make_app(path, ["::1"]))
    assert client.get("/en/", headers={"host": "[::1]:8230"}).status_code == 200
    assert client.get("/en/", headers={"host": "[::2]:8230"}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({}, 403),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"origin": f"http://{HOST}"}, 303),
    ],
)
def test_settings_are_taken_from_our_own_pages_alone(client: TestClient, headers: dict[str, str], status: int) -> None:
    sent = client.post("/ar/settings", content="digits=arab", headers=headers, follow_redirects=False)
    assert sent.status_code == status
    client.cookies.clear()


def test_settings_hold_on_every_page_and_lead_back(client: TestClient) -> None:
    form = {"digits": "arab", "months": "levant", "back": "/ar/timeline?page=1"}
    sent = client.post("/ar/settings", data=form, headers={"sec-fetch-site": "same-origin"}, follow_redirects=False)
    assert sent.headers["location"] == "/ar/timeline?page=1"
    shown = client.get("/ar/page", params={"id": "waha-1"}).text
    client.cookies.clear()
    assert "٢ آذار ٢٠٢٠" in shown
    assert "2 آذار/مارس 2020" in client.get("/ar/page", params={"id": "waha-1"}).text


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "/a\r\nb: c", ""])
def test_settings_lead_nowhere_else(back: str) -> None:
    assert back_inside(back) == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http://[", "ftp://a"])
def test_a_page_links_to_the_web_alone(url: str) -> None:
    assert outside(url) == ""


def test_every_fact_leads_to_its_words(client: TestClient) -> None:
    statements = twin(client, "statements", outlet="صدى")["statements"]
    for part in ("cue", "source", "content", "hedge", "addressee"):
        for statement in statements:
            if words := statement[part]:
                query = {"id": statement["page"]["id"], "at": f"{words['start']}-{words['end']}"}
                page = read(client, "en", "page", query)
                lit = "".join(piece.text_content() for piece in page.xpath("//*[contains(@class, 'm-at')]"))
                assert lit == words["text"]
                assert len(page.xpath("//*[@id='at']")) == 1


def test_a_capture_is_shown_whole_each_piece_once() -> None:
    record = sound("p")
    lines = lay_out(record, (0, 5))
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == record.page.text.split("\n")
    assert [line.kind for line in lines] == ["navigation", "headline", "body"]
    for line in lines:
        for piece in line.pieces:
            assert record.page.text[piece.start : piece.start + len(piece.text)] == piece.text


def test_a_piece_tells_all_that_it_is_part_of() -> None:
    (body,) = (line for line in lay_out(sound("p"), None) if line.kind == "body")
    kinds = {piece.text: {mark.kind for mark in piece.marks} for piece in body.pieces}
    assert kinds["وزارة النقل"] == {"mention", "source", "actor"}
    assert kinds["إغلاق المعبر"] == {"content", "denied"}
    assert kinds["أمس الأحد"] == {"proof"}
    assert kinds["نفت"] == {"cue"}


def test_the_chain_is_drawn_hop_by_hop(client: TestClient) -> None:
    page = read(client, "en", "statement", {"id": "waha-1#s1"})
    (chain,) = page.xpath("//ol[@class='chain']")
    hops = [" ".join(hop.text_content().split()) for hop in chain.xpath("li")]
    assert hops == [
        "speaker Ministry of Transport",
        "written statement وفق",
        "passed on by وكالة الساحل",
        "outlet شط الأخبار",
    ]


def test_a_page_has_the_figures_of_its_twin(client: TestClient) -> None:
    sums = twin(client, "home")["sums"]
    page = read(client, "en", "home", {})
    shown = {
        item.text_content().split()[1]: item.xpath(".//b")[0].text for item in page.xpath("//ul[@class='sums']/li")
    }
    assert shown == {name: str(number) for name, number in sums.items() if name in shown}
    assert set(shown) == set(sums) - {"dated", "unread"}
    for leaf, things in (("statements", "statement"), ("events", "event"), ("pages", "page")):
        total = twin(client, leaf)["pager"]["total"]
        (line,) = read(client, "en", leaf, {}).xpath("//p[@class='total']")
        assert " ".join(line.text_content().split()) == f"{total} {things}{'' if total == 1 else 's'}"


def test_lists_are_narrowed_by_what_is_asked(client: TestClient) -> None:
    def ids(leaf: str, **query: str) -> list[str]:
        return [row["id"] for row in twin(client, leaf, **query)[leaf]]

    assert ids("statements", act="state") == ["sada-2#s1"]
    assert ids("statements", outlet="صدى", act="deny") == []
    assert ids("statements", speaker=MINISTRY.id) == ["waha-1#s1", "sada-2#s1"]
    assert ids("statements", speaker="وزاره") == ["waha-1#s1", "sada-2#s1"]
    assert ids("statements", about=TOWN.id, since="2020-03-03") == ["sada-2#s1"]
    assert ids("statements", until="2020-03-02") == ["waha-1#s1"]
    assert ids("statements", speaker=MINISTRY.id, order="last") == ["sada-2#s1", "waha-1#s1"]
    assert ids("events", place=TOWN.id, type="ASSAULT") == ["waha-1#e1", "sada-2#e1"]
    assert ids("events", recipient=MINISTRY.id) == []
    assert ids("pages", title="المعبر", dated="yes") == ["waha-1", "sada-2"]
    assert [row["who"]["id"] for row in twin(client, "actors", name="transport")["actors"]] == [MINISTRY.id]


@pytest.mark.parametrize(
    ("leaf", "query", "status"),
    [
        ("statements", {"act": "shout"}, 400),
        ("statements", {"page": "-1"}, 400),
        ("statements", {"page": "x" * 3000}, 400),
        ("page", {}, 400),
        ("page", {"id": "no such page"}, 404),
        ("statement", {"id": "no such statement"}, 404),
        ("actor", {"id": "no such actor"}, 404),
        ("place", {"id": MINISTRY.id}, 404),
        ("outlet", {"name": "no such outlet"}, 404),
    ],
)
def test_what_makes_no_sense_is_told(client: TestClient, leaf: str, query: dict[str, str], status: int) -> None:
    assert client.get(f"/en/{leaf}", params=query).status_code == status
    told = client.get(f"/api/{leaf}", params=query)
    assert told.status_code == status
    assert told.json()["error"]


def test_the_newest_come_first_and_what_has_no_day_last(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        for page, day in (("open", ""), ("old", "2020-03-02"), ("new", "2020-03-04")):
            store.add(sound(page, day=day))
    with TestClient(make_app(path, [HOST]), base_url=f"http://{HOST}") as client:
        for leaf in ("statements", "pages"):
            shown = twin(client, leaf, order="last")[leaf]
            assert [row["id"].partition("#")[0] for row in shown] == ["new", "old", "open"]
        assert [row["page"]["id"] for row in twin(client, "actor", id=MINISTRY.id)["said"]] == ["new", "old", "open"]
        assert [row["page"]["id"] for row in twin(client, "home")["denials"]] == ["new", "old", "open"]


def test_the_last_page_of_a_list_is_shown_for_one_beyond_it(client: TestClient) -> None:
    assert twin(client, "statements", page="999")["pager"] == {"page": 1, "pages": 1, "total": 3}


def test_unknown_parameters_are_passed_over() -> None:
    leaf = next(leaf for leaf in LEAVES if leaf.name == "events")
    asked: Any = read_asked(leaf.asked, {"type": "AID", "utm": "x"})
    assert asked.type == "AID"


def test_tables_open_as_text_in_a_spreadsheet(client: TestClient) -> None:
    answer = client.get("/api/statements.csv")
    assert answer.content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows][:2] == ["waha-1#s1", f"{HARM}#s"]
    assert rows[0]["content.text"] == "إغلاق المعبر"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str) -> None:
    record = sound("p")
    (row,) = csv.reader(StringIO(write_csv([type(record.page)(cell, BODY)]).decode("utf-8-sig").split("\n", 1)[1]))
    assert row[0] == f"'{cell}"


def test_the_api_describes_all_that_it_serves(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    schemas = described["components"]["schemas"]
    for leaf in LEAVES:
        operation = described["paths"][f"/api/{leaf.name}"]["get"]
        assert [p["name"] for p in operation["parameters"]] == [p.name for p in parameters(leaf.asked)]
        assert all(parameter["description"] for parameter in operation["parameters"])
        answer = twin(client, leaf.name, **IDS.get(leaf.name, {}))
        reference = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert_fits(answer, reference, schemas)
        if leaf.table:
            assert f"/api/{leaf.name}.csv" in described["paths"]


def assert_fits(value: Any, schema: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Assert that a value is as its schema says."""
    if "anyOf" in schema:
        schema = next(choice for choice in schema["anyOf"] if (choice.get("type") == "null") == (value is None))
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
    kind = schema["type"]
    if kind == "object":
        assert set(value) == set(schema["properties"])
        for name, of in schema["properties"].items():
            assert_fits(value[name], of, schemas)
    elif kind == "array":
        for part in value:
            assert_fits(part, schema["items"], schemas)
    else:
        kinds = {"string": str, "integer": int, "number": float | int, "boolean": bool, "null": type(None)}
        assert isinstance(value, kinds[kind])


def test_reading_changes_no_byte_of_the_record(path: Path, client: TestClient) -> None:
    before = path.read_bytes()
    for leaf in LEAVES:
        read(client, "ar", leaf.name, IDS.get(leaf.name, {}))
    assert path.read_bytes() == before
    with open_store(path, create=False, read_only=True) as store, pytest.raises(StoreError, match="readonly"):
        store.add(sound("another"))


def test_pages_added_while_it_runs_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        store.add(sound("waha-1"))
    client = TestClient(make_app(path, [HOST]), base_url=f"http://{HOST}")
    assert twin(client, "home")["sums"]["pages"] == 1
    with open_store(path) as store:
        store.add(sound("sada-2"))
        assert twin(client, "home")["sums"]["pages"] == 2


def test_a_reader_is_led_to_their_language(client: TestClient) -> None:
    for wanted, code in (("ar-SY,ar;q=0.9,en;q=0.8", "ar"), ("en-GB,en;q=0.9", "en"), ("fr", "ar"), ("en,ar", "en")):
        answer = client.get("/", headers={"accept-language": wanted}, follow_redirects=False)
        assert answer.headers["location"] == f"/{code}/"


def test_an_empty_record_is_shown_as_such(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_store(path).close()
    client = TestClient(make_app(path, [HOST]), base_url=f"http://{HOST}")
    for leaf in LEAVES:
        if leaf.name not in IDS or leaf.name in {"search", "compare"}:
            assert client.get(f"/ar/{'' if leaf.name == 'home' else leaf.name}").status_code == 200


def test_an_id_of_any_kind_makes_an_address(tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    odd = ["..", "a/b", "a#b?c=d&e", "%2e", "ص 1"]
    with open_store(path) as store:
        for page in odd:
            store.add(sound(page))
    client = TestClient(make_app(path, [HOST]), base_url=f"http://{HOST}")
    listed = html.document_fromstring(client.get("/en/pages").text).xpath("//a[@class='headline']/@href")
    assert sorted(listed) == sorted(f"/en/page?id={quote(page, safe='').replace('%20', '+')}" for page in odd)
    assert {client.get(address).status_code for address in listed} == {200}
