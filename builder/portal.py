"""What a government portal must name on its pages, from the block `extra.portal` of `mkdocs.yml`.

The tags and their forms are those of 政府网站发展指引 (国办发〔2017〕47号) and the 网站标识码 rules.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from builder.errors import InputError
from builder.pages.site import SiteFacts

REQUIRED: dict[str, tuple[str, str, str]] = {
    "SiteName": (r".+", "网站名称", "the name of the portal"),
    "SiteDomain": (r"[a-z0-9-]+(\.[a-z0-9-]+)+", "网站域名", "a domain such as www.guangning.gov.cn"),
    "SiteIDCode": (r"\d{10}|[a-z]{2}\d{8}", "网站标识码", "ten characters, such as 4412230001"),
    "host": (r".+", "主办单位", "the office that runs the portal"),
    "icp": (r".*ICP备\d+号(-\d+)?", "ICP备案", "a number such as 粤ICP备05000001号"),
    "police": (r".*公网安备\s?\d+号", "公安备案", "a number such as 粤公网安备44122302000001号"),
    "contact": (r".+", "联系方式", "a telephone number or address"),
    "report": (r"(https?://|mailto:)\S+|\S+@\S+", "纠错地址", "a mail address or a web address"),
    "find_mistakes": (r"https?://\S+", "我为政府网站找错", "the address of the portal's page there"),
}
"""Key → (pattern of the value, its name in Chinese, what to write)."""

_PLACEHOLDER = re.compile(r"待填|TODO|xxx|example\.", re.IGNORECASE)


class _Loader(yaml.SafeLoader):
    """Reads a configuration whose other parts may use tags of MkDocs (`!ENV`)."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def _child(node: yaml.Node | None, key: str) -> tuple[yaml.Node | None, int | None]:
    """The value of a key of a mapping node, and the line of the key, from 1."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value, name.start_mark.line + 1
    return None, None


def load_site(config: Path, *, strict: bool) -> SiteFacts:
    """The site's name and address. With `strict`, every value of the portal must be there, in its
    form, and no placeholder: else InputError with file, line and mend."""
    try:
        text = config.read_text("utf-8")
        tree = yaml.compose(text, Loader=_Loader)
        loaded: Any = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputError(f"no legal YAML: {error.problem}", "mend the line named", config, line) from error
    if not isinstance(loaded, dict) or not loaded.get("site_name"):
        raise InputError("site_name is missing", "give the site a name", config)
    extra, _ = _child(tree, "extra")
    block, line = _child(extra, "portal")
    values = (loaded.get("extra") or {}).get("portal") or {}
    if not isinstance(values, dict):
        raise InputError("extra.portal is no block of keys", "write one `key: value` a line below it", config, line)
    for key in values:
        if key not in REQUIRED:
            raise InputError(
                f"extra.portal has the unknown key {key!r}",
                f"keys are {', '.join(REQUIRED)}",
                config,
                _child(block, key)[1],
            )
    if strict:
        for key, (pattern, name, mend) in REQUIRED.items():
            value, at = str(values.get(key) or "").strip(), _child(block, key)[1] or line
            if not value:
                raise InputError(f"extra.portal.{key} ({name}) is missing", f"write {mend}", config, at)
            if _PLACEHOLDER.search(value):
                raise InputError(
                    f"extra.portal.{key} ({name}) is still a placeholder: {value}", f"write {mend}", config, at
                )
            if not re.fullmatch(pattern, value):
                raise InputError(
                    f"extra.portal.{key} ({name}) is not in its form: {value}", f"write {mend}", config, at
                )
    url = loaded.get("site_url")
    return SiteFacts(str(loaded["site_name"]), f"{url.rstrip('/')}/" if isinstance(url, str) and url else None)
