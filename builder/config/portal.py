"""What a government portal must name on its pages, from the block `extra.portal` of `mkdocs.yml`.

The tags and their forms are those of 政府网站发展指引 (国办发〔2017〕47号) and the 网站标识码 rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from builder.config.mkdocs_yml import child, is_null, read_mkdocs
from builder.config.sister_sites import sister_errors
from builder.config.site import SiteFacts
from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.messages.translation import N_, _
from builder.model.errors import InputError

REQUIRED: dict[str, tuple[str, str, str]] = {
    "SiteName": (r".+", "网站名称", N_("the name of the portal")),
    "SiteDomain": (r"[a-z0-9-]+(\.[a-z0-9-]+)+", "网站域名", N_("a domain such as www.guangning.gov.cn")),
    "SiteIDCode": (r"\d{10}|[a-z]{2}\d{8}", "网站标识码", N_("ten characters, such as 4412230001")),
    "host": (r".+", "主办单位", N_("the office that runs the portal")),
    "icp": (r".*ICP备\d+号(-\d+)?", "ICP备案", N_("a number such as 粤ICP备05000001号")),
    "police": (r".*公网安备\s?\d+号", "公安备案", N_("a number such as 粤公网安备44122302000001号")),
    "contact": (r".+", "联系方式", N_("a telephone number or address")),
    "report": (r"(https?://|mailto:)\S+|\S+@\S+", "纠错地址", N_("a mail address or a web address")),
    "find_mistakes": (r"https?://\S+", "我为政府网站找错", N_("the address of the portal's page there")),
}
"""Key → (pattern of the value, its name in Chinese, what to write)."""

_PLACEHOLDER = re.compile(r"待填|TODO|xxx|example\.", re.IGNORECASE)


def load_site(config: Path, *, strict: bool) -> SiteFacts:
    """The site's name and address. Every value of the portal that is given must be words in its form; with
    `strict` all must be there, and no placeholder. Else InputError with file, line and hint, for all of them."""
    tree = read_mkdocs(config)
    name, name_line = child(tree, "site_name")
    if not isinstance(name, yaml.ScalarNode) or not name.value.strip() or is_null(name):
        raise InputError(_("site_name is missing"), _("give the site a name, in words"), config, name_line)
    url, url_line = child(tree, "site_url")
    if url is None or is_null(url) or url.value == "":
        address = None
        url_line = None
    elif isinstance(url, yaml.ScalarNode) and _is_address(url.value):
        address = f"{url.value.rstrip('/')}/"
    else:
        hint = _("write it as https://www.guangning.gov.cn/taizhang/")
        raise InputError(_("site_url is no web address"), hint, config, url_line)
    values, errors = _portal(tree, config)
    errors += sister_errors(tree, config)
    if strict:
        errors += [value.open_error(config) for value in values if value.open]
        errors += _name_errors(config, name.value, name_line)
        errors += _address_errors(config, address, url_line, values)
    if errors:
        raise InputError.of(sorted(errors, key=lambda error: error.line or 0))
    return SiteFacts(name.value, address)


def _is_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
        return bool(re.fullmatch(r"https?://[^\s<>\"]+", words) and parts.hostname and parts.port != 0)
    except ValueError:  # a bracket left open, a port beyond 65535
        return False


def incomplete(config: Path) -> list[str]:
    """A line that says which values of the portal are not there yet or still placeholders, and one for each fault of
    the site's name and address: all that would stop a strict build."""
    values = _portal(tree := read_mkdocs(config), config)[0]
    missing = [f"{value.key} ({REQUIRED[value.key][1]})" for value in values if value.open]
    said = _(
        "{config}: extra.portal is not complete: {names} (a build with --strict names each line and what to write)",
        config=config,
        names=", ".join(missing),
    )
    name, name_line = child(tree, "site_name")
    url, line = child(tree, "site_url")
    address = url.value if isinstance(url, yaml.ScalarNode) and not is_null(url) else None
    errors = _name_errors(config, name.value if isinstance(name, yaml.ScalarNode) else "", name_line)
    errors += _address_errors(config, address or None, line, values)
    return [*([said] if missing else ()), *map(str, errors)]


