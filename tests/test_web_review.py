"""Reviewing in the reading room: by forms alone, from our own pages alone, and only where it was asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from khabar.cli import main
from khabar.query import room
from khabar.query.catalogue import make_catalogue
from khabar.review import FIELDS
from khabar.store import open_store
from khabar.web import make_app
from khabar.web.forms import find_words
from khabar.web.leaves import REVIEW_LEAVES
from web_records import BODY, HARM, MINISTRY, TITLE, account, hostile, sound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

    from khabar.review import Edit

HOST = "127.0.0.1"
HERE = {"sec-fetch-site": "same-origin"}
SAID, DONE = "waha-1#s1", "waha-1#e1"
IDS = {"correct": {"kind": "statement", "id": SAID}, "marking": {"id": "waha-1"}}
HOSTILE_IDS = {"correct": {"kind": "statement", "id": f"{HARM}#s"}, "marking": {"id": HARM}}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the bytes of a record of two sound pages and a hostile one."""
    path = tmp_path_factory.mktemp("review") / "record.db"
    with open_store(path) as store:
        for record in (sound("waha-1"), sound("sada-2", "صدى", "2020-03-04", "state"), hostile()):
            store.add(record)
        assert store.keep_account(account(), store.digest(), b"tests")
    return path.read_bytes()


@pytest.fixture
def path(made: bytes, tmp_path: Path) -> Path:
    """Return such a record of one's own."""
    path = tmp_path / "record.db"
    path.write_bytes(made)
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    app = make_app(path, [HOST], "رشا")
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        yield client


def read(client: TestClient, leaf: str, code: str = "en", **query: str) -> HtmlElement:
    answer = client.get(f"/{code}/{leaf}", params=query)
    assert answer.status_code == 200, answer.text[:300]
    return html.document_fromstring(answer.text)


def form(page: HtmlElement, what: str) -> HtmlElement:
    """Return the first form that an XPath condition holds of."""
    (found, *_) = page.xpath(f"//form[@method='post'][{what}]")
    return found


def send(client: TestClient, found: HtmlElement, verdict: str = "", **given: str) -> Any:
    """Press a button of a form as a browser does, with what is given typed in."""
    fields = {name: value or "" for name, value in found.form_values()}
    fields |= {"verdict": verdict} if verdict else {}
    return client.post(found.get("action"), data={**fields, **given}, headers=HERE)


def field(name: str) -> str:
    return f".//input[@name='field'][@value='{name}'] and ancestor::details"


def edits(path: Path) -> list[Edit]:
    with open_store(path, create=False, read_only=True) as store:
        return [kept.edit for kept in store.edits()]


def test_without_a_reviewer_the_room_is_read_only(path: Path) -> None:
    before = path.read_bytes()
    app = make_app(path, [HOST])
    with TestClient(app, base_url=f"http://{HOST}") as client:
        for leaf in REVIEW_LEAVES:
            assert client.get(f"/en/{leaf.name}", params=IDS.get(leaf.name, {})).status_code == 404
        for action in ("save", "add", "back"):
            assert client.post(f"/en/review/{action}", data={"token": ""}, headers=HERE).status_code == 404
        assert "/en/correct" not in client.get("/en/page", params={"id": "waha-1"}).text
        assert "set-cookie" not in client.get("/en/").headers
    assert path.read_bytes() == before


def test_a_reviewer_has_a_name(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(path), "--review", "--port", "0"]) == 2
    assert "give --reviewer NAME" in capsys.readouterr().err
    assert main(["serve", str(path), "--reviewer", "رشا", "--port", "0"]) == 2
    assert "--reviewer is for --review" in capsys.readouterr().err
    for name in ("a\u202eb", "x" * 101):
        assert main(["serve", str(path), "--review", "--reviewer", name, "--port", "0"]) == 2
        assert "characters that can be seen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": f"http://{HOST}"}, 303),
        (HERE, 303),
        ({**HERE, "host": "evil.example"}, 400),
        ({**HERE, "content-type": "text/plain"}, 403),
    ],
)
def test_a_form_is_taken_from_our_own_pages_alone(
    client: TestClient, path: Path, headers: dict[str, str], status: int
) -> None:
    found = form(read(client, "correct", **IDS["correct"]), field("act"))
    data = {**dict(found.form_values()), "verdict": "accept"}
    assert client.post(found.get("action"), data=data, headers=headers).status_code == status
    assert len(edits(path)) == (status == 303)


