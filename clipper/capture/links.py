"""Web addresses: whether a text is one, where they stand in a text, and whether it is a batch of them.

A pasted article that contains links is not a batch: what is left beside the addresses decides.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from clipper.capture.words import count_words, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

_START = re.compile(r"(?<![A-Za-z0-9@.-])(?:https?://|www\.(?=[^\W_][^\s/]*\.[^\W\d_]))", re.IGNORECASE)
# Quotes, angle brackets and the punctuation of scripts that put no space after an address.
_STOP = re.compile(r'[\s<>"`\\“”„‟«»‹›「」『』【】《》〈〉（）。，、！？；：…\x00-\x1f\x7f]')
_OPENING = {")": "(", "]": "[", "}": "{"}
_TRAILING = ".,;:!?'’*~"
_MARKDOWN_TEXT = re.compile(r"\[([^\[\]\n]{1,300})\]\(<?\Z")
_LISTED_TITLE = re.compile(r"[ \t]+\|[ \t]+([^\n|]{1,300})")

_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:xn--[a-z0-9-]+|[^\W\d_]{2,63})", re.IGNORECASE)
_BARE = re.compile(
    rf"(?:{_HOST.pattern}|(?:\d{{1,3}}\.){{3}}\d{{1,3}}(?=[:/])|localhost(?=[:/]))(?::\d{{1,5}})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
# "notes.txt" on its own is a file's name, though it could be a host's.
_FILE_ENDINGS = frozenset(
    [
        "htm",
        "html",
        "xhtml",
        "mht",
        "mhtml",
        "txt",
        "md",
        "markdown",
        "rst",
        "pdf",
        "doc",
        "docx",
        "odt",
        "rtf",
        "epub",
        "zip",
        "gz",
        "png",
        "jpg",
        "jpeg",
        "gif",
        "svg",
        "webp",
        "py",
        "js",
        "ts",
        "css",
        "json",
        "xml",
        "csv",
        "yaml",
        "yml",
        "toml",
        "ini",
        "sh",
        "exe",
        "log",
        "c",
        "h",
        "cpp",
        "java",
        "rs",
        "rb",
        "php",
        "sql",
    ]
)

_PROSE_WORDS = 40  # a paragraph as long as this is writing, not a list of addresses
_JOINING_WORDS = 3  # between addresses in one line: "and", "also see"
_HERE = "\x1f"
_WORDS_A_LINK = 12  # room for a title, a bullet, "via", a date
_LARGE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and the title it was handed over with, if any."""

    url: str
    title: str | None = None


def clean_url(candidate: str) -> str | None:
    """Return the address without what browsers wrap around it, or None where it is not http(s)."""
    url = candidate.strip().strip("\0")
    if url.lower().startswith("view-source:"):
        url = url[len("view-source:") :]
    elif url.lower().startswith("about:reader?"):
        url = parse_qs(url.partition("?")[2]).get("url", [""])[0]
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or port == 0 or not _is_host(parts.hostname):
        return None
    return re.sub(r"#?:~:text=.*", "", url) if ":~:text=" in parts.fragment else url


def bare_url(text: str) -> str | None:
    """Return the https address that a text like "example.com/path" stands for, or None."""
    if not _BARE.fullmatch(text):
        return None
    host, slash, _ = text.partition("/")
    if not slash and host.rpartition(".")[2].lower() in _FILE_ENDINGS:
        return None
    return clean_url(f"https://{text}")


def url_label(url: str) -> str:
    """Return the address as a list shows it: no scheme, no "www.", no closing slash."""
    label = re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE)
    return shortened(label.removesuffix("/"), 200)


