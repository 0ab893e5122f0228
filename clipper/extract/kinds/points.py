"""The seven common kinds told apart by points: each sign of a page speaks for some kinds and against others.

The points are the weights of a multinomial logistic regression over these signs, doubled and rounded. They
were learned from the development pages of the WCXB corpus (CC BY 4.0, Murrough Foley), where five-fold
cross-validation with no host on both sides finds the right kind of .846 of the pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clipper.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from clipper.extract.kinds.signs import Signs

COMMON = ("article", "documentation", "forum", "product", "collection", "listing", "service")

FORUM_SOFTWARE = re.compile(
    r"discourse|phpbb|vbulletin|xenforo|invision|ipsapp|flarum|nodebb|mybb|smf|fluxbb|punbb|askbot|"
    r"viewtopic"
)
DOCS_SOFTWARE = re.compile(
    r"sphinx|docutils|docusaurus|mkdocs|gitbook|rustdoc|javadoc|doxygen|vitepress|vuepress|starlight|"
    r"nextra|"
    r"mdbook|antora|asciidoctor|docfx|typedoc|jsdoc|pdoc|texinfo|makeinfo|docbook"
)
_ARTICLE = vocabulary("article newsarticle blogposting reportagenewsarticle analysisnewsarticle")
_FORUM = vocabulary("discussionforumposting qapage")
_PRODUCT = vocabulary("product productgroup individualproduct productmodel")
_SERVICE = vocabulary("service softwareapplication")

_POST_NAMES = (
    "topic-post",
    "message--post",
    "postbody",
    "post_body",
    "postcontent",
    "topic-body",
    "js-post",
    "post-message",
    "comment__body",
    "answercell",
    "threadauthor",
    "postprofile",
    "postbit",
    "usertext",
)
_DOCS_NAMES = ("sphinxsidebar", "headerlink", "docutils", "theme-doc", "md-content")
_CARD_NAMES = ("product-card", "product-item", "product-tile", "productcard", "product-grid")

_FORUM_PATH = vocabulary(
    "forum forums foro foros thread threads topic viewtopic showthread showtopic discussion discussions "
    "question "
    "questions board boards bbs t tema konu thema fil tread"
)
_DOCS_PATH = vocabulary(
    "docs doc documentation manual manuals reference api apis javadoc developer developers"
)
_BLOG_PATH = vocabulary(
    "blog blogs article articles post posts news story stories magazine resources guides insights "
    "artikel noticias "
    "noticia nachrichten actualites nieuws artykul nyheter"
)
_SHOP_PATH = vocabulary(
    "c cat category categories collections collection shop browse departments catalog catalogue "
    "kategorie kategori "
    "categoria categorie katalog tuoteryhma tuotteet s sch"
)
_ITEM_PATH = vocabulary(
    "product products produkt produit prodotto produto producto tuote item itm dp p pd app"
)
_SERVICE_PATH = vocabulary(
    "service services solutions platform pricing features consulting company business tjanster leistungen "
    "servicios servizi servicos diensten"
)
_LIST_PATH = vocabulary(
    "category categories tag tags jobs list index search news archive recipes courses topics"
)


def signs_said(signs: Signs) -> dict[str, bool]:
    """Which of the signs that have points a page shows."""
    types, tags, named = signs.types, signs.tags, signs.named
    path, address = set(signs.path), {*signs.path, *signs.host}
    products = signs.many.get("product", 0)
    prices = named("price")
    return {
        "declared an article": bool(types & _ARTICLE),
        "og: article": signs.og_type == "article",
        "og: product": "product" in signs.og_type or signs.og_type.endswith(":item"),
        "declared a product": bool(types & _PRODUCT),
        "declared one product": 1 <= products <= 2,
        "declared a collection": "collectionpage" in types,
        "declared a list": "itemlist" in types,
        "declared a forum": bool(types & _FORUM),
        "declared comments": "comment" in types,
        "declared a service": bool(types & _SERVICE),
        "made as documentation": DOCS_SOFTWARE.search(f"{signs.generator} {signs.own}") is not None
        or named(*_DOCS_NAMES) > 0,
        "made as a forum": FORUM_SOFTWARE.search(f"{signs.generator} {signs.own}") is not None,
        "names of posts": any(named(name) >= 2 for name in _POST_NAMES),
        "address of a forum": not _FORUM_PATH.isdisjoint(address) and "wiki" not in path,
        "address of documentation": not _DOCS_PATH.isdisjoint(address),
        "address of a blog": not _BLOG_PATH.isdisjoint(address),
        "address of a shop's shelf": not _SHOP_PATH.isdisjoint(path),
        "address of an item": not _ITEM_PATH.isdisjoint(path),
        "address of a service": not _SERVICE_PATH.isdisjoint(path),
        "address of a list": not _LIST_PATH.isdisjoint(path),
        "front page": signs.front,
        "long address": len(signs.path) >= 7,
        "short address": len(signs.path) <= 2,
        "one post of a blog": "single-post" in signs.own or "postid" in signs.own,
        "names of a product": "product" in signs.own,
        "names of a cart": named("add-to-cart", "addtocart", "add-to-basket", "buy-now") > 0,
        "names of one item": named("pdp") > 2 or named("sku") > 0,
        "a price": prices > 0,
        "many prices": prices >= 60,
        "names of filters": named("filter") > 5,
        "names of facets": named("facet") > 2,
        "names of sorting": named("sort") > 1,
        "names of product cards": named(*_CARD_NAMES) > 10,
        "names of further pages": named("pagination", "load-more") > 0,
        "names of authors": named("author") > 0,
        "names of a byline": named("byline") > 0,
        "names of a text": named("entry-content", "article-body", "post-content") > 0,
        "names of related texts": named("related") > 0,
        "names of contents": named("toc") > 0,
        "names of a hero": named("hero") > 0,
        "names of testimonials": named("testimonial") > 0,
        "names of accordions": named("accordion") > 0,
        "code": tags["pre"] >= 2,
        "code in lines": tags["code"] >= 8,
        "many times": tags["time"] >= 5,
        "one article": tags["article"] == 1,
        "prose": signs.paragraphs >= 12,
        "some prose": 5 <= signs.paragraphs < 12,
        "no prose": signs.paragraphs <= 1,
        "many headlines": signs.headlines >= 40,
        "more headlines than prose": signs.headlines > 8 * (signs.paragraphs + 1),
        "many links": tags["a"] >= 300,
        "few elements": signs.elements < 700,
        "any": True,
    }


# For each sign, the points in the order of COMMON.
_POINTS: dict[str, tuple[int, ...]] = {
    "declared an article": (3, -1, -1, -1, 0, 0, -1),
    "og: article": (2, 0, 0, -1, -2, 0, 0),
    "og: product": (-1, 0, 0, 4, 0, 0, -2),
    "declared a product": (-1, 0, -1, 3, -1, 0, 0),
    "declared one product": (-2, 0, 0, 2, 0, -1, 1),
    "declared a collection": (-1, 0, 0, 0, 0, 2, -1),
    "declared a list": (1, 0, 0, -2, 1, 3, -2),
    "declared a forum": (-1, 0, 4, 0, -1, -1, -1),
    "declared comments": (-2, 0, 3, 0, 0, 0, 0),
    "declared a service": (-1, -1, 0, 0, 0, 0, 3),
    "made as documentation": (0, 2, 0, -1, 0, -1, -1),
    "made as a forum": (0, 0, 3, 0, -1, -1, -1),
    "names of posts": (0, 0, 3, 0, -1, -1, 0),
    "address of a forum": (-2, -1, 5, 0, 2, -2, -1),
    "address of documentation": (-3, 6, 0, 0, -1, -1, 0),
    "address of a blog": (3, -1, 0, -1, -1, 2, -1),
    "address of a shop's shelf": (-2, -2, 0, 0, 5, 0, -1),
    "address of an item": (-1, -1, -1, 5, -1, 0, -1),
    "address of a service": (0, -2, 0, -1, -2, -1, 4),
    "address of a list": (0, -1, 1, -1, -1, 3, -1),
    "front page": (-1, -1, 1, -1, -1, 1, 3),
    "long address": (1, -1, 2, 1, 0, -1, -2),
    "short address": (-2, -1, -1, 1, 1, 2, 0),
    "one post of a blog": (2, 0, 0, 0, -1, -1, -1),
    "names of a product": (-2, -1, 0, 1, 1, 0, 1),
    "names of a cart": (-1, 0, 0, 3, -1, 0, -1),
    "names of one item": (-2, 0, 2, 2, 0, 0, -2),
    "a price": (-1, -2, -2, 3, 3, -1, 0),
    "many prices": (0, 0, 0, -1, 2, 1, -2),
    "names of filters": (0, 0, -1, -2, 1, 2, 0),
    "names of facets": (0, 0, 0, -2, 2, 1, -1),
    "names of sorting": (-1, 0, 0, -2, 1, 3, -1),
    "names of product cards": (0, 0, 0, 0, 2, -1, -1),
    "names of further pages": (-1, -1, 0, 0, 1, 2, -1),
    "names of authors": (2, -2, 2, 0, 0, 0, -1),
    "names of a byline": (2, -1, 1, 0, -1, 0, -1),
    "names of a text": (2, 0, -1, -1, 1, -1, 0),
    "names of related texts": (2, 0, 1, 1, -2, -1, -1),
    "names of contents": (1, 3, -2, 0, 1, 0, -3),
    "names of a hero": (0, -1, -2, 0, 2, 0, 2),
    "names of testimonials": (-2, 1, 0, -1, 1, -1, 3),
    "names of accordions": (0, -1, -1, 0, 1, 0, 2),
    "code": (0, 3, 0, -1, -1, -1, 0),
    "code in lines": (-1, 3, 1, 0, -1, -1, -1),
    "many times": (-1, -1, 3, 0, 0, 1, -2),
    "one article": (2, 0, 0, -1, -1, 1, 1),
    "prose": (2, 0, 0, -2, -1, -1, 1),
    "some prose": (1, 1, 0, -1, -1, 0, 1),
    "no prose": (-1, -1, 1, 0, 1, 1, 0),
    "many headlines": (1, 1, -2, 0, 1, 1, 0),
    "more headlines than prose": (0, 0, -1, -1, 0, 1, 1),
    "many links": (-1, 0, 0, 2, 1, 0, -1),
    "few elements": (2, 1, 0, -1, -1, 0, 0),
    "any": (1, 0, -1, -1, -1, 0, 2),
}


def by_points(signs: Signs) -> str:
    """The kind of COMMON that has the most points; the earlier one of equals."""
    total = [0] * len(COMMON)
    for sign, shown in signs_said(signs).items():
        if shown:
            total = [has + more for has, more in zip(total, _POINTS[sign], strict=True)]
    return COMMON[total.index(max(total))]
