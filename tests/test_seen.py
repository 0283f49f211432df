"""What a reading model sees beside the rules: names, acts, parties and deeds; a made-up model says what it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from khabar import Page, read_page
from khabar.lexicon.weights import Weights
from khabar.model import Span
from khabar.reader import MENTION_TAGS, NamedSpan, Pointer, Predicate, Reading, RoleSpan
from khabar.reader.words import split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar import Lexicon
    from khabar.model import MentionType, Record, Status

TEXT = """تطورات متسارعة في وادي السدر

قال القائد إن القوة انسحبت من التلة مساء الأحد بعد ليلة طويلة من القتال في محيطها.
وذكر سكان أن كوفالكس دينغاني زار المخيم صباح الإثنين واستمع إلى شكاوى النازحين فيه.
ورأى الأهالي أن ما جرى كان متوقعا منذ أسابيع، وتعرض الوادي لقصف عنيف قبل طلوع الفجر.
"""


def place(words: str) -> Span:
    """Return where words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def find(text: str, words: str, length: int) -> Span:
    """Return where the first characters of some words stand."""
    start = text.index(words)
    return Span(start, start + length)


def predicate(kind: str, word: str, label: str, chance: float = 0.9, **roles: str) -> Predicate:
    """Return a word taken for a predicate, with the words that fill its roles."""
    found = tuple(sorted(RoleSpan(role, place(words), 0.8) for role, words in roles.items()))
    return Predicate(kind, 0, place(word), chance, ((label, 0.9),), (("actual", 0.9),), found)


def name(words: str, kind: MentionType, chance: float) -> NamedSpan:
    """Return words taken for a name."""
    return NamedSpan(place(words), kind, chance)


