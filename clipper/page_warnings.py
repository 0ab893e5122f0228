"""What a person is told of a page that may not be what they wanted, as sentences that say what can be done.

The cleaner gives them with an article; every room may ask whether an article has one.
"""

from __future__ import annotations

LISTING = "This page is mostly a list of links."
NO_ARTICLE = "This page has no article; what it shows beside its menus was kept."
VERY_SHORT = "Very little text was found on this page."
COOKIES = (
    "Only a cookie notice was found. Answer it in your browser, then copy the text there and paste it here."
)
LOGIN = "The page asks you to log in. Log in with your browser, then copy the text there and paste it here."
PAY = (
    "The text is for subscribers, and only its beginning is here. If you subscribe, copy it from your "
    "browser and paste it here."
)
BOTS = (
    "The site wanted to see that you are human and did not show its page. Open it in your browser, then "
    "copy the text and paste it here."
)
CUT_OFF = (
    "The text breaks off with a link to read on. Open the whole of it in your browser, then clip that page."
)
SHORTER = (
    "The page says that its text is much longer than what was found. Open it in your browser, then copy "
    "the "
    "text and paste it here."
)
NEEDS_SCRIPTS = "The page asks for JavaScript; some of its text may be missing."

WALLS = frozenset((COOKIES, LOGIN, PAY, BOTS))
"""Something stood in the way of the text."""

TOO_SHORT = frozenset((VERY_SHORT, CUT_OFF, SHORTER, NEEDS_SCRIPTS))
"""Only a part of the text may be there."""
