"""Captures to measure with: articles as copies that differ, as HTML with all that stands around an article, as WARC."""

from __future__ import annotations

import random
import re
from html import escape
from itertools import count
from typing import TYPE_CHECKING

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from read import articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MENU = (
    "الرئيسية",
    "سياسة",
    "اقتصاد",
    "رياضة",
    "ثقافة",
    "منوعات",
    "محافظات",
    "صحة",
    "تقنية",
    "رأي",
    "كاريكاتير",
    "اتصل بنا",
)
BESIDES = (
    "الأكثر قراءة",
    "أخبار ذات صلة",
    "اشترك في نشرتنا البريدية",
    "تابعنا على تويتر",
    "شارك الخبر",
    "اضافة تعليق جديد",
)
HEADS = (
    "افتتاح سوق الخضار الجديد في وسط المدينة",
    "أمطار غزيرة على الساحل وتحذير من السيول",
    "الجامعة تعلن مواعيد التسجيل للفصل القادم",
    "نادي الميناء يتعاقد مع مدرب جديد",
)
FOOT = "جميع الحقوق محفوظة. لا يجوز نقل المواد من دون إذن مكتوب."
# The same where the text is in Latin letters.
LATIN = (
    ("Home", "Politics", "Business", "Sport", "Culture", "Health", "Contact"),
    ("Most read", "Related", "Newsletter", "Share this", "Leave a comment"),
    ("A new market opens in the centre of town", "Heavy rain on the coast", "A new coach for the harbour club"),
    "All rights reserved.",
)
SCRIPT = re.compile("[\u0600-\u06ff]")
SENTENCE = re.compile(r"(?<=[.!؟\n])\s+")
OTHERS = (
    "The council said that the road along the coast would be closed for repairs until the end of the month.",
    "Shares rose for a third day as traders waited for figures on prices and jobs that are due on Friday.",
    "Le ministre a promis que les travaux de la ligne seraient achevés avant la rentrée des classes.",
    "Der Verein hat am Montag einen neuen Trainer vorgestellt, der schon in der nächsten Woche beginnt.",
    "El alcalde explicó que las obras del puente terminarán antes del verano si el tiempo lo permite.",
    "شهردار گفت که راه ساحلی تا پایان ماه برای تعمیر بسته است و مردم باید از راه‌های دیگر بروند.",
    "دولت می‌گوید برای بازسازی پل‌ها بودجه بیشتری در نظر گرفته است و کار پس از عید آغاز می‌شود.",
    "میئر نے کہا کہ ساحلی سڑک مہینے کے آخر تک مرمت کے لیے بند رہے گی اور لوگ دوسرا راستہ اختیار کریں۔",
)
CODE = "window.slots = window.slots || []; slots.push({id: 'top', sizes: [[728, 90], [970, 250]], lazy: true});\n"


def copies(folder: Path) -> Iterator[str]:
    """Yield the articles of a folder, title first; then again, with other numbers and fewer sentences, for ever."""
    for copy in count():
        shifted = str.maketrans("0123456789", "".join(str((digit + copy) % 10) for digit in range(10)))
        for text in articles(folder):
            if not text.strip():
                continue
            title, _, body = text.partition("\n")
            sentences = SENTENCE.split(body)
            kept = [sentence for number, sentence in enumerate(sentences) if not copy or number % (copy + 4) != copy]
            yield f"{title}\n{chr(10).join(kept)}".translate(shifted) + (f"\n{copy}" if copy else "")


def foreign() -> Iterator[str]:
    """Yield texts in other languages, for ever; one in twenty of them in Arabic letters."""
    draw = random.Random(1)  # noqa: S311  # no secret
    groups = [[text for text in OTHERS if bool(SCRIPT.search(text)) is in_script] for in_script in (False, True)]
    while True:
        like = groups[draw.random() < 0.05]
        yield "\n".join([*(draw.choice(like) for _ in range(draw.randrange(10, 30))), str(draw.random())])


def as_html(text: str) -> str:
    """Return a page with menus, lists, scripts and a foot around a text whose first line is its title."""
    title, *lines = text.split("\n")
    menus, besides, heads, foot = (MENU, BESIDES, HEADS, FOOT) if SCRIPT.search(text) else LATIN
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines if line.strip())
    menu = "".join(f'<li class="nav-item"><a href="/{number}">{name}</a></li>' for number, name in enumerate(menus))
    teasers = "".join(f"<li><a href=/{at}>{head}</a></li>" for at, head in enumerate(heads * 3))
    lists = "".join(f"<aside><h3>{name}</h3><ul>{teasers}</ul></aside>" for name in besides)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{escape(title)}</title>"
        f"<style>{'.card{margin:0;padding:4px 8px}' * 200}</style><script>{CODE * 100}</script></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{escape(title)}</h1>\n{body}</article></main>"
        f"{lists}<footer><ul>{menu}</ul><p>{foot}</p></footer><script>{CODE * 40}</script></body></html>"
    )


def write_archive(path: Path, texts: Iterable[str], *, html: bool) -> None:
    """Write texts as responses in HTML (WARC), or as texts taken from pages (WET)."""
    with path.open("wb") as stream:
        writer = GzipWriter(stream)
        for number, text in enumerate(texts):
            record = WarcRecord()
            record.init_headers(record_type=WarcRecordType.response if html else WarcRecordType.conversion)
            record.headers["WARC-Target-URI"] = f"https://outlet.example/{path.stem}/{number}"
            record.headers["WARC-Date"] = "2015-08-01T00:00:00Z"
            if html:
                record.headers["Content-Type"] = "application/http; msgtype=response"
                head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                record.set_bytes_content((head + as_html(text)).encode())
            else:
                record.headers["Content-Type"] = "text/plain"
                record.set_bytes_content(text.encode())
            record.write(writer)
        writer.close()