def test_a_form_needs_the_token_of_its_session_and_process(client: TestClient, path: Path) -> None:
    found = form(read(client, "correct", **IDS["correct"]), field("act"))
    token = dict(found.form_values())["token"]
    for wrong in ("", "0" * 64, token[:-1], f"{token} ", "ط" * 64):
        assert send(client, found, "accept", token=wrong).status_code == 403
    with TestClient(make_app(path, [HOST], "رشا"), base_url=f"http://{HOST}") as other:
        other.cookies.update(client.cookies)
        assert send(other, found, "accept").status_code == 403
    client.cookies.clear()
    assert send(client, found, "accept").status_code == 403
    client.cookies.set("khabar-review", "0" * 32)
    assert send(client, found, "accept").status_code == 403
    assert edits(path) == []


def test_the_session_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    kept = client.get("/en/review").headers["set-cookie"].lower()
    assert "httponly" in kept
    assert "samesite=strict" in kept
    assert "unsafe" not in client.get("/en/review").headers["content-security-policy"]


def test_nothing_is_changed_by_an_address(client: TestClient) -> None:
    for action in ("save", "add", "back"):
        assert client.get(f"/en/review/{action}").status_code == 405


@pytest.mark.parametrize("code", ["ar", "en"])
@pytest.mark.parametrize("leaf", [leaf.name for leaf in REVIEW_LEAVES])
def test_a_page_of_forms_stands_in_its_language_and_means_no_harm(client: TestClient, code: str, leaf: str) -> None:
    found = form(read(client, "correct", **HOSTILE_IDS["correct"]), field("speaker"))
    assert send(client, found, "fix", value=HARM, entity=HARM, note=HARM).status_code == 303
    for query in (IDS.get(leaf, {}), HOSTILE_IDS.get(leaf, {})):
        answer = client.get(f"/{code}/{leaf}", params=query)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", answer.text)
        page = html.document_fromstring(answer.text)
        assert (page.get("lang"), page.get("dir")) == (code, "rtl" if code == "ar" else "ltr")
        assert len(page.xpath("//h1")) == 1
        scripts = [script.get("src", "").split("?")[0] for script in page.xpath("//script")]
        assert scripts == ["/static/comfort.js", "/static/review.js"][: len(scripts)]
        assert not page.xpath("//img[@src='x'] | //style | //iframe")
        for element in page.iter():
            for name, value in element.attrib.items():
                assert not name.startswith("on")
                assert name != "style"
                if name in {"href", "src", "action"}:
                    assert value.startswith(("/", "#"))
        if code == "en":
            for text in page.xpath("//body//text()[normalize-space()]"):
                if re.search("[\u0621-\u064a]", text) and text.strip() != "العربية":
                    inside = {element.tag for element in text.getparent().iterancestors()} | {text.getparent().tag}
                    apart = inside & {"bdi", "code", "title"} or text.getparent().xpath("ancestor-or-self::*[@dir]")
                    assert apart, text


def test_a_field_is_accepted_changed_and_rejected(client: TestClient, path: Path) -> None:
    def act(verdict: str, **given: str) -> Any:
        return send(client, form(read(client, "correct", **IDS["correct"]), field("act")), verdict, **given)

    answer = act("accept")
    assert answer.headers["location"].startswith("/en/correct?kind=statement")
    act("fix", value="warn", note="تهديد")
    act("reject")
    said = [(edit.verdict, edit.who, [p.value for p in edit.old], [p.value for p in edit.new], edit.note)
            for edit in edits(path)]  # fmt: skip
    assert said == [
        ("accept", "رشا", ["deny"], [], ""),
        ("fix", "رشا", ["deny"], ["warn"], "تهديد"),
        ("reject", "رشا", ["warn"], [], ""),
    ]
    page = read(client, "statement", id=SAID)
    assert "nafa:verb_first+reviewed(!act)" in page.text_content()
    assert "warns" in page.xpath("//h1")[0].text_content()


