"""Twenty thousand pages that nobody wrote, cleaned under the limits of a page: no crash, no word lost.

They are made from tests/pages by byte edits, shuffled, dropped and repeated tags, cuts and splices; a seed
names each. ``--show SEED`` prints one of them.
"""

from __future__ import annotations

import sys
from collections import Counter

from _mutated import mutated, tried
from _table import options, show, write

from clipper.cleaning import each
from clipper.errors import ExtractError

SHOWN = 20


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--workers", type=int, default=None)
    parser.add_argument(
        "--show", type=int, metavar="SEED", help="print the page of a seed and what comes of it"
    )
    arguments = parser.parse_args()
    if arguments.show is not None:
        sys.stdout.buffer.write(mutated(arguments.show).data)
        print(f"\n{tried(arguments.show)}", file=sys.stderr)
        return
    seeds = range(arguments.start, arguments.start + arguments.count)
    kinds: Counter[str] = Counter()
    crashes: dict[str, list[int]] = {}
    for seed, outcome in zip(seeds, each(tried, seeds, workers=arguments.workers), strict=True):
        if isinstance(outcome, ExtractError):
            kinds["stopped"] += 1
            crashes.setdefault(outcome.message, []).append(seed)
            continue
        kinds[outcome.kind] += 1
        if outcome.kind == "crash":
            crashes.setdefault(outcome.said, []).append(seed)
    show(
        f"{sum(kinds.values())} mutated pages",
        ["", "pages"],
        [
            ["gave an article", kinds["article"]],
            ["gave a clear error", kinds["error"]],
            ["stopped at a limit", kinds["stopped"]],
            ["crashed, unsafe or lost words", kinds["crash"]],
        ],
    )
    for said, at in sorted(crashes.items(), key=lambda item: -len(item[1]))[:SHOWN]:
        print(f"  {len(at)}x {said} (seed {', '.join(map(str, at[:4]))})")
    write(arguments.json, dict(kinds))


if __name__ == "__main__":
    main()
