"""Where an article's pictures go: into the line, into a block of their own, or a quiet box in their stead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.gui.reader.inline import Image, Run, Text, clean
from clipper.gui.reader.page import Ground
from clipper.gui.reader.styles import BOLD, MISSING, Inline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from clipper.gui.reader.writer import Place, Writer
    from clipper.model import Asset

CANNOT_BE_SHOWN = "This picture cannot be shown."
_SMALL = 48
_PAD = 14


def fits_a_line(image: Image, assets: Mapping[str, Asset], *, alone: bool) -> bool:
    """Return whether a picture is small enough to stand among words (a sign, a formula)."""
    asset = assets.get(image.source)
    width = image.width or (asset.width if asset else None)
    height = asset.height if asset else None
    if alone and asset is not None and asset.name:
        return False
    return width is not None and width <= _SMALL and (height or 0) <= _SMALL


def alternative(image: Image, assets: Mapping[str, Asset]) -> Run:
    """Return a small picture, or its words where it was not kept."""
    asset = assets.get(image.source)
    if asset is not None and asset.name:
        return image
    return Text(image.alt, Inline(href=image.href))


def write_picture(writer: Writer, image: Image, asset: Asset | None, place: Place) -> None:
    """Write a picture's block, or the quiet box that stands for a picture which is not here."""
    if asset is not None and asset.name:
        writer.picture(image, place)
        return
    spot = replace(place, look=Inline(), centred=False, align_end=False)
    box = writer.open_box(Ground.MISSING, spot, outer=24, pad=_PAD)
    spot = spot.inset(52, 16)
    if asset is None:
        sentence = "This picture was not kept."
    else:
        sentence = (
            CANNOT_BE_SHOWN if asset.failure == CANNOT_BE_SHOWN else "This picture could not be fetched."
        )
    writer.paragraph([Text(sentence, Inline(flags=BOLD, color="text"))], MISSING, spot)
    if image.alt:
        writer.paragraph([Text(clean(image.alt), Inline())], MISSING, spot)
    if not image.source.startswith("data:"):
        address = Text(clean(image.source), Inline(href=image.source))
        writer.paragraph([address], MISSING, replace(spot, centred=False))
    writer.close_box(box, outer=24)
    writer.after_missing_picture(_PAD)
