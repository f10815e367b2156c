"""`mkdocs.yml` as a tree of nodes, looked at before MkDocs itself reads it."""

from __future__ import annotations

from pathlib import Path

import yaml

from builder.config.yaml_nodes import compose_yaml
from builder.messages.translation import _
from builder.model.errors import InputError


def read_mkdocs(config: Path) -> yaml.Node | None:
    """The root of `mkdocs.yml`. MkDocs would run programs for `!!python/…` tags and read another file for
    `INHERIT`, so that what was looked at is not what is used: both are an InputError, before MkDocs sees them."""
    root: yaml.Node | None = compose_yaml(config, tags=("!ENV", "!relative"))
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise InputError(_("expected `key: value` lines"), _("begin with `site_name: …`"), config, 1)
    line = child(root, "INHERIT")[1]
    if line:
        raise InputError(_("INHERIT cannot be used"), _("write all keys in this file"), config, line)
    return root


def child(node: yaml.Node | None, key: str) -> tuple[yaml.Node | None, int | None]:
    """The value of a key of a mapping node, and the line of the key, from 1."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value, name.start_mark.line + 1
    return None, None


def is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"