@pytest.mark.parametrize(
    ("kind", "target", "name", "given", "shown"),
    [
        ("statement", SAID, "speaker", {"value": "متحدث", "entity": MINISTRY.id}, "متحدث"),
        ("statement", SAID, "source", {"words": "وكالة  الساحل"}, "وكالة الساحل"),
        ("statement", SAID, "content", {"words": "إغلاق المعبر", "words_n": "1"}, "إغلاق المعبر"),
        ("statement", SAID, "channel", {"words": "وفق", "value": "report"}, "report"),
        ("statement", SAID, "relay", {"words.0": "وكالة الساحل", "value.0": "الساحل"}, "الساحل"),
        ("statement", SAID, "hedge", {"words": ""}, "nothing"),
        ("event", DONE, "type", {"value": "COERCE"}, "coercion"),
        ("event", DONE, "status", {"value": "denied"}, "denied"),
        ("event", DONE, "actors", {"words.0": "وكالة الساحل", "words.1": "مدينة صبراتة"}, "مدينة صبراتة"),
        ("event", DONE, "recipients", {"words.0": ""}, "nothing"),
        ("event", DONE, "place", {"words": "مدينة صبراتة"}, "مدينة صبراتة"),
        ("event", DONE, "date", {"value": "2020-02"}, "February 2020"),
        ("mention", "m1", "type", {"value": "PER"}, "person"),
        ("mention", "m1", "identity", {"value": "س", "entity": "khabar:x"}, "khabar:x"),
        ("page", "waha-1", "date", {"value": "2020-03-03"}, "3 March 2020"),
    ],
)
def test_every_field_has_a_form_that_works_without_script(
    client: TestClient, path: Path, kind: str, target: str, name: str, given: dict[str, str], shown: str
) -> None:
    if kind == "mention":
        # The hand-made records name mentions by no page.
        target = edit_mention_ids(path)
    query = {"kind": kind, "id": target}
    assert send(client, form(read(client, "correct", **query), field(name)), "fix", **given).status_code == 303
    now = form(read(client, "correct", **query), field(name))
    assert shown in now.xpath("ancestor::div[@class='judge']/p[@class='holds']")[0].text_content()


def edit_mention_ids(path: Path) -> str:
    """Give the mentions of a page ids as readers do, and return the first."""
    from dataclasses import replace  # noqa: PLC0415

    with open_store(path, create=False) as store:
        record = store.record("waha-1")
        assert record is not None
        mentions = tuple(replace(m, id=f"waha-1#m{m.span.start}-{m.span.end}") for m in record.mentions)
        store.add(replace(record, mentions=mentions))
    return mentions[0].id


def test_a_line_gets_another_kind(client: TestClient, path: Path) -> None:
    page = read(client, "marking", id="waha-1")
    found = form(page, ".//input[@name='kind'][@value='line']")
    assert send(client, found, "fix", value="advert").status_code == 303
    with open_store(path, create=False, read_only=True) as store:
        record = store.record("waha-1")
        assert record is not None
        assert record.article.blocks[0].kind == "advert"


def test_a_missed_statement_is_added_by_its_words(client: TestClient, path: Path) -> None:
    page = read(client, "marking", id="waha-1")
    found = form(page, ".//textarea[@name='cue']")
    answer = send(
        client, found, cue="تنفي", content="إغلاق  المعبر", content_n="1", act="deny", form="indirect",
        **{"source.words": "الوزارة", "speaker.value": "وزارة النقل", "speaker.entity": MINISTRY.id},
    )  # fmt: skip
    assert answer.status_code == 303
    with open_store(path, create=False, read_only=True) as store:
        record = store.record("waha-1")
    assert record is not None
    statement = record.statements[0]
    text = record.page.text
    assert text[statement.cue.start : statement.content.end] == "تنفي إغلاق المعبر"
    assert statement.cue.start == text.index(TITLE) + TITLE.index("تنفي")
    assert statement.source
    assert text[statement.source.start : statement.source.end] == "الوزارة"
    assert (statement.speaker, statement.speaker_name, statement.act) == (MINISTRY.id, "وزارة النقل", "deny")
    assert statement.confidence == 1.0
    assert send(client, form(read(client, "marking", id="waha-1"), ".//textarea[@name='cue']"), cue="تنفي",
                content="إغلاق المعبر", content_n="1", act="deny", form="indirect").status_code == 409  # fmt: skip


