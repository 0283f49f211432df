"""Options and fixtures of all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from packaged import packaged_lexicon

if TYPE_CHECKING:
    from khabar import Lexicon

# A law holds on a busy machine too, where one example may wait long for its turn.
settings.register_profile("khabar", deadline=None)
settings.load_profile("khabar")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshots", action="store_true", help="write the whole-record snapshots anew")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Return the package's own lexicon."""
    return packaged_lexicon()