def host_of(url: str) -> str:
    """Return the host of an address, without "www."; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def urls_in(text: str) -> list[Link]:
    """Return every address in the text, each once, in order."""
    return _once(found for found, _, _ in _scan(text))


def batch(text: str) -> list[Link]:
    """Return the addresses a text hands over, or nothing where the text itself is what is meant."""
    whole = text.strip()
    lines = [line.strip() for line in whole.splitlines() if line.strip()] if len(whole) <= _LARGE else []
    listed = [_whole_line(line) for line in lines]
    if lines and all(listed):
        return _once(Link(url) for url in listed if url)
    if len(whole) > _LARGE and not _is_batch(whole[:_LARGE]):
        return []
    if not _is_batch(whole):
        return []
    # Among other addresses a line that is a bare one stands for it too, as it would in a list of its own.
    return urls_in("\n".join(_whole_line(line.strip()) or line for line in whole.splitlines()))


def _whole_line(line: str) -> str | None:
    """Return the address that a line is, if it is one and nothing else."""
    if bare := bare_url(line):
        return bare
    start = _START.match(line)
    if start is None or "://" not in start[0] or _end(line, 0, start.end()) < len(line):
        return None
    return clean_url(line)


def _is_batch(text: str) -> bool:
    found = list(_scan(text))
    if not found:
        return False
    rest: list[str] = []
    position = 0
    for _, start, end in found:
        rest.append(text[position:start])
        position = end
    rest.append(text[position:])
    # A mark where an address stood keeps the words around it in one paragraph, and counts the addresses.
    paragraphs = [(count_words(line), line.count(_HERE)) for line in f" {_HERE} ".join(rest).splitlines()]
    links = len({link.url for link, _, _ in found})
    short = all(words <= max(_PROSE_WORDS, _JOINING_WORDS * here) for words, here in paragraphs)
    return short and sum(words for words, _ in paragraphs) <= _WORDS_A_LINK * (links + 1)


def _scan(text: str) -> list[tuple[Link, int, int]]:
    found: list[tuple[Link, int, int]] = []
    position = 0
    while match := _START.search(text, position):
        start, end = match.start(), _end(text, match.start(), match.end())
        position = max(end, match.end())
        if text[end : end + 1] == "…":  # shortened for display: what is left leads nowhere
            continue
        candidate = text[start:end]
        url = clean_url(candidate if "://" in match[0] else f"https://{candidate}")
        if url is None:
            continue
        title = None
        if before := _MARKDOWN_TEXT.search(text, max(0, start - 310), start):
            title, start = before[1], before.start()
        elif after := _LISTED_TITLE.match(text, end):
            title, end = after[1], after.end()
            position = end
        found.append((Link(url, _title(title, url)), start, end))
    return found


def _end(text: str, start: int, body: int) -> int:
    """Return where the address that begins at `start` ends, brackets balanced, punctuation left out."""
    stop = _STOP.search(text, body)
    end = stop.start() if stop else len(text)
    depth: Counter[str] = Counter()
    for index in range(body, end):
        character = text[index]
        if character in "([{":
            depth[character] += 1
        elif opening := _OPENING.get(character):
            if not depth[opening]:
                end = index
                break
            depth[opening] -= 1
        elif character in ",;|" and text[index + 1 : index + 9].lower().startswith(("http://", "https://")):
            end = index
            break
    trailing = _TRAILING + ("_" if text[start - 1 : start] == "_" else "")
    return body + len(text[body:end].rstrip(trailing))


def _title(title: str | None, url: str) -> str | None:
    words = " ".join((title or "").split())
    return words if words and words != url and not _START.match(words) else None


def _once(links: Iterable[Link]) -> list[Link]:
    first: dict[str, Link] = {}
    for link in links:
        known = first.get(link.url)
        if known is None or (known.title is None and link.title is not None):
            first[link.url] = link
    return list(first.values())


def _is_host(host: str | None) -> bool:
    if not host:
        return False
    if ":" in host:  # IPv6; urlsplit has checked the brackets
        return bool(re.fullmatch(r"[0-9a-f:.]+", host))
    labels = host.rstrip(".").split(".")
    return all(0 < len(label) <= 63 and re.fullmatch(r"[\w-]+", label) for label in labels)