@dataclass(frozen=True)
class Model:
    """A model that sees what it was made with."""

    names: tuple[NamedSpan, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    outside: float | None = None  # how likely every word is in no name; None: it looks at predicates alone

    def read(self, text: str, spans: Sequence[Span]) -> Reading:
        """Return what is seen; the headline and the paragraphs are asked for, in page order."""
        assert [text[span.start : span.end] for span in spans] == [line for line in text.splitlines() if line]
        if self.outside is None:
            return Reading((), (), (), (), (), self.names, self.predicates)
        words = split_words(text, spans)
        tags = (self.outside, *[0.0] * (len(MENTION_TAGS) - 1))
        none = (0.0,) * len(words.starts)
        return Reading(words.starts, words.ends, (tags,) * len(none), none, none, self.names, self.predicates)


def read(lexicon: Lexicon, model: Model | None, text: str = TEXT) -> Record:
    return read_page(Page("p", text), lexicon, model)


def words(span: Span) -> str:
    return TEXT[span.start : span.end]


def agree(record: Record, *others: Predicate) -> tuple[Predicate, ...]:
    """Return what a model sees that thinks of a page as the rules do, but for some words."""
    told: list[tuple[str, Span, str]] = [("cue", one.cue, one.act) for one in record.statements]
    told += [("trigger", one.trigger, one.type) for one in record.events if not one.from_statement]
    places = {other.span for other in others}
    same = (Predicate(kind, 0, at, 0.5, ((label, 0.9),), (("actual", 0.9),), ()) for kind, at, label in told)
    return (*others, *(one for one in same if one.span not in places))


def test_a_model_that_thinks_like_the_rules_changes_nothing_but_how_sure_a_deed_is(lexicon: Lexicon) -> None:
    alone = read(lexicon, None)
    seen = read(lexicon, Model(predicates=agree(alone)))
    assert {event.confidence for event in seen.events if not event.from_statement} == {0.62}  # of a word given .5
    sure = {event.id: event.confidence for event in alone.events}
    events = tuple(replace(event, confidence=sure[event.id]) for event in seen.events)
    assert replace(seen, events=events) == alone


def test_what_the_model_sees_no_sign_of_is_left_out(lexicon: Lexicon) -> None:
    text = TEXT + 'وبحسب مصدر طبي فإن الجرحى بخير. وقال الطبيب: "الوضع صعب جدا في كل الأحياء".\n'
    alone = read(lexicon, None, text)
    assert {"قال", "وذكر", "ورأى", "وبحسب"} <= {text[s.cue.start : s.cue.end] for s in alone.statements}
    assert {words(e.trigger) for e in alone.events if not e.from_statement} >= {"انسحبت", "قصف"}
    blind = read(lexicon, Model(), text)
    assert [text[s.cue.start : s.cue.end] for s in blind.statements] == ["وبحسب", "وقال"]
    assert blind.events == ()


def test_a_statement_is_added_where_the_model_is_sure(lexicon: Lexicon) -> None:
    alone = read(lexicon, None)
    roles = {"source": "النازحين", "content": "شكاوى"}
    sure, unsure = predicate("cue", "زار", "demand", 0.95, **roles), predicate("cue", "استمع", "demand", 0.8, **roles)
    new = [s for s in read(lexicon, Model(predicates=agree(alone, sure, unsure))).statements if s.rule == "seen"]
    assert [(words(s.cue), s.speaker_name, words(s.content), s.act, s.form, s.confidence) for s in new] == [
        ("زار", "النازحين", "شكاوى", "demand", "indirect", 0.71)
    ]


def test_a_statement_of_the_model_is_said_by_the_fullest_name_and_quoted_where_quoted(lexicon: Lexicon) -> None:
    text = 'لقاء في أنقرة\n\nاستقبل الوزير هاكان فيدان الوفد. وفي ختام اللقاء فيدان: "نريد حلا عادلا لهذه الأزمة".\n'
    content = find(text, "نريد", text.index('".') - text.index("نريد"))
    for role, at in (("source", find(text, "فيدان:", 5)), ("speaker", find(text, "فيدان الوفد", 5))):
        seen = Predicate(
            "cue", 0, find(text, "اللقاء فيدان", 6), 0.95, (("demand", 0.9),), (),
            (RoleSpan("content", content, 0.9), RoleSpan(role, at, 0.9)),
        )  # fmt: skip
        (statement,) = [s for s in read(lexicon, Model(predicates=(seen,)), text).statements if s.rule == "seen"]
        assert (statement.speaker_name, statement.form) == ("هاكان فيدان", "direct")
        assert statement.speaker.startswith("khabar:")


def test_names_of_rules_get_the_bounds_the_model_is_sure_of(lexicon: Lexicon) -> None:
    text = TEXT + "وقال أحمد جاويد بيدار إن الطريق مفتوح.\n"

    def names(chance: float) -> list[str]:
        sees = NamedSpan(find(text, "أحمد", len("أحمد جاويد بيدار")), "PER", chance)
        mentions = read(lexicon, Model(names=(sees,), outside=0.1), text).mentions
        return [text[one.span.start : one.span.end] for one in mentions if one.type == "PER"]

    assert names(0.6) == ["أحمد جاويد"]
    assert names(0.95) == ["أحمد جاويد بيدار"]


def test_a_name_is_none_where_the_model_is_sure_of_every_word(lexicon: Lexicon) -> None:
    text = TEXT + "وقال أحمد جاويد إن الطريق مفتوح.\n"

    def names(outside: float) -> list[str]:
        mentions = read(lexicon, Model(outside=outside), text).mentions
        return [text[one.span.start : one.span.end] for one in mentions if one.type == "PER"]

    assert names(0.7) == ["أحمد جاويد"]
    assert names(0.9) == []


def test_names_are_added_where_the_model_is_sure_and_no_rule_found_one(lexicon: Lexicon) -> None:
    sure, unsure = name("كوفالكس دينغاني", "PER", 0.9), name("السدر", "PER", 0.7)
    before, after = read(lexicon, None), read(lexicon, Model(names=(unsure, sure)))
    new = [mention for mention in after.mentions if mention not in before.mentions]
    assert [(words(mention.span), mention.type, mention.rule) for mention in new] == [
        ("كوفالكس دينغاني", "PER", "seen")
    ]
    known = before.mentions[0]
    again = read(lexicon, Model(names=(NamedSpan(known.span, "PER", 0.99),)))
    assert again.mentions == before.mentions


def test_no_name_ends_with_a_preposition(lexicon: Lexicon) -> None:
    text = TEXT + "وتحدث نوشادي بامبرك في السوق عن حاجات الناس بعد ساعة.\n"
    sees = (NamedSpan(find(text, "نوشادي بامبرك في", 16), "PER", 0.95),)
    people = [one for one in read(lexicon, Model(names=sees), text).mentions if one.rule == "seen"]
    assert [text[one.span.start : one.span.end] for one in people] == ["نوشادي بامبرك"]


def test_a_surname_is_found_by_a_name_the_model_saw(lexicon: Lexicon) -> None:
    text = TEXT + "وغادر دينغاني بعد ساعة من وصوله.\n"
    model = Model(names=(name("كوفالكس دينغاني", "PER", 0.95),))
    people = [mention for mention in read(lexicon, model, text).mentions if mention.type == "PER"]
    assert [text[mention.span.start : mention.span.end] for mention in people] == ["كوفالكس دينغاني", "دينغاني"]


def test_what_the_rules_know_better_stays_theirs(lexicon: Lexicon) -> None:
    text = "لقاء في أنقرة\n\nاستقبل هاكان فيدان الوفد صباح اليوم في مبنى الوزارة. وقال فيدان إنه شكر الأمير.\n"
    sees = tuple(NamedSpan(span, "PER", 0.95) for span in (find(text, "فيدان إنه", 5), find(text, "الأمير", 6)))
    people = [one for one in read(lexicon, Model(names=sees), text).mentions if one.type == "PER"]
    assert [(text[one.span.start : one.span.end], one.rule) for one in people][1:] == [("فيدان", "short_form")]
    assert people[0].entity == people[1].entity != ""


def test_clitics_before_a_name_are_those_the_language_has(lexicon: Lexicon) -> None:
    text = TEXT + "وقدم للشادكول عونا. وتحدث نوشادي عن الحاجات.\n"
    text += "ووفق شادكول فإن الأمر يحتاج إلى أيام، وبدا لشادكول أن الأهالي صابرون.\n"

    def seen(*spans: Span) -> list[str]:
        model = Model(names=tuple(NamedSpan(span, "PER", 0.95) for span in spans))
        people = (one for one in read(lexicon, model, text).mentions if one.rule == "seen")
        return [text[one.span.start : one.span.end] for one in people]

    assert seen(find(text, "لشادكول عونا", 7)) == ["للشادكول"]  # its article is in the preposition
    assert seen(find(text, "وشادي", 5)) == ["نوشادي"]
    assert seen(find(text, "لشادكول أن", 7)) == ["لشادكول"]
    assert seen(find(text, "شادكول أن", 6)) == ["شادكول"]
    assert seen(find(text, "شادكول فإن", 6), find(text, "لشادكول أن", 7)) == ["شادكول", "شادكول"]


def test_an_act_is_the_models_where_it_is_sure_but_for_denials(lexicon: Lexicon) -> None:
    alone = read(lexicon, None)
    acts = {words(s.cue): s.act for s in alone.statements}
    assert acts["قال"] == "state"
    for label, act in (("warn", "warn"), ("deny", "state")):
        model = Model(predicates=agree(alone, predicate("cue", "قال", label)))
        assert {words(s.cue): s.act for s in read(lexicon, model).statements} == acts | {"قال": act}


def parties(record: Record, word: str) -> tuple[list[str], list[str]]:
    event = next(e for e in record.events if words(e.trigger) == word and not e.from_statement)
    return [party.name for party in event.actors], [party.name for party in event.recipients]


@pytest.mark.parametrize(("chance", "ended"), [(0.8, True), (0.6, False)])
def test_a_content_ends_where_the_model_is_sure(lexicon: Lexicon, chance: float, ended: bool) -> None:
    told = "كوفالكس دينغاني زار المخيم صباح الإثنين"
    seen = Predicate("cue", 0, place("وذكر"), 0.9, (("state", 0.9),), (), (RoleSpan("content", place(told), chance),))
    before = read(lexicon, None)
    (after,) = [
        one for one in read(lexicon, Model(predicates=agree(before, seen))).statements if words(one.cue) == "وذكر"
    ]
    (whole,) = [words(one.content) for one in before.statements if words(one.cue) == "وذكر"]
    assert words(after.content) == (told if ended else whole)
    assert after.id == f"p#s{after.cue.start}-{after.content.end}"


def test_who_is_loyal_to_somebody_is_not_he(lexicon: Lexicon) -> None:
    text = TEXT + "وقالت قوات موالية للرئيس هاكان فيدان إن الطريق إلى الوادي مفتوح منذ صباح اليوم.\n"
    cue, source = find(text, "وقالت", 5), find(text, "قوات موالية للرئيس هاكان فيدان", 30)
    seen = Predicate("cue", 0, cue, 0.9, (("state", 0.9),), (), (RoleSpan("source", source, 0.9),))
    record = read(lexicon, Model(predicates=agree(read(lexicon, None, text), seen)), text)
    (told,) = [one for one in record.statements if one.cue == cue]
    assert told.speaker_name == "قوات موالية للرئيس هاكان فيدان"


def test_a_content_holds_quotations_whole(lexicon: Lexicon) -> None:
    text = TEXT + "وذكر رئيس البلدية أن الوضع في الوادي «صعب ويحتاج إلى عون عاجل» منذ أيام طويلة جدا.\n"
    content = find(text, "الوضع في الوادي «صعب", 20)
    cue = find(text, "وذكر رئيس", 4)
    seen = Predicate("cue", 0, cue, 0.9, (("state", 0.9),), (), (RoleSpan("content", content, 0.9),))
    record = read(lexicon, Model(predicates=agree(read(lexicon, None, text), seen)), text)
    (told,) = [one for one in record.statements if one.cue == cue]
    assert text[told.content.start : told.content.end] == "الوضع في الوادي «صعب ويحتاج إلى عون عاجل»"
    assert told.form == "mixed"


@pytest.mark.parametrize(("chance", "speaker"), [(0.8, "النازحين"), (0.6, "سكان")])
def test_whom_the_model_is_sure_to_see_speak_is_the_speaker(lexicon: Lexicon, chance: float, speaker: str) -> None:
    source = RoleSpan("source", place("النازحين"), chance)
    seen = Predicate("cue", 0, place("وذكر"), 0.9, (("state", 0.9),), (), (source,))
    record = read(lexicon, Model(predicates=agree(read(lexicon, None), seen)))
    assert [one.speaker_name for one in record.statements if words(one.cue) == "وذكر"] == [speaker]


def weighing(lexicon: Lexicon, **weights: tuple[float, float]) -> Lexicon:
    """Return the lexicon with what some signs weigh, spaces written as underscores; the grammar's word counts too."""
    grammar = {"drafted actor ASSAULT": (3.0, 0.0), "drafted recipient ASSAULT": (0.0, 3.0)}
    signs = {sign.replace("_", " "): pair for sign, pair in weights.items()}
    return replace(lexicon, weights=Weights(grammar | signs, {}))


def test_parties_the_model_sees_count_by_what_their_signs_weigh(lexicon: Lexicon) -> None:
    seen = predicate("trigger", "قصف", "ASSAULT", actor="القوة", recipient="المخيم")
    assert parties(read(lexicon, Model(predicates=(seen,))), "قصف") == ([], ["الوادي"])
    for weights, expected in (
        ({"seen_side_actor": (5.0, 0.0)}, (["القوة"], ["الوادي"])),
        ({"seen_side_recipient": (0.0, 6.0)}, ([], ["المخيم"])),
        ({"seen_recipient_elsewhere_4": (0.0, -4.0)}, ([], [])),
        ({"seen_none_actor_4_-": (-3.0, 0.0), "seen_side_actor": (2.5, 0.0)}, (["القوة"], ["الوادي"])),
    ):
        known = weighing(lexicon, **weights)
        assert parties(read(known, Model(predicates=(seen,))), "قصف") == expected
        assert parties(read(known, None), "قصف") == ([], ["الوادي"])


def test_a_party_at_the_words_the_model_sees_has_its_signs(lexicon: Lexicon) -> None:
    seen = predicate("trigger", "قصف", "ASSAULT", recipient="الوادي")
    for sign, change in (("here 4", 1), ("exact", 1), ("others 0", 1), ("meets", 0), ("elsewhere 4", 0), ("inside", 0)):
        known = weighing(lexicon, **{f"seen recipient {sign}": (0.0, -9.0)})
        assert parties(read(known, Model(predicates=(seen,))), "قصف") == ([], [] if change else ["الوادي"])


def test_who_is_meant_is_as_likely_as_all_the_places_of_the_name(lexicon: Lexicon) -> None:
    text = (
        "حديث عن الوادي\n\nدخلت تركيا المفاوضات، ثم غادرت تركيا القاعة بعد ساعة.\n"
        "وتعرض الوادي لقصف عنيف قبل طلوع الفجر بعد ليلة هادئة في القرى القريبة.\n"
    )
    places = tuple((at, 0.3) for at in range(len(text)) if text.startswith("تركيا", at))
    pointer = Pointer("actor_name", places, 0.2)
    seen = Predicate("trigger", 0, find(text, "قصف", 3), 0.9, (("ASSAULT", 0.9),), (("actual", 0.9),), (), (pointer,))
    for step, named in ((7, ["تركيا"]), (6, [])):  # .6 is in the seventh step, each of its halves in the sixth
        known = weighing(lexicon, **{f"seen actor meant {step}": (9.0, 0.0)})
        (event,) = (e for e in read(known, Model(predicates=(seen,)), text).events if e.type == "ASSAULT")
        assert [party.name for party in event.actors] == named


@pytest.mark.parametrize(("chance", "speaker"), [(0.4, "هاكان فيدان"), (0.3, "")])
def test_whom_the_model_is_sure_to_be_meant_speaks_where_the_rules_know_nobody(
    lexicon: Lexicon, chance: float, speaker: str
) -> None:
    text = "لقاء في المبنى\n\nوأشار إلى أن الطريق بين البلدتين مفتوح أمام السيارات منذ فجر اليوم.\n"
    text += "وحضر هاكان فيدان اللقاء، ثم خرج هاكان فيدان من المبنى.\n"
    places = tuple((at, chance) for at in range(len(text)) if text.startswith("هاكان", at))
    pointer = Pointer("speaker", places, 0.1)
    seen = Predicate("cue", 0, find(text, "وأشار", 5), 0.9, (("state", 0.9),), (), (), (pointer,))
    (told,) = read(lexicon, Model(predicates=(seen,)), text).statements
    assert (told.speaker_name, bool(told.speaker)) == (speaker, bool(speaker))


def test_a_deed_is_added_where_the_model_is_sure(lexicon: Lexicon) -> None:
    seen = predicate("trigger", "شكاوى", "ACCUSE", actor="النازحين")
    unsure = predicate("trigger", "طلوع", "PROTEST", chance=0.5)
    before = read(lexicon, None)
    after = read(lexicon, Model(predicates=agree(before, seen, unsure)))
    told = {event.id for event in before.events}
    new = [event for event in after.events if event.id not in told]
    assert [(words(event.trigger), event.type, event.rule, event.confidence) for event in new] == [
        ("شكاوى", "ACCUSE", "seen", 0.59)
    ]
    assert ([party.name for party in new[0].actors], new[0].cameo, new[0].status) == (["النازحين"], "090", "actual")
    assert [event.trigger for event in after.events] == sorted(event.trigger for event in after.events)


def test_a_word_of_a_deed_is_no_deed_of_its_own(lexicon: Lexicon) -> None:
    text = "أنباء عن هدنة قريبة في الجبل\n\nتوصل الطرفان مساء الأحد إلى وقف إطلاق النار في الجبل بعد أسبوع من المعارك."
    seen = Predicate("trigger", 0, find(text, "إطلاق", 5), 0.9, (("ASSAULT", 0.9),), (("actual", 0.9),), ())
    before = read(lexicon, None, text)
    assert any(event.type == "RETREAT" for event in before.events)
    after = read(lexicon, Model(predicates=agree(before, seen)), text)
    assert [event.id for event in after.events] == [event.id for event in before.events]


@pytest.mark.parametrize(("status", "told"), [("planned", ["planned"]), ("denied", ["actual"]), ("hypothetical", [])])
def test_a_deed_the_model_sees_is_denied_only_by_who_denies_it(
    lexicon: Lexicon, status: Status, told: list[Status]
) -> None:
    seen = replace(predicate("trigger", "شكاوى", "ACCUSE"), statuses=((status, 0.9),))
    events = read(lexicon, Model(predicates=agree(read(lexicon, None), seen))).events
    assert [event.status for event in events if event.rule == "seen"] == told
