"""What an officer can paste into `registry/bodies.yml` so that a body that it does not know is known."""

from __future__ import annotations

import json

from builder.language import lazy_re as re
from builder.ledger.agencies.identity import read_body, stray_level
from builder.model.ledger import Jurisdiction
from builder.places.divisions import NATION
from builder.places.slugs import slug, unique_slug
from builder.registry.model import Registry

_PLAIN = re.compile(r"[\w·()]+")


def suggest_kind(name: str, here: Jurisdiction, registry: Registry) -> str | None:
    """The line below `kinds:` for the kind of a body that a notice of the place `here` calls `name`: 县公路局 →
    `gongluju: {name: 公路局, names: {某地公路局: 公路局}}`. None where no entry would help: the kind is known, or the
    name begins with a level (县) that no place around `here` has."""
    body = read_body(name, here, registry)
    if body.kind or not body.rest or here.level == "unknown" or stray_level(name, body.rest):
        return None
    pattern = body.rest if body.place == NATION else f"某地{body.rest}"
    key = slug(body.rest)
    if key in registry.kinds or not key[0].isalpha():
        key = f"jigou-{unique_slug(body.rest)}"
    short, full = _quoted(body.rest), _quoted(pattern)
    return f"{key}: {{name: {short}, names: {{{full}: {short}}}}}"


def _quoted(words: str) -> str:
    """The words as a value within `{…}`; JSON's quotes are YAML's."""
    return words if _PLAIN.fullmatch(words) else json.dumps(words, ensure_ascii=False)
