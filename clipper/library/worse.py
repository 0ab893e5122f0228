"""Whether what came of fetching or cleaning a page again is worse than what the clip has.

Then it is kept as a version, and the clip stays as it is: sites close, put up walls, and answer with their
front page for what is gone. The rule is careful where both could be meant: a page that is only different
takes its place, and what a person chose to clean in another way always does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.page_warnings import BOTS, COOKIES, LISTING, LOGIN, NO_ARTICLE, PAY, TOO_SHORT, WALLS

if TYPE_CHECKING:
    from clipper.model import Article

FEWEST_LOST = 50
"""Words; a text that lost fewer is no worse for being shorter."""

A_NOTICE = 150
"""Words; a longer text says more than that there is nothing."""

ENOUGH = 150
"""Words of an article that may stand for a page that was kept whole because no article was found in it."""

FEWEST_PICTURES = 3

ANOTHER = 0.02
"""Share of runs of three words in common below which two texts have nothing to do with each other."""

_WALL_SENTENCES = {
    COOKIES: "Only a cookie notice came.",
    LOGIN: "The page asked for a log-in.",
    PAY: "Only the beginning came; the rest is for subscribers.",
    BOTS: "The site did not show its page and wanted to see that you are human.",
}
_BAD = WALLS | TOO_SHORT

# What the page of an error calls itself, in its title or in the little that it says.
_ERROR = re.compile(
    r"(?:^|\b)(?:error |http |code )?(?:40[0-9]|410|451|50[0-4])\b(?!\s*[%°€$\w])|"
    r"(?:page|article|story|content|file|site|document) (?:was |is |could |can )?(?:not|no longer|n[o’']t)"
    r" (?:be )?(?:found|available|exists?)|(?:page|article|story) (?:has been |was )?(?:removed|deleted)|"
    r"\bnot found\b|can[’']?t find (?:the|that|this|your) page|nothing (?:was )?found|"
    r"does(?:n[’']t| not) exist|"
    r"bad gateway|service (?:temporarily )?unavailable|internal server error|something went wrong|"
    r"under maintenance|(?:account|site) (?:has been )?suspended|"
    r"domain (?:is |may be )?(?:for sale|parked|expired)|buy this domain|"
    r"nicht gefunden|nicht (?:mehr )?(?:verfügbar|vorhanden)|existiert nicht|wartungsarbeiten|"
    r"introuvable|n['’]existe (?:pas|plus)|n['’]est (?:pas|plus) disponible|"
    r"no (?:se )?(?:ha )?(?:sido )?encontrad[oa]|no existe|no está disponible|"
    r"não (?:foi )?encontrad[oa]|não existe|non (?:è stata )?trovata|non esiste|niet gevonden|bestaat niet|"
    r"nie (?:została )?znalezion[aoy]|nie istnieje|hittades inte|finns inte|ikke funnet|ikke fundet|"
    r"ei löytynyt|"
    r"nenalezena|neexistuje|nem található|bulunamadı|mevcut değil|не найден[ао]?|не существует|не знайдено|"
    r"δεν βρέθηκε|غير موجودة|لم يتم العثور|לא נמצא|找不到|未找到|不存在|見つかりません|存在しません|"
    r"찾을 수 없|존재하지 않|không tìm thấy|tidak ditemukan|ไม่พบ",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Made:
    """An article with what else tells how good it is: its pictures that are kept, and the server's answer."""

    article: Article
    pictures: int = 0
    http_status: int | None = None


def why_worse(old: Made, new: Made, *, chosen: bool = False) -> str | None:
    """Return in a sentence why `new` shall not take the place of `old`, None where it may.

    `chosen` says that a person wanted this cleaned in another way (another width, blocks left out or put
    back): then only an error counts. A clip without an article takes whatever comes; do not ask then.
    """
    if new.http_status is not None and new.http_status >= 400:
        return f"The site answered with an error ({new.http_status})."
    if chosen:
        return None
    if _is_bad(old) and not _lost_much(old.article, new.article):
        return None
    return (
        _wall(old.article, new.article)
        or _error_page(old.article, new.article)
        or _front_page(old.article, new.article)
        or _another_page(old.article, new.article)
        or _shorter(old.article, new.article)
        or _fewer_pictures(old, new)
    )


def _is_bad(made: Made) -> bool:
    """Whether there is little to lose: a wall, an error or hardly any text."""
    article = made.article
    failed = made.http_status is not None and made.http_status >= 400
    return failed or bool(_BAD.intersection(article.warnings)) or _says_error(article)


def _lost_much(old: Article, new: Article) -> bool:
    lost = old.word_count - new.word_count
    return new.word_count * 2 < old.word_count and lost >= FEWEST_LOST


def _wall(old: Article, new: Article) -> str | None:
    walls = [warning for warning in new.warnings if warning in WALLS and warning not in old.warnings]
    return _WALL_SENTENCES[walls[0]] if walls else None


def _error_page(old: Article, new: Article) -> str | None:
    if _says_error(new) and not _says_error(old):
        return "The site answered that there is no such page."
    return None


def _says_error(article: Article) -> bool:
    """Whether title or text are those of an error; an article may well be about one, and says more then."""
    if article.word_count >= A_NOTICE:
        return False
    return _ERROR.search(article.title) is not None or (
        article.word_count < A_NOTICE // 2 and _ERROR.search(article.text) is not None
    )


def _front_page(old: Article, new: Article) -> str | None:
    """A list where an article was: what sites send for a page that is gone."""
    if _is_list(new) and not _is_list(old) and old.title.casefold() != new.title.casefold():
        return "A page of links came instead of the article."
    return None


def _is_list(article: Article) -> bool:
    return article.kind == "listing" or LISTING in article.warnings


def _another_page(old: Article, new: Article) -> str | None:
    """Another text under another title; pages that change all the time are lists, or keep their title."""
    if _is_list(old) or min(old.word_count, new.word_count) < FEWEST_LOST:
        return None
    if old.title.casefold().strip() == new.title.casefold().strip():
        return None
    runs_old, runs_new = _runs(old.text), _runs(new.text)
    common = len(runs_old & runs_new)
    if common < ANOTHER * min(len(runs_old), len(runs_new)):
        return "Another page came: its text has nothing in common with the one here."
    return None


def _runs(text: str) -> set[tuple[str, str, str]]:
    words = _TOKEN.findall(text.casefold())
    return set(zip(words, words[1:], words[2:], strict=False))


def _shorter(old: Article, new: Article) -> str | None:
    if not _lost_much(old, new):
        return None
    if NO_ARTICLE in old.warnings and NO_ARTICLE not in new.warnings and new.word_count >= ENOUGH:
        return None
    return f"Its text has {new.word_count:,} words, the one here {old.word_count:,}."


def _fewer_pictures(old: Made, new: Made) -> str | None:
    if old.pictures < FEWEST_PICTURES or new.pictures * 2 >= old.pictures:
        return None
    if new.article.word_count > old.article.word_count * 1.2:
        return None
    return f"It has {new.pictures} of the {old.pictures} pictures here."
