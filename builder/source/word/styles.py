"""The styles of a Word document: what a paragraph or a run takes from its style, and that one from its base."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
T = TypeVar("T")


def value(element: Element | None, name: str) -> str | None:
    """The `w:val` of a child of `element`, None where it has no such child."""
    child = element.find(f"{W}{name}") if element is not None else None
    return child.get(f"{W}val") if child is not None else None


def switch(properties: Element | None, name: str) -> bool | None:
    """A property that is on or off (17.17.4, ST_OnOff); None where it is not said."""
    child = properties.find(f"{W}{name}") if properties is not None else None
    return None if child is None else child.get(f"{W}val", "true") not in ("0", "false", "off")


class Styles:
    """`styles` is the root of the styles part, None where there is none."""

    def __init__(self, styles: Element | None) -> None:
        found = styles.iterfind(f"{W}style") if styles is not None else ()
        self.elements = {style.get(f"{W}styleId", ""): style for style in found}
        self._hidden = self.inherited(lambda style: switch(style.find(f"{W}rPr"), "vanish"))

    def hidden(self, style: str | None) -> bool:
        """Whether the words of a style are not shown."""
        return bool(self._hidden.get(style or ""))

    def inherited(self, own: Callable[[Element], T | None]) -> Mapping[str, T]:
        """What `own` reads from each style, or from the nearest style that it is based on."""
        values: dict[str, T | None] = {}
        for key in self.elements:
            way: list[str] = []
            at: str | None = key
            result: T | None = None
            while at is not None and at in self.elements and at not in values:
                values[at] = None  # also ends a circle
                way.append(at)
                result = own(self.elements[at])
                if result is not None:
                    break
                at = value(self.elements[at], "basedOn")
            else:
                result = values.get(at or "")
            values.update(dict.fromkeys(way, result))
        return {key: found for key, found in values.items() if found is not None}
