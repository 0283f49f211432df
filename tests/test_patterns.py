"""No pattern of ours takes longer by the character on a string made against it: every one is attacked where it repeats.

For each place at which a pattern repeats something, strings are made that repeat just that, long, behind what leads
there and before what ends it badly. A pattern that looks at every character for every character takes seconds over
them, one that tries all ways to part them takes for ever.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from contextlib import contextmanager
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]  # what a pattern consists of, nobody else tells
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import pytest

import khabar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

pytestmark = pytest.mark.long

SOURCE = Path(khabar.__file__).parent
LENGTH = 20_000  # characters of an attack: what grows with the square takes 0.5 s and more, what does not 0.005 s
SECONDS = 1.0  # generous: a busy machine must not fail a good pattern
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
PLAIN = (sre.LITERAL, sre.RANGE)
ENDINGS = ("", "!", "\0", "\n", "ا")
COMMON = (" ", "a", "ا", "1", "<", '"', "«", "-", "\n", "/", ".", "[", "{", ":", "ـ", "\\")
POOL = "".join(map(chr, range(32, 127))) + "\n\tاقؠ٣«»،\u00a0\u0640\u064e\u200f\x85\u2028\x01\0é\ud800😀"

# What is only ever given to a pattern cut short, or without white space at its end.
GIVEN: dict[str, Callable[[str], str]] = {
    "clean/credits.py:_DATELINE_END": lambda text: text[:90],
    "text/dodges.py:_BEFORE": lambda text: text[:60],
    "text/tokens.py:_TOKEN": str.rstrip,
}


class Late(Exception):
    """The time of an attack is up."""


def patterns() -> dict[str, re.Pattern[Any]]:
    """Return every pattern that a module or class of the package holds, by module and name."""
    found: dict[str, re.Pattern[Any]] = {}
    for info in pkgutil.walk_packages(khabar.__path__, "khabar."):
        if info.name != "khabar.__main__":
            module = importlib.import_module(info.name)
            path = Path(str(module.__file__)).relative_to(SOURCE).as_posix()
            owners = [module, *(value for value in vars(module).values() if isinstance(value, type))]
            for owner in owners:
                for name, value in vars(owner).items():
                    for pattern in value if isinstance(value, tuple) else (value,):
                        if isinstance(pattern, re.Pattern):
                            found[f"{path}:{name}" + f" {len(found)}" * (value is not pattern)] = pattern
    return found


def calls() -> Iterator[tuple[str, ast.Call, bool]]:
    """Yield every call of `re`, its module and line, and whether it stands in a function."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        inside = {
            id(node)
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for node in ast.walk(function)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                if isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr != "escape":
                    yield f"{path.relative_to(SOURCE).as_posix()}:{node.lineno}", node, id(node) in inside


def uses(name: str) -> set[str]:
    """Return the methods by which a module uses its pattern, all where it hands it on."""
    path, _, own = name.partition(":")
    tree = ast.parse((SOURCE / path).read_text("utf-8"))
    found = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).split(".")[-1] == own
    }
    return found or {"finditer", "fullmatch"}


def example(tree: Any) -> str:
    """Return the shortest text for which a pattern stands, repeats taken once."""
    out = ""
    for op, argument in tree:
        if op is sre.LITERAL:
            out += chr(argument)
        elif op is sre.NOT_LITERAL:
            out += "y" if argument == ord("x") else "x"
        elif op is sre.IN:
            out += member(argument)
        elif op is sre.BRANCH:
            out += example(argument[1][0])
        elif op is sre.SUBPATTERN:
            out += example(argument[3])
        elif op is sre.ATOMIC_GROUP:
            out += example(argument)
        elif op in REPEATS:
            out += example(argument[2]) * max(argument[0], 1)
        elif op in (sre.ANY, sre.GROUPREF):
            out += "x"
    return out


def member(items: Any) -> str:
    """Return a character that a class of a pattern holds."""
    ends = "".join(chr(argument if op is sre.LITERAL else argument[0]) for op, argument in items if op in PLAIN)
    return next(char for char in POOL + ends if holds(items, char))


