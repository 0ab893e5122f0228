"""The person's site rules: files in one folder, read for every page, written when one is taught."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clipper.errors import SiteRuleError
from clipper.extract.site_rules import json_of, rules_from_json

if TYPE_CHECKING:
    from pathlib import Path

    from clipper.model import SiteRule


@dataclass(frozen=True, slots=True)
class SiteRules:
    """The rules of all files that can be understood, and a sentence for every other."""

    rules: tuple[SiteRule, ...] = ()
    problems: tuple[str, ...] = ()


def load(folder: Path) -> SiteRules:
    """Read the folder's `*.json`, by name; a file that cannot be understood is left alone and said."""
    rules: list[SiteRule] = []
    problems: list[str] = []
    for file in sorted(folder.glob("*.json")):
        try:
            rules += rules_from_json(file.read_text(encoding="utf-8-sig"))
        except SiteRuleError as error:
            problems.append(f"The site rule {file} is not followed: {error.message}.")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"The site rule {file} cannot be read: {error}.")
    return SiteRules(tuple(rules), tuple(problems))


def save(rule: SiteRule, folder: Path) -> Path:
    """Add a rule to the file of its host, in place of one for the same pages. Raises SiteRuleError."""
    name = re.sub(r"[^a-z0-9.-]+", "-", rule.host.lower()).strip(".-") or "rule"
    file = folder / f"{name}.json"
    try:
        kept = rules_from_json(file.read_text(encoding="utf-8-sig")) if file.exists() else []
        others = [one for one in kept if (one.host, one.path) != (rule.host, rule.path)]
        folder.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_text(json_of([*others, rule]), encoding="utf-8")
        fresh.replace(file)
    except SiteRuleError as error:
        raise SiteRuleError(
            f"The site rule was not kept: {file} holds something else ({error.message})."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SiteRuleError(f"The site rule cannot be written to {file}: {error}.") from error
    return file
