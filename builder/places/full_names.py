"""Places by their full name (广东省肇庆市广宁县) or id, as officers write them."""

from __future__ import annotations

import difflib

from builder.language import lazy_re as re
from builder.model.ledger import Jurisdiction
from builder.places.divisions import NATION, Divisions
from builder.places.slugs import slug


def township(county: Jurisdiction, name: str) -> Jurisdiction:
    """A town, township or sub-district (镇, 乡, 街道) of a county. Towns are in no table: the id is made of the name."""
    return Jurisdiction(f"{county.id}-{slug(name)}", name, county.path + name, "township", county.id, (name,))


_TOWN = re.compile(r"[一-龥]{1,12}(?:镇|乡|街道|苏木|管理区|农场|林场|开发区|园区|新区)")
"""What may stand below a county without being in the table."""


def find_place(name: str, divisions: Divisions) -> Jurisdiction | None:
    """The place with this full name (广东省肇庆市广宁县) or id; a town is made from its county's. None where there is
    no such place."""
    if name in (NATION.path, NATION.id):
        return NATION
    called = divisions.by_name.get(name)
    for place in called or (divisions.by_path.get(name), divisions.by_id.get(name)):
        if place and name in (place.path, place.id):
            return place
    for cut in range(len(name) - 2, 1, -1):
        outer = divisions.by_path.get(name[:cut])
        if outer:
            below = outer.level in ("county", "prefecture", "zone") and _TOWN.fullmatch(name[cut:])
            return township(outer, name[cut:]) if below else None
    return None


def nearest_place(name: str, divisions: Divisions) -> str | None:
    """The full name that `name` most likely means: that of the one place so called, else the one spelled most like
    it."""
    called = divisions.by_name.get(name, ())
    if called:
        return called[0].path
    near = difflib.get_close_matches(name, [place.path for place in divisions.by_id.values()], 1, 0.5)
    return near[0] if near else None
