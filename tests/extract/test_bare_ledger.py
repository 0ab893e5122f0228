"""Nothing of a pasted text is silently lost: what is not in the article is among what was left out."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from clipper.model import Content

PAGES = Path(__file__).parent.parent / "pages"
TEXTS = sorted(PAGES.glob("*/page.txt"))

PROSE = {
    "en": [
        "The ferry to the islands leaves at six, and nobody on the quay has ever seen it leave on time.",
        "Ann Vale painted the first plank in 2019, then the storm came, and she painted it a second time.",
        "“It is a small boat,” the mayor said, “but it is the only one that the children can steer.”",
    ],
    "de": [
        "Der Rat hat den Plan aufgegeben, den Steg zu kürzen, und die Stadt ist darüber nicht traurig.",
        "Im Winter 2021 lag der Hafen unter Eis, und die Möwen standen darauf wie bestellt und nicht abgeholt.",
    ],
    "fr": [
        "Le bateau est vieux, mais il tient la mer mieux que son capitaine, qui le dit d'ailleurs lui-même."
    ],
    "ru": [
        "Лодку нашли на берегу в 1998 году, и с тех пор никто не знает, кому она на самом деле принадлежит."
    ],
    "ja": ["港の古い時計台が三十年ぶりに動き出し、子どもたちは毎朝その下で待ち合わせをするようになった。"],
    "ar": ["عادت المكتبة المتنقلة إلى قرى الجبل بعد غياب طويل، وينتظرها الأطفال عند المنعطف قبل أن تصل."],
    "th": ["เรือเก่าลำนี้จอดอยู่ที่ท่ามาสามสิบปี และเด็กทุกคนในหมู่บ้านรู้จักชื่อของมัน"],
}
MENUS = [
    "Home",
    "Sport",
    "Kultur",
    "Météo",
    "Вход",
    "ログイン",
    "تسجيل الدخول",
    "Log in",
    "Search",
    "Menu",
    "RSS",
]
PROMOS = [
    "Subscribe to our newsletter",
    "Read also: The cat that took the bus",
    "Lesen Sie auch: Zehn Grad am Sonntag",
    "Читайте также: Мост закрыли до июня",
    "関連記事",
    "اقرأ أيضا: السوق القديم",
    "Comments (12)",
    "Share this",
]
FOOTERS = [
    "© 2024 The Norton Post. All rights reserved.",
    "We use cookies on this site. Accept",
    "Alle Rechte vorbehalten",
    "Privacy policy",
]
FORMS = [
    "- milk\n- bread, the dark one\n- six eggs",
    "1. open the lid\n2. pour\n3. close it again",
    "a rose,\na star,\na wheel",
    "> said Ann\n> on Monday",
    "def height(gauge):\n    return gauge.read()\n\nprint(height(west))",
    "Ann: are you there?\nBen: yes\nAnn: good",
    "Cast:\nAnn Vale\nBen Moor\nEva Kühn",
]


def letters(text: str) -> Counter[str]:
    """Letters and digits, but not the numbers of a list's items, which are its form."""
    return Counter(re.sub(r"[\W_]+", "", re.sub(r"(?m)^\s*\d{1,3}[.)]\s", "", text)).casefold())


def share_accounted_for(source: str, article) -> float:
    shown = letters(source)
    told = letters("\n".join([article.title, article.text, *(removal.text for removal in article.removed)]))
    return (shown & told).total() / shown.total()


def made_text(seed: int) -> str:
    """A note, or a page with furniture around it, in one language or two."""
    chance = random.Random(seed)
    prose = [
        one for language in chance.sample(sorted(PROSE), chance.randint(1, 2)) for one in PROSE[language]
    ]
    body = [chance.choice(prose) for _ in range(chance.randint(1, 8))]
    for form in chance.sample(FORMS, chance.randint(0, 3)):
        body.insert(chance.randint(0, len(body)), form)
    if chance.random() < 0.3:
        return "\n\n".join(body)
    title = chance.choice(["The long pier", "Der lange Steg bleibt lang", "Старая лодка и её хозяин"])
    for promo in chance.sample(PROMOS, chance.randint(0, 4)):
        body.insert(chance.randint(0, len(body)), promo)
    head = [title + " - Norton Post", *chance.sample(MENUS, chance.randint(2, 9)), title]
    if chance.random() < 0.7:
        head += ["By Eva Kühn", "11 February 2023, 08:05"]
    gap = chance.choice(["\n", "\n\n"])
    return gap.join([*head, *body, *chance.sample(PROMOS, 3), *chance.sample(FOOTERS, chance.randint(1, 4))])


@pytest.mark.parametrize("path", TEXTS, ids=[path.parent.name for path in TEXTS])
def test_every_word_of_a_sample_text_is_in_the_article_or_among_what_was_left_out(clean, path):
    source = path.read_text(encoding="utf-8")
    assert share_accounted_for(source, clean(source, content=Content.TEXT, url=None)) >= 0.999


@pytest.mark.parametrize("tens", range(30))
def test_every_word_of_any_text_is_in_the_article_or_among_what_was_left_out(clean, tens):
    for seed in range(tens * 10, tens * 10 + 10):
        source = made_text(seed)
        article = clean(source, content=Content.TEXT, url=None)
        assert share_accounted_for(source, article) >= 0.999, source


def test_what_is_left_out_has_a_reason_in_words(clean):
    for seed in range(60):
        for removal in clean(made_text(seed), content=Content.TEXT, url=None).removed:
            assert re.fullmatch(r"[a-z ]{4,}", removal.reason), removal
            assert removal.text.strip()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", sorted(PROSE))
def test_a_text_without_furniture_is_kept_word_for_word(clean, language, form):
    source = "\n\n".join([*PROSE[language], form, *PROSE[language]])
    article = clean(source, content=Content.TEXT, url=None)
    assert article.kind == "note"
    assert {removal.reason for removal in article.removed} <= {"title"}
    assert letters(article.text) == letters(source)