def _name_errors(config: Path, name: str, line: int | None) -> list[InputError]:
    if not _PLACEHOLDER.search(name):
        return []
    what = _("site_name is still a placeholder: {name}", name=name)
    return [InputError(what, _("give the site a name, in words"), config, line)]


def _address_errors(config: Path, address: str | None, line: int | None, values: Sequence[_Value]) -> list[InputError]:
    """What is wrong with `site_url`: every page carries it, so that a placeholder, or another domain than the one that
    the portal names, would be on all of them."""
    hint = _("write the address at which the site will stand, as https://www.guangning.gov.cn/taizhang/")
    if address is None:
        return [InputError(_("site_url is missing"), hint, config, line)]
    if _PLACEHOLDER.search(address):
        return [InputError(_("site_url is still a placeholder: {address}", address=address), hint, config, line)]
    domain = next((value for value in values if value.key == "SiteDomain" and not value.open), None)
    host = urlsplit(address).hostname or ""
    if domain is None or not re.fullmatch(REQUIRED["SiteDomain"][0], domain.words):
        return []
    if host == domain.words or host.endswith(f".{domain.words.removeprefix('www.')}"):
        return []
    what = _("site_url is at {host}, extra.portal.SiteDomain is {domain}", host=host, domain=domain.words)
    return [InputError(what, _("correct the one that is wrong"), config, line)]


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of the block: its key, its words (none where it is not given) and its line."""

    key: str
    words: str
    line: int | None

    @property
    def open(self) -> bool:
        return not self.words or bool(_PLACEHOLDER.search(self.words))

    @property
    def _named(self) -> dict[str, str]:
        return {"key": self.key, "name": REQUIRED[self.key][1], "words": self.words}

    def open_error(self, config: Path) -> InputError:
        if self.words:
            what = _("extra.portal.{key} ({name}) is still a placeholder: {words}", **self._named)
        else:
            what = _("extra.portal.{key} ({name}) is missing", **self._named)
        return InputError(what, _what_to_write(self.key), config, self.line)


def _what_to_write(key: str) -> str:
    return _("write {hint}", hint=_(REQUIRED[key][2]))


def _portal(tree: yaml.Node | None, config: Path) -> tuple[list[_Value], list[InputError]]:
    """The values of the block, in the order in which they are asked for, and what is wrong with those given."""
    block, line = child(child(tree, "extra")[0], "portal")
    if block is not None and not isinstance(block, yaml.MappingNode) and not is_null(block):
        return [], [
            InputError(_("extra.portal is no block of keys"), _("write one `key: value` a line below it"), config, line)
        ]
    values, errors = [], []
    for name in (key for key, value in block.value) if isinstance(block, yaml.MappingNode) else ():
        if name.value not in REQUIRED:
            keys = _("keys are {keys}", keys=", ".join(REQUIRED))
            at = name.start_mark.line + 1
            errors.append(InputError(_("extra.portal has the unknown key {key!r}", key=name.value), keys, config, at))
    for key, (pattern, name, _about) in REQUIRED.items():
        node, at = child(block, key)
        if node is not None and not isinstance(node, yaml.ScalarNode):
            what = _("extra.portal.{key} ({name}) is a list or mapping, not words", key=key, name=name)
            errors.append(InputError(what, _what_to_write(key), config, at))
            continue
        value = _Value(key, "" if node is None or is_null(node) else node.value.strip(), at or line)
        read = yaml.safe_load(value.words) if node is not None and not node.style else value.words
        if not value.open and not re.fullmatch(pattern, value.words):
            what = _("extra.portal.{key} ({name}) is not in its form: {words}", key=key, name=name, words=value.words)
            errors.append(InputError(what, _what_to_write(key), config, at))
        elif value.words and not isinstance(read, str) and str(read) != value.words:
            what = _(
                "extra.portal.{key} ({name}) is read as {read}, not as {words}",
                key=key,
                name=name,
                read=read,
                words=value.words,
            )
            errors.append(InputError(what, _("write it in quotes"), config, at))
        values.append(value)
    return values, errors
