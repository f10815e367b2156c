"""A page is front matter, then a template. All that a template prints is escaped unless it is `Markup`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from builder.config.site import SiteFacts
from builder.language.lazy_dataclasses import dataclass
from builder.pages import wording
from builder.pages.markdown.escaping import finalize, inline, yaml_value
from builder.pages.markdown.links import relative
from builder.pages.markdown.print_code import print_code

_URL_SIGNS = "/:?#@!$&+,;=%~.-"


@dataclass(frozen=True, slots=True)
class Head:
    """Front matter of a page at `here`. `made_from` stands in its first line; `kind`, `place`,
    `agency`, `year` are what search filters by; `portal` holds the tags that government portals
    must carry (国办发〔2017〕47号), only those that are known; `moved` is where a browser is sent on to (no
    search has such a page); `linked` what the page is about, as JSON-LD; `alternates` (path below docs/, media
    type, label) of
    the same as data; `names` by which a page is asked for besides its title, `other_names` by which it may be meant
    (see `search_names`); `subjects`, words of it that are known by their sounds as well. Of several places search
    filters by each."""

    here: str
    title: str
    kind: str
    made_from: str
    description: str = ""
    place: str | tuple[str, ...] | None = None
    agency: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    portal: Mapping[str, str] = field(default_factory=dict)
    contents: bool = False
    moved: str | None = None
    linked: str = ""
    alternates: tuple[tuple[str, str, str], ...] = ()
    names: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()

    def front_matter(self) -> str:
        values: dict[str, object] = {
            "made_from": self.made_from,
            "title": self.title,
            "description": self.description,
            "kind": self.kind,
            "place": list(self.place) if isinstance(self.place, tuple) else self.place,
            "agency": list(self.agency),
            "year": list(self.year),
            "hide": [] if self.contents else ["toc"],
            "moved": self.moved,
            "linked": self.linked,
            "names": list(self.names),
            "other_names": list(self.other_names),
            "subjects": list(self.subjects),
            "alternates": [list(alternate) for alternate in self.alternates],
            "portal": {name: value for name, value in self.portal.items() if value},
        }
        return "".join(f"{name}: {yaml_value(value)}\n" for name, value in values.items() if value)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("builder.pages"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["wording"] = wording
    environment.globals["print_code"] = print_code
    environment.filters["day"] = wording.day
    return environment


def link(here: str, target: str, words: object, anchor: str = "", style: str = "") -> Markup:
    """A Markdown link from the page at `here` to an address or a file."""
    kind = f"{{ .{style} }}" if style else ""
    return Markup(f"[{finalize(words)}]({relative(here, target, anchor)}){kind}")


def outward(address: str, words: str) -> Markup:
    """A link that leaves the site and says so; an address that is no web address is shown, not linked."""
    if not address.startswith(("https://", "http://")):
        return inline(f"{words}：{address}")
    return Markup(f"[{inline(words)}（离开本站）]({quote(address, safe=_URL_SIGNS)}){{ rel=external }}")


def joined(pieces: list[Markup], between: str = "、") -> Markup:
    return Markup(str(inline(between)).join(pieces))


def render(template: str, head: Head, site: SiteFacts, **context: object) -> str:
    """The complete text of a page."""

    def to(target: str, words: object, anchor: str = "", style: str = "") -> Markup:
        return link(head.here, target, words, anchor, style)

    body = (
        _environment()
        .get_template(template)
        .render(
            head=head,
            site=site,
            to=to,
            outward=outward,
            downloads=site.downloads.get(head.here, ()),
            pictures=site.pictures.get(head.here, ()),
            href=lambda target, anchor="": Markup(relative(head.here, target, anchor)),
            **context,
        )
    )
    alternates = tuple(
        (download.path, download.media_type, download.label) for download in site.downloads.get(head.here, ())
    )
    return f"---\n{replace(head, alternates=alternates).front_matter()}---\n\n{body.strip()}\n"
