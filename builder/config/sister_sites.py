"""The sites that are searched together with this one, from the list `extra.search_with` of `mkdocs.yml`."""

from __future__ import annotations

from pathlib import Path

import yaml

from builder.config.mkdocs_yml import child, is_null
from builder.language import lazy_re as re
from builder.messages.translation import _
from builder.model.errors import InputError

_ADDRESS = re.compile(r"(?!//)[^\s\\:?#<>\"']*/")
"""A folder of the same server: no page of a site names another host."""


def sister_errors(tree: yaml.Node | None, config: Path) -> list[InputError]:
    """What is wrong with the list: each entry has a `name` in words, and the `address` of the root of a site on the
    same server, from the root of this one (`../chengdu/`) or of the server (`/taizhang/chengdu/`)."""
    listed, line = child(child(tree, "extra")[0], "search_with")
    if listed is None or is_null(listed):
        return []
    hint = _("write `- name: …` and `  address: ../folder/` for each site")
    if not isinstance(listed, yaml.SequenceNode):
        return [InputError(_("extra.search_with is no list"), hint, config, line)]
    errors = []
    for entry in listed.value:
        at = entry.start_mark.line + 1
        keys = {key.value for key, _value in entry.value} if isinstance(entry, yaml.MappingNode) else set()
        name, address = (_words(child(entry, key)[0]) for key in ("name", "address"))
        if keys != {"name", "address"} or not name or not address:
            errors.append(InputError(_("extra.search_with has an entry without name or address"), hint, config, at))
        elif not _ADDRESS.fullmatch(address):
            what = _("extra.search_with: {address} is no folder of this server", address=address)
            errors.append(InputError(what, _("write a relative address that ends in /, as ../chengdu/"), config, at))
    return errors


def _words(node: yaml.Node | None) -> str:
    return node.value.strip() if isinstance(node, yaml.ScalarNode) and not is_null(node) else ""