def test_events_and_names_are_added_too(client: TestClient, path: Path) -> None:
    page = read(client, "marking", id="waha-1")
    send(client, form(page, ".//textarea[@name='trigger']"), trigger="وقتل", type="ASSAULT", **{
        "actors.words.0": "وكالة الساحل", "place.words": "صبراتة"})  # fmt: skip
    send(client, form(page, ".//textarea[@name='words'] and .//select[@name='type']"), words="وكالة الساحل",
         type="ORG", **{"identity.entity": "khabar:sahel"})  # fmt: skip
    with open_store(path, create=False, read_only=True) as store:
        record = store.record("waha-1")
    assert record is not None
    (event,) = (e for e in record.events if e.rule.startswith("+reviewed"))
    assert (event.type, event.actors[0].name, event.place is not None) == ("ASSAULT", "وكالة الساحل", True)
    assert [m.entity for m in record.mentions if m.rule.startswith("+reviewed")] == ["khabar:sahel"]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"cue": "تنفي", "content": "ليس في الصفحة"}, 400),
        ({"cue": "تنفي", "content": "إغلاق المعبر", "content_n": "9"}, 400),
        ({"cue": "تنفي", "content": "إغلاق المعبر", "content_n": "x"}, 400),
        ({"cue": "", "content": "إغلاق المعبر"}, 400),
        ({"cue": "تنفي", "content": "إغلاق المعبر", "act": "shout"}, 400),
        ({"cue": "تنفي", "content": "إغلاق المعبر", "hash": "0" * 64}, 409),
        ({"cue": "تنفي", "content": "إغلاق المعبر", "kind": "line"}, 400),
        ({"cue": "تنفي", "content": "إغلاق المعبر", "page": "none"}, 404),
        ({"cue": "تنفي", "content": "ط" * 30_000}, 400),
        ({"cue": "تنفي", "content": "ط" * 300_000}, 413),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_kept(
    client: TestClient, path: Path, given: dict[str, str], status: int
) -> None:
    found = form(read(client, "marking", id="waha-1"), ".//textarea[@name='cue']")
    answer = send(client, found, **given)
    assert answer.status_code == status
    assert html.document_fromstring(answer.text).xpath("//h1")
    assert edits(path) == []


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"value": "shout"}, 400),
        ({"verdict": "maybe"}, 400),
        ({"field": "colour"}, 400),
        ({"seen": "0"}, 409),
        ({"target": "waha-1%23s9"}, 409),
        ({"kind": "word"}, 409),
        ({"hash": "0" * 64}, 409),
    ],
)
def test_what_cannot_be_kept_is_told(client: TestClient, path: Path, given: dict[str, str], status: int) -> None:
    found = form(read(client, "correct", **IDS["correct"]), field("act"))
    fields = {**dict(found.form_values()), "verdict": "fix", "value": "warn", **given}
    assert client.post(found.get("action"), data=fields, headers=HERE).status_code == status
    assert edits(path) == []


def test_two_who_correct_at_once_do_not_overwrite_each_other_unseen(client: TestClient, path: Path) -> None:
    found = form(read(client, "correct", **IDS["correct"]), field("act"))
    assert send(client, found, "fix", value="warn").status_code == 303
    answer = send(client, found, "fix", value="demand")
    assert answer.status_code == 409
    assert "The page has changed since the form was shown" in answer.text
    assert len(edits(path)) == 1


def test_the_queue_begins_with_the_least_certain_and_goes_on(client: TestClient, path: Path) -> None:
    seen = []
    for _ in range(9):
        page = read(client, "review")
        if not (wholes := page.xpath("//form[.//button[contains(@class, 'yes')]]")):
            break
        target = dict(wholes[0].form_values())
        seen.append((target["kind"], target["target"]))
        answer = send(client, wholes[0], "accept")
        assert answer.headers["location"] == "/en/review"
    assert len(seen) == 9
    assert "All is reviewed." in read(client, "review").text_content()
    first = [kind for kind, _ in seen]
    # The hostile page is read with a confidence of .5, the events of the others with .8, all else with .9.
    assert sorted(first[:3]) == ["event", "page", "statement"]
    assert first[3:5] == ["event", "event"]
    with open_store(path, create=False, read_only=True) as store:
        assert {s.confidence for r in store.records() for s in r.statements} == {1.0}


