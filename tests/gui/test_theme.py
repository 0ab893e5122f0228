from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from clipper.gui.style import hover, mix, palette, sheet
from clipper.gui.theme import DARK, LIGHT


def luminance(colour):
    parts = [part / 255 for part in QColor(colour).getRgb()[:3]]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


# Which text stands on which ground, as the window, the list and the reader use them.
PAIRS = [
    *[
        ("text", ground)
        for ground in ("sidebar", "list_ground", "reader", "selected", "field", "code_ground")
    ],
    *[("text", "highlight")],
    *[("secondary", ground) for ground in ("sidebar", "list_ground", "reader", "selected", "field")],
    *[("tertiary", ground) for ground in ("reader", "field", "list_ground")],
    *[("accent", ground) for ground in ("sidebar", "list_ground", "reader", "selected")],
    *[("link", ground) for ground in ("reader", "field", "list_ground")],
    *[("failure", ground) for ground in ("list_ground", "selected", "reader", "field")],
    ("on_accent", "accent"),
]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_can_be_read_on_its_ground(theme, text, ground):
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_texts_can_still_be_read_under_the_pointer(theme):
    assert contrast(theme.text, hover(theme, theme.sidebar)) >= 4.5
    assert contrast(theme.text, hover(theme, theme.field)) >= 4.5
    assert contrast(theme.secondary, hover(theme, theme.list_ground)) >= 4.5
    assert contrast(theme.secondary, mix(theme.text, theme.list_ground, 0.035)) >= 4.5
    assert contrast(theme.failure, mix(theme.text, theme.list_ground, 0.035)) >= 4.5
    assert contrast(theme.accent, hover(theme, theme.list_ground)) >= 4.5
    assert contrast(theme.on_accent, mix(theme.text, theme.accent, 0.18)) >= 4.5


def test_palette_and_style_sheet_take_their_colours_from_the_theme(qapp):
    assert palette(DARK).window().color().name() == DARK.list_ground.lower()
    assert DARK.accent in sheet(DARK)
    assert LIGHT.accent not in sheet(DARK)