def holds(items: Any, char: str) -> bool:
    """Return whether a class of a pattern holds `char`."""
    word = char.isalnum() or char == "_"
    kinds = {
        sre.CATEGORY_DIGIT: char.isdecimal(),
        sre.CATEGORY_NOT_DIGIT: not char.isdecimal(),
        sre.CATEGORY_SPACE: char.isspace(),
        sre.CATEGORY_NOT_SPACE: not char.isspace(),
        sre.CATEGORY_WORD: word,
        sre.CATEGORY_NOT_WORD: not word,
    }
    negated = any(op is sre.NEGATE for op, _ in items)
    inside = any(
        (op is sre.LITERAL and ord(char) == argument)
        or (op is sre.RANGE and argument[0] <= ord(char) <= argument[1])
        or (op is sre.CATEGORY and kinds[argument])
        for op, argument in items
    )
    return inside is not negated


def repeated(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield what each repeat of a pattern repeats, every way it may be spelled, and what leads there."""
    for op, argument in tree:
        if op in REPEATS:
            body = argument[2]
            for way in body[0][1][1] if len(body) == 1 and body[0][0] is sre.BRANCH else [body]:
                yield before, example(way)
            yield from repeated(body, before)
        elif op is sre.SUBPATTERN:
            yield from repeated(argument[3], before)
        elif op is sre.ATOMIC_GROUP:
            yield from repeated(argument, before)
        elif op is sre.BRANCH:
            for way in argument[1]:
                yield from repeated(way, before)
        before += example([(op, argument)])


def attacks(pattern: re.Pattern[Any]) -> set[str]:
    """Return the texts that a pattern is attacked with."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    whole = example(tree)
    pumped = {("", char) for char in (*COMMON, whole, whole[:-1]) if char}
    for before, pump in repeated(tree):
        if pump:
            pumped |= {("", pump), (before, pump), ("", before + pump)}
    return {before + pump * (LENGTH // len(pump)) + end for before, pump in pumped for end in ENDINGS}


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise `Late` when the time is up; the engine of patterns heeds signals."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise Late

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def run(pattern: re.Pattern[Any], methods: set[str], text: str | bytes, patience: float = 20 * SECONDS) -> float:
    """Return the seconds of the processor that a pattern takes over `text` by the methods it is used by.

    `patience` are seconds of the clock, many times the processor's, so that other work on the machine does not count.
    """
    start = time.process_time()
    try:
        with limited(patience):
            if methods & {"search", "finditer", "findall", "sub", "split"}:
                for _ in pattern.finditer(text):
                    pass
            if methods & {"match"}:
                pattern.match(text)
            if methods & {"fullmatch"}:
                pattern.fullmatch(text)
    except Late:
        return float("inf")
    return time.process_time() - start


@pytest.mark.parametrize(("name", "pattern"), patterns().items(), ids=patterns())
def test_no_string_makes_a_pattern_slow(name: str, pattern: re.Pattern[Any]) -> None:
    own = name.partition(" ")[0]
    methods = uses(own)
    for attack in attacks(pattern):
        text = GIVEN.get(own, str)(attack)
        taken = run(
            pattern,
            methods,
            text.encode("utf-8", "surrogatepass") if isinstance(pattern.pattern, bytes) else text,
        )
        assert taken < SECONDS, f"{taken} s over {text[:60]!a} and so on, {len(text)} characters"


def test_the_attacks_find_patterns_that_are_slow() -> None:
    slow = {
        "square": re.compile(r"\s+$"),
        "all ways": re.compile(r"(?:<!--.*?-->\s*)*<p", re.DOTALL),
        "nested": re.compile(r"(?:\w+\s?)*!"),
    }
    for name, pattern in slow.items():
        assert any(run(pattern, {"search"}, attack, SECONDS) > SECONDS / 4 for attack in attacks(pattern)), name


def test_every_pattern_stands_where_it_is_found() -> None:
    """In a function only a pattern that cannot be slow: a literal without a repeat inside or beside another."""
    for place, call, inside in calls():
        if call.func.attr == "compile":  # type: ignore[attr-defined]
            assert not inside, f"{place}: compiled in a function"
        elif inside:
            literal = ast.unparse(call.args[0])
            assert not re.search(r"[*+}][^)\]]*[*+]\)?[*+{]", literal), f"{place}: {literal}"