def test_the_queue_is_found_without_a_language(client: TestClient) -> None:
    assert client.get("/review", headers={"accept-language": "en"}).headers["location"] == "/en/review"


def test_the_queue_is_left_open_by_going_on(client: TestClient, path: Path) -> None:
    page = read(client, "review", kind="statement")
    (following,) = page.xpath("//a[@rel='next']/@href")
    other = html.document_fromstring(client.get(following).text)
    ids = [p.xpath("//input[@name='target']/@value")[0] for p in (page, other)]
    assert ids[0] != ids[1]
    (before,) = other.xpath("//a[@rel='prev']/@href")
    assert html.document_fromstring(client.get(before).text).xpath("//input[@name='target']/@value")[0] == ids[0]
    assert edits(path) == []


def test_a_thing_that_is_none_leaves_the_record(client: TestClient) -> None:
    found = form(read(client, "correct", **IDS["correct"]), ".//button[contains(@class, 'no')]")
    answer = send(client, found, "reject")
    assert answer.headers["location"] == "/en/marking?id=waha-1"
    assert client.get("/en/statement", params={"id": SAID}).status_code == 404
    for leaf in ("", "stories", "claims", "contradictions", "positions", "compare", "agreements", "network"):
        assert client.get(f"/en/{leaf}").status_code == 200, leaf
    assert client.get("/en/page", params={"id": "waha-1"}).status_code == 200
    assert client.get("/en/statement", params={"id": "sada-2#s1"}).status_code == 200
    assert client.get("/en/actor", params={"id": MINISTRY.id}).status_code == 200


def test_an_edit_is_taken_back_by_who_made_it(client: TestClient, path: Path) -> None:
    send(client, form(read(client, "correct", **IDS["correct"]), field("act")), "fix", value="warn")
    found = form(read(client, "edits"), "contains(@class, 'take-back')")
    with TestClient(make_app(path, [HOST], "سامر"), base_url=f"http://{HOST}") as other:
        assert not read(other, "edits").xpath("//form[contains(@class, 'take-back')]")
        theirs = dict(form(read(other, "marking", id="waha-1"), "@method='post'").form_values())["token"]
        data = {**dict(found.form_values()), "token": theirs}
        assert other.post(found.get("action"), data=data, headers=HERE).status_code == 404
    assert send(client, found).status_code == 303
    assert edits(path) == []
    assert "states" not in read(client, "statement", id=SAID).xpath("//h1")[0].text_content()


def test_what_one_form_said_is_shown_and_taken_back_as_one(client: TestClient, path: Path) -> None:
    send(client, form(read(client, "correct", **IDS["correct"]), ".//button[contains(@class, 'yes')]"), "accept")
    assert len(edits(path)) == 1 + len(FIELDS["statement"])
    page = read(client, "edits")
    assert len(page.xpath("//article[contains(@class, 'correction')]")) == 1
    assert send(client, form(page, "contains(@class, 'take-back')")).status_code == 303
    assert edits(path) == []


def test_a_correction_that_cannot_act_is_shown_to_all_who_read(client: TestClient, path: Path) -> None:
    from dataclasses import replace  # noqa: PLC0415

    send(client, form(read(client, "correct", **IDS["correct"]), field("act")), "fix", value="warn", note="تهديد")
    other = sound("waha-1")
    with open_store(path, create=False) as store:
        store.add(replace(other, page=replace(other.page, text=other.page.text + "\nسطر")))
    with TestClient(make_app(path, [HOST]), base_url=f"http://{HOST}") as reader:
        page = read(reader, "page", id="waha-1")
        (told,) = page.xpath("//details[@class='conflicts']")
        assert "the text of the page is another now" in told.text_content()
        assert "تهديد" in told.text_content()
        (row,) = reader.get("/api/page", params={"id": "waha-1"}).json()["conflicts"]
        assert (row["verdict"], row["conflict"]) == ("fix", "the text of the page is another now")
    assert "1 could not act" in read(client, "edits").text_content()


