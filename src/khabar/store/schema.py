"""The tables of a record file and the steps that bring an older file forward.

Each step is one function `mNNN_…`, run once, in order; `PRAGMA user_version` counts the steps a file has had. A step
that has been released is never edited: what it made stands in people's files. Column names follow the types of
`khabar.model` and `khabar.account` by the rule of `khabar.store.shapes`, which a test compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.errors import NewerSchema
from khabar.store.search import index_page

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

# "khbr" in ASCII: tells a record file from any other SQLite file.
APPLICATION_ID = 0x6B686272

_M001 = """
CREATE TABLE pages (
  page INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text BLOB NOT NULL, url TEXT NOT NULL, outlet TEXT NOT NULL,
  captured TEXT NOT NULL, sha256 TEXT NOT NULL, metadata_title TEXT NOT NULL, metadata_author TEXT NOT NULL,
  metadata_site TEXT NOT NULL, metadata_published TEXT NOT NULL, digest BLOB NOT NULL
);
CREATE TABLE articles (
  page INTEGER PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
  title_start INTEGER, title_end INTEGER, byline_start INTEGER, byline_end INTEGER,
  dateline_place_start INTEGER, dateline_place_end INTEGER, dateline_agency_start INTEGER, dateline_agency_end INTEGER,
  outlet_start INTEGER, outlet_end INTEGER
);
CREATE TABLE paragraphs (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE, position INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE blocks (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE, position INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, rule TEXT NOT NULL, PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE publications (
  page INTEGER PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
  date TEXT NOT NULL, earliest TEXT NOT NULL, latest TEXT NOT NULL, confidence REAL NOT NULL
);
CREATE TABLE evidence (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE, position INTEGER NOT NULL,
  "start" INTEGER, "end" INTEGER, says TEXT NOT NULL, used INTEGER NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE seams (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE, position INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, why TEXT NOT NULL, PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE entities (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE, position INTEGER NOT NULL,
  id TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL, names TEXT NOT NULL,
  wikidata TEXT NOT NULL, geonames INTEGER NOT NULL, country TEXT NOT NULL, actor_code TEXT NOT NULL,
  lat REAL, lon REAL, place_precision TEXT NOT NULL, PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE mentions (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE, position INTEGER NOT NULL,
  id TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, type TEXT NOT NULL, entity TEXT NOT NULL,
  rule TEXT NOT NULL, PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE statements (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE, position INTEGER NOT NULL,
  id TEXT NOT NULL, rule TEXT NOT NULL, confidence REAL NOT NULL, cue_start INTEGER NOT NULL, cue_end INTEGER NOT NULL,
  source_start INTEGER, source_end INTEGER, speaker TEXT NOT NULL, speaker_name TEXT NOT NULL,
  content_start INTEGER NOT NULL, content_end INTEGER NOT NULL, form TEXT NOT NULL, act TEXT NOT NULL,
  channel_start INTEGER, channel_end INTEGER, channel_kind TEXT, addressee_start INTEGER, addressee_end INTEGER,
  date TEXT NOT NULL, hedge_start INTEGER, hedge_end INTEGER, outlet_stance TEXT NOT NULL,
  denies_content_start INTEGER, denies_content_end INTEGER, denies_reported_by TEXT, about TEXT NOT NULL,
  PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE relays (
  page INTEGER NOT NULL, statement INTEGER NOT NULL, position INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, name TEXT NOT NULL, entity TEXT NOT NULL,
  PRIMARY KEY (page, statement, position),
  FOREIGN KEY (page, statement) REFERENCES statements (page, position) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE events (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE, position INTEGER NOT NULL,
  id TEXT NOT NULL, rule TEXT NOT NULL, confidence REAL NOT NULL, type TEXT NOT NULL,
  trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, mode TEXT NOT NULL, context TEXT NOT NULL,
  cameo TEXT NOT NULL, place_start INTEGER, place_end INTEGER, place_entity TEXT, date TEXT NOT NULL,
  status TEXT NOT NULL, background INTEGER NOT NULL, same_as TEXT NOT NULL, said_in TEXT NOT NULL,
  from_statement INTEGER NOT NULL, killed_low INTEGER, killed_high INTEGER, killed_start INTEGER, killed_end INTEGER,
  injured_low INTEGER, injured_high INTEGER, injured_start INTEGER, injured_end INTEGER, PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE actors (
  page INTEGER NOT NULL, event INTEGER NOT NULL, position INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, name TEXT NOT NULL, entity TEXT NOT NULL, code TEXT NOT NULL,
  PRIMARY KEY (page, event, position),
  FOREIGN KEY (page, event) REFERENCES events (page, position) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE recipients (
  page INTEGER NOT NULL, event INTEGER NOT NULL, position INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, name TEXT NOT NULL, entity TEXT NOT NULL, code TEXT NOT NULL,
  PRIMARY KEY (page, event, position),
  FOREIGN KEY (page, event) REFERENCES events (page, position) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE notes (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE, position INTEGER NOT NULL,
  stage TEXT NOT NULL, problem TEXT NOT NULL, "start" INTEGER, "end" INTEGER, PRIMARY KEY (page, position)
) WITHOUT ROWID;
CREATE TABLE unread (
  source TEXT PRIMARY KEY, stage TEXT NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID;
"""

_M002 = """
ALTER TABLE pages ADD COLUMN reading BLOB NOT NULL DEFAULT x'';
CREATE TABLE captures (
  page INTEGER PRIMARY KEY REFERENCES pages ON DELETE CASCADE, bytes BLOB NOT NULL
);
CREATE TABLE account (
  one INTEGER PRIMARY KEY CHECK (one = 1), pages BLOB NOT NULL, maker BLOB NOT NULL
);
CREATE TABLE joins (
  one INTEGER PRIMARY KEY CHECK (one = 1), text TEXT NOT NULL
);
CREATE TABLE account_pages (
  page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE, part TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (part, number, page)
) WITHOUT ROWID;
CREATE INDEX account_pages_page ON account_pages (page, part);
CREATE TABLE identities (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, name_en TEXT NOT NULL, names
  TEXT NOT NULL, country TEXT NOT NULL, actor_code TEXT NOT NULL, wikidata TEXT NOT NULL, geonames INTEGER NOT NULL,
  lat REAL, lon REAL, place_precision TEXT NOT NULL
);
CREATE TABLE identities_parts (
  number INTEGER NOT NULL REFERENCES identities ON DELETE CASCADE, position INTEGER NOT NULL, page TEXT NOT NULL,
  entity TEXT NOT NULL, "by" TEXT NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE INDEX identities_parts_page ON identities_parts (page);
CREATE TABLE reprints (
  number INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, kind TEXT NOT NULL, share_a REAL NOT NULL, share_b
  REAL NOT NULL, first TEXT NOT NULL, "by" TEXT NOT NULL, source TEXT NOT NULL
);
CREATE TABLE reprints_stretches (
  number INTEGER NOT NULL REFERENCES reprints ON DELETE CASCADE, position INTEGER NOT NULL, a_start INTEGER NOT
  NULL, a_end INTEGER NOT NULL, b_start INTEGER NOT NULL, b_end INTEGER NOT NULL, words INTEGER NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE TABLE groups (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, pages TEXT NOT NULL, outlets TEXT NOT NULL
);
CREATE TABLE groups_origins (
  number INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE, position INTEGER NOT NULL, source TEXT NOT NULL,
  first TEXT NOT NULL, pages TEXT NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE TABLE stories (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, pages
  TEXT NOT NULL, outlets TEXT NOT NULL, origins INTEGER NOT NULL, entities TEXT NOT NULL, follows TEXT NOT NULL
);
CREATE TABLE happenings (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, mode TEXT NOT NULL, cameo TEXT NOT NULL, actors
  TEXT NOT NULL, recipients TEXT NOT NULL, place TEXT NOT NULL, date TEXT NOT NULL, told TEXT NOT NULL,
  status TEXT NOT NULL, tellings TEXT NOT NULL, outlets TEXT NOT NULL, origins INTEGER NOT NULL, told_by TEXT NOT NULL
);
CREATE TABLE happenings_killed (
  number INTEGER NOT NULL REFERENCES happenings ON DELETE CASCADE, position INTEGER NOT NULL, low INTEGER NOT NULL,
  high INTEGER NOT NULL, event TEXT NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE TABLE happenings_injured (
  number INTEGER NOT NULL REFERENCES happenings ON DELETE CASCADE, position INTEGER NOT NULL, low INTEGER NOT NULL,
  high INTEGER NOT NULL, event TEXT NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE TABLE utterances (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, speaker TEXT NOT NULL, date TEXT NOT NULL, told TEXT NOT NULL,
  act TEXT NOT NULL, about TEXT NOT NULL, outlets TEXT NOT NULL, origins INTEGER NOT NULL
);
CREATE TABLE utterances_renderings (
  number INTEGER NOT NULL REFERENCES utterances ON DELETE CASCADE, position INTEGER NOT NULL, statement TEXT NOT
  NULL, form TEXT NOT NULL, likeness REAL NOT NULL, added TEXT NOT NULL, dropped TEXT NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE TABLE claims (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, proposition_start INTEGER NOT NULL, proposition_end INTEGER NOT
  NULL, denied_by TEXT NOT NULL, reported_by TEXT NOT NULL, date TEXT NOT NULL,
  makers TEXT NOT NULL, denials TEXT NOT NULL
);
CREATE TABLE contradictions (
  number INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, kind TEXT NOT NULL, why TEXT NOT NULL, score REAL
  NOT NULL
);
CREATE TABLE positions (
  number INTEGER PRIMARY KEY, actor TEXT NOT NULL, issue TEXT NOT NULL, act TEXT NOT NULL, side TEXT NOT NULL, date
  TEXT NOT NULL, statement TEXT NOT NULL, changed INTEGER NOT NULL
);
CREATE TABLE accords (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL
);
CREATE TABLE accords_keepings (
  number INTEGER NOT NULL REFERENCES accords ON DELETE CASCADE, position INTEGER NOT NULL, says TEXT NOT NULL,
  speaker TEXT NOT NULL, "by" TEXT NOT NULL, date TEXT NOT NULL, since TEXT NOT NULL, page TEXT NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE TABLE profiles (
  number INTEGER PRIMARY KEY, outlet TEXT NOT NULL, pages INTEGER NOT NULL, own INTEGER NOT NULL, statements INTEGER
  NOT NULL
);
CREATE TABLE profiles_sources (
  number INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE, position INTEGER NOT NULL, source TEXT NOT NULL,
  pages INTEGER NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE TABLE profiles_holdings (
  number INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE, position INTEGER NOT NULL, speaker TEXT NOT NULL,
  stance TEXT NOT NULL, count INTEGER NOT NULL, of INTEGER NOT NULL, rate REAL NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
"""


_M003 = """
CREATE VIRTUAL TABLE search USING fts5(title, body, names, content='', tokenize='unicode61 remove_diacritics 0');
CREATE TABLE searched (
  page INTEGER PRIMARY KEY REFERENCES pages, words BLOB NOT NULL
);
"""

_M004 = """
CREATE TABLE edits (
  number INTEGER PRIMARY KEY, page TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, field TEXT NOT NULL,
  line BLOB NOT NULL UNIQUE, conflict TEXT NOT NULL
);
CREATE INDEX edits_page ON edits (page);
CREATE TABLE readings (
  page INTEGER PRIMARY KEY REFERENCES pages ON DELETE CASCADE, record BLOB NOT NULL
);
"""


def m001_record(connection: sqlite3.Connection) -> None:
    """Make the tables of one page's record and the list of unread pages."""
    _execute(connection, _M001)


def m002_account(connection: sqlite3.Connection) -> None:
    """Make the tables of the account of all pages, and keep the captures and what each page was read with."""
    _execute(connection, _M002)


def m003_search(connection: sqlite3.Connection) -> None:
    """Make the index of full-text search and put all pages into it."""
    _execute(connection, _M003)
    for (number,) in connection.execute("SELECT page FROM pages ORDER BY page").fetchall():
        index_page(connection, number)


def m004_edits(connection: sqlite3.Connection) -> None:
    """Make the tables of corrections and of the records they correct, as these were read."""
    _execute(connection, _M004)


def _execute(connection: sqlite3.Connection, script: str) -> None:
    for statement in filter(str.strip, script.split(";\n")):
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    m001_record,
    m002_account,
    m003_search,
    m004_edits,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Run the steps a file has not had yet, each in a transaction of its own.

    Raises:
        NewerSchema: the file has had steps this version does not know.

    """
    done = _version(connection)
    if done > len(MIGRATIONS):
        raise NewerSchema(
            f"written by a later version (schema {done}, known {len(MIGRATIONS)}); update khabar to open it"
        )
    while done < len(MIGRATIONS):
        connection.execute("BEGIN IMMEDIATE")
        # Another run may have taken the step while this one waited for the lock.
        done = _version(connection)
        if done < len(MIGRATIONS):
            MIGRATIONS[done](connection)
            done += 1
            connection.execute(f"PRAGMA user_version = {done}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
