"""Measure how long the pages of the reading room take over a record.

    python benchmarks/room.py record.db

Opens the record, follows the links of the first page and of those it leads to, and asks for up to six pages of each
kind three times, in one process. Prints the milliseconds of each kind, then median and 95th percentile of all.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from pathlib import Path

from starlette.testclient import TestClient

from khabar.web.app import make_app

_HOST = "127.0.0.1"
_EACH, _TIMES = 6, 3
_LINK = re.compile(r'href="(/en/[^"#]*)"')


def find_links(client: TestClient, address: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in dict.fromkeys(_LINK.findall(client.get(address).text))]


def gather(client: TestClient) -> dict[str, list[str]]:
    """Return addresses by kind of page, those that the first page and its neighbours lead to."""
    kinds: dict[str, list[str]] = {}
    first = find_links(client, "/en/")
    for address in [*first, *(link for near in first for link in find_links(client, near))]:
        known = kinds.setdefault(address.split("?")[0].split("/")[2] or "home", [])
        if len(known) < _EACH and address not in known:
            known.append(address)
    return kinds


def clock(client: TestClient, address: str) -> float:
    start = time.perf_counter()
    client.get(address).raise_for_status()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    start = time.perf_counter()
    with TestClient(make_app(Path(sys.argv[1]), [_HOST]), base_url=f"http://{_HOST}") as client:
        client.get("/en/")
        print(f"opened, first page shown in {time.perf_counter() - start:.1f} s")
        taken: list[float] = []
        for kind, addresses in sorted(gather(client).items()):
            times = [clock(client, address) for address in addresses for _ in range(_TIMES)]
            print(
                f"{kind:16} {len(addresses)} pages  median {statistics.median(times):5.0f}  most {max(times):5.0f} ms"
            )
            taken += times
    *_, high = statistics.quantiles(taken, n=20)
    print(f"all: median {statistics.median(taken):.0f} ms, 95th percentile {high:.0f} ms, of {len(taken)} requests")


if __name__ == "__main__":
    main()