def test_every_fact_leads_to_where_it_is_corrected(client: TestClient) -> None:
    for leaf, query in (("page", {"id": "waha-1"}), ("statement", {"id": SAID}), ("statements", {}), ("events", {})):
        links = read(client, leaf, **query).xpath("//a[@class='to-review']/@href")
        assert links
        assert {client.get(link).status_code for link in links if "mention" not in link} == {200}


def test_a_page_is_marked_as_done(client: TestClient, path: Path) -> None:
    page = read(client, "marking", id="waha-1")
    found = form(page, ".//input[@name='kind'][@value='page'] and .//input[@name='field'][@value='']")
    assert send(client, found, "accept").status_code == 303
    assert "marked as done" in read(client, "marking", id="waha-1").text_content()
    assert [(edit.kind, edit.field, edit.verdict) for edit in edits(path)] == [("page", "", "accept")]


@pytest.mark.parametrize(
    ("wanted", "number", "near", "start"),
    [
        ("المعبر", None, None, TITLE.index("المعبر")),
        ("المعبر", 2, None, len(TITLE) + 1 + BODY.index("المعبر")),
        ("المعبر", 3, None, None),
        ("المعبر", 0, None, TITLE.index("المعبر")),
        ("المعبر", None, 999, len(TITLE) + 1 + BODY.index("المعبر")),
        ("إغلاق\r\n  المعبر", None, None, TITLE.index("إغلاق")),
        (".*", None, None, None),
        ("  ", None, None, None),
    ],
)
def test_words_are_found_by_occurrence_or_nearest(
    wanted: str, number: int | None, near: int | None, start: int | None
) -> None:
    found = find_words(f"{TITLE}\n{BODY}", wanted, number, near)
    assert (found.start if found else None) == start


def test_words_are_found_across_marks_that_nobody_sees() -> None:
    text = "قال الو\u200fزير\u200b إن"
    found = find_words(text, "الوزير إن", None, None)
    assert found is not None
    assert text[found.start : found.end] == found.text == "الو\u200fزير\u200b إن"


def test_the_catalogue_follows_corrections_as_if_it_were_made_anew(client: TestClient) -> None:
    forms = [
        ("correct", {"kind": "statement", "id": SAID}, field("speaker"), "fix", {"value": "متحدث", "entity": "x:1"}),
        ("correct", {"kind": "statement", "id": SAID}, field("date"), "fix", {"value": "2020-05-05"}),
        ("correct", {"kind": "page", "id": "waha-1"}, field("date"), "fix", {"value": "2021-01-01"}),
        ("correct", {"kind": "event", "id": DONE}, field("actors"), "reject", {}),
        ("marking", {"id": "waha-1"}, ".//textarea[@name='trigger']", "", {"trigger": "وقتل", "type": "ASSAULT"}),
        ("correct", {"kind": "statement", "id": "sada-2#s1"}, ".//button[contains(@class, 'no')]", "reject", {}),
        ("correct", {"kind": "event", "id": DONE}, ".//button[contains(@class, 'no')]", "reject", {}),
    ]
    app: Any = client.app
    for leaf, query, what, verdict, given in forms:
        read(client, "statements")
        assert send(client, form(read(client, leaf, **query), what), verdict, **given).status_code == 303
        with app.state.room.desk() as desk:
            assert desk.catalogue == make_catalogue(desk.store.outline(), desk.store.account())


def test_without_an_account_the_catalogue_follows_too(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        store.add(sound("waha-1"))
        store.add(sound("sada-2", "صدى"))
    app = make_app(path, [HOST], "رشا")
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        given = {"value": "متحدث", "entity": "khabar:spokesman"}
        for name, more in (("speaker", given), ("date", {"value": "2020-05-05"})):
            assert send(client, form(read(client, "correct", **IDS["correct"]), field(name)), "fix", **more)
        with app.state.room.desk() as desk:
            fresh = make_catalogue(desk.store.outline(), desk.store.account())
            assert "khabar:spokesman" in desk.catalogue.entities
            assert desk.catalogue == fresh


def test_only_the_page_corrected_is_read_anew(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    found = form(read(client, "correct", **IDS["correct"]), field("act"))
    made = []
    monkeypatch.setattr(room, "make_catalogue", lambda *_: made.append(1))
    assert send(client, found, "fix", value="warn").status_code == 303
    assert "warns" in read(client, "statement", id=SAID).text_content()
    assert made == []
