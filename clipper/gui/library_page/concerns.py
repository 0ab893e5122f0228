"""What may be wrong with the library, each as a sentence with what leads to it and what mends it."""

from __future__ import annotations

from dataclasses import dataclass

from clipper.gui import wording


@dataclass(frozen=True, slots=True)
class Wording:
    """How a concern is told, for one clip and for several, after the number; and what mends it."""

    one: str
    several: str
    heading: str
    mend: str | None = None


SAID = {
    "failed": Wording("could not be made.", "could not be made.", "Could not be made", "Try again"),
    "short": Wording(
        "is suspiciously short.", "are suspiciously short.", "Suspiciously short", "Fetch again"
    ),
    "missing-pictures": Wording("lacks pictures.", "lack pictures.", "With missing pictures", "Fetch again"),
    "walls": Wording(
        "is probably a log-in or a paywall. Open it in the browser, copy it and paste it here.",
        "are probably log-ins or paywalls. Open them in the browser, copy them and paste them here.",
        "Probably a log-in or a paywall",
    ),
    "duplicates": Wording(
        "seems to be there twice.", "seem to be there more than once.", "Seem to be the same", "Review"
    ),
    "gone": Wording(
        "is no longer on the web. Your copy is safe.",
        "are no longer on the web. Your copies are safe.",
        "No longer on the web",
    ),
    "old-trash": Wording(
        "has been in the trash longer than it is kept there.",
        "have been in the trash longer than they are kept there.",
        "Long in the trash",
        "Empty the trash",
    ),
}


def sentence(name: str, count: int) -> str:
    """Say a concern: "3 clips lack pictures."."""
    said = SAID[name]
    return f"{wording.clips(count)} {said.one if count == 1 else said.several}"
