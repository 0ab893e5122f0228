"""Pretended web sites: a transport that answers requests from a table, with nothing on the network."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from clipper.capture import Fetcher, Limits

STORY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>{title}</h1>
<p>The harbour master opened the log at six and wrote down what the glass said, as every morning for years.</p>
<p>{body} The gulls, he noted, had gone inland before the wind turned, which nobody in the office believed.</p>
<p>By noon the quay was under water, and the boats lay tied to the lamp posts of the upper street.</p>
{extra}</article><footer>All rights reserved</footer></body></html>"""

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000030000000208020000001216f14d0000000f49444154789c63f8cfc00044700a001bee03fd"
    "2d1d4ab10000000049454e44ae426082"
)


def story(
    title: str = "The quay under water", body: str = "Nothing in it was strange.", extra: str = ""
) -> bytes:
    return STORY.format(title=title, body=body, extra=extra).encode()


Answer = bytes | int | Exception | Callable[[httpx.Request], httpx.Response]


def fetcher(pages: dict[str, Answer], asked: list[str] | None = None) -> Fetcher:
    """A fetcher for which only these addresses exist. Bytes are a page, an int a status, an exception is raised."""

    def answer(request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        if asked is not None:
            asked.append(url)
        found = pages.get(url, 404)
        if isinstance(found, Exception):
            raise found
        if callable(found):
            return found(request)
        if isinstance(found, int):
            return httpx.Response(found)
        kind = "image/png" if found.startswith(b"\x89PNG") else "text/html; charset=utf-8"
        return httpx.Response(200, content=found, headers={"Content-Type": kind})

    return Fetcher(Limits(), transport=httpx.MockTransport(answer))
