"""What pages know besides the ledger: where the site stands, and what other rooms have put beside its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from builder.language.lazy_dataclasses import dataclass
from builder.model.review import Review


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take along. `path`: where it lies below docs/; `label`: 责任分工表（Excel）; `media_type`: text/csv."""

    label: str
    path: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A static picture. `path`: where it lies below docs/; `dark`: its counterpart on a dark ground.
    `text`: the same told in words (plain text, not Markdown). `size`: width and height in pixels, so
    that a page does not move while its pictures load."""

    title: str
    path: str
    text: str
    dark: str | None = None
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SiteChange:
    """One line of the log of changes. `address`: of the page, or None where it is gone."""

    date: str | None
    what: Literal["added", "changed", "withdrawn"]
    title: str
    address: str | None


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of a notice's raw copy and of the work of persons on it.

    `name` and `url`: where it was taken from; `page_of`: who passes it on by that page, where the page's
    index number, validity and date are theirs; `made_up_title`: the source has no title, a person gave one;
    `notes`: what a person tells readers of it; `raw`: the raw file below docs/, to download; `corrections`:
    (who, when, what) of each correction by a person;
    `reviewed`: who checked what was read; `draft`: it is shown to those who work on it only; `unofficial`: False only
    where the issuing
    body itself publishes this site."""

    url: str | None = None
    raw: str | None = None
    name: str | None = None
    page_of: str | None = None
    made_up_title: bool = False
    notes: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str, str], ...] = ()
    reviewed: Review | None = None
    draft: bool = False
    unofficial: bool = True


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """`name`: of the site. `url`: its address, with a slash at the end, or None where unknown.
    `date`: the day of the build (ISO 8601), None where it does not matter.
    `downloads` and `pictures`: by the address of the page they stand on (`tasks/…/`, "" for home), or of its
    section (`data/#tasks`).
    `sources`: by notice id."""

    name: str
    url: str | None = None
    date: str | None = None
    downloads: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)
    pictures: Mapping[str, tuple[Picture, ...]] = field(default_factory=dict)
    changes: tuple[SiteChange, ...] = ()
    sources: Mapping[str, SourceFacts] = field(default_factory=dict)
