"""A list of bodies in words → the bodies it names, each with what a neighbour carries for it.

`省工商局、发展改革委,省编办` names 省工商局, 省发展改革委 and 省编办: a run joined by 、 shares the level
word of its first member, a comma starts a new run. `广州、深圳市` shares its ending the other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.reading import bodynames
from builder.reading.brackets import CLOSING, OPENING, pairs

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Body:
    """One body of a list. `run` numbers the runs; `certain` is False where the words are not known
    to be a body; offsets are those of the text that the list stands in."""

    name: str
    written: str
    start: int
    end: int
    run: int
    alias: str | None = None
    certain: bool = True
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The bodies of a list in order; `open` where 等 leaves it open; `notes` are words in it that name no body."""

    bodies: tuple[Body, ...]
    open: bool = False
    notes: tuple[tuple[int, int], ...] = ()


def read_list(text: str, start: int, end: int) -> Listing:
    """The bodies that `text[start:end]` lists; persons are left out, brackets with remarks too."""
    bodies: list[Body] = []
    notes: list[tuple[int, int]] = []
    left_open = False
    for run, (from_, to) in _members(text, start, end):
        for piece_start, piece_end in _split_joined(text, from_, to):
            body, opens = _read_member(text, piece_start, piece_end, run)
            left_open = left_open or opens
            if body is None:
                continue
            if bodynames.is_person(body.name):
                notes.append((body.start, body.end))
            else:
                bodies.append(body)
    return Listing(tuple(_share(bodies)), left_open, tuple(notes))


def _members(text: str, start: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """The members with the number of their run; separators inside brackets separate nothing."""
    depth, run, at = 0, 0, start
    for i in range(start, end):
        char = text[i]
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and char in "、,，;；。/\n\t\u3000 ":
            if text[at:i].strip():
                yield run, (at, i)
            at = i + 1
            if char != "、":
                run += 1
    if text[at:end].strip():
        yield run, (at, end)


_JOINT = re.compile(r"以及|及|和|与|并")


def _split_joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """银保监会及各地区 → two members; 工业和信息化部, 各级政府及部门 and 政府及其部门 → one."""
    at = start
    for joint in _JOINT.finditer(text, start, end):
        if joint.start() < at:
            continue
        left, right = text[at : joint.start()].strip(), text[joint.end() : end].strip()
        if not left or not right or text.count("(", at, joint.start()) != text.count(")", at, joint.start()):
            continue
        left = re.sub(r"等[^等]*$", "", left) or left
        if right.startswith("其") or bodynames.is_class_word(right) and not re.match("各|有关|相关", right):
            continue
        if not bodynames.ends_as_body(left) and not bodynames.is_collective(left):
            continue
        if starts_as_body(right):
            yield at, joint.start()
            at = joint.end()
    pair = re.fullmatch(r"\s*((?:自治区|省|市|县|区|州|盟|旗|镇|乡)委)((?:自治区|省|市|县|区|州|盟|旗|镇|乡)(?:人民)?政府)\s*", text[at:end])
    if pair:
        yield at + pair.start(1), at + pair.end(1)
        yield at + pair.start(2), at + pair.end(2)
    else:
        yield at, end


def starts_as_body(words: str) -> bool:
    """Whether a body may begin here: a level word, a group word, or a known office."""
    known = bodynames.words()
    return bool(
        bodynames.level_word(words)
        or bodynames.is_national(words)
        or known.field_body.match(words)
        or re.match(r"各|有关|相关|所属|直属|全[省市县区]|试点|其他", words)
        or re.match(bodynames.PLACE_BRACKET, words[1:])
    )


_LEAD_IN = re.compile(r"(?:由|以及|及|和|与|会同|包括|含|为|是|即)(?=.)")
_ETC = re.compile(r"等(?![级待同于离效额]|高等|院校|学校)")


def _read_member(text: str, start: int, end: int, run: int) -> tuple[Body | None, bool]:
    """The body of one member, and whether 等 leaves the list open there."""
    while start < end and (text[start].isspace() or text[start] in ":：-—·*★☆"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".。;；:："):
        end -= 1
    lead_in = _LEAD_IN.match(text, start, end)
    if lead_in and not bodynames.is_known_office(text[start:end]):
        start = lead_in.end()
    opens = False
    for etc in _ETC.finditer(text, start, end):
        if _inside_bracket(text, start, etc.start()):
            continue
        if bodynames.is_class_word(text[etc.end() : end].strip()):
            if etc.start() > start:
                end = etc.start()
            else:
                start = end
            opens = True
        elif etc.start() == start:
            start, opens = etc.end(), True
        break
    if start >= end:
        return None, opens
    written_end, alias = end, None
    name = text[start:end]
    brackets = [pair for pair in pairs(text, start, end) if pair.outer]
    for bracket in reversed(brackets):
        inside = text[bracket.open + 1 : bracket.close]
        whole = text[bracket.open : bracket.close + 1]
        if re.fullmatch(bodynames.PLACE_BRACKET, whole):
            continue
        named = re.fullmatch(r"(?:以下|下)?(?:统?简称|称)?[:：]?[“\"]?(.+?)[”\"]?", inside)
        other = named[1].strip() if named else inside
        if bodynames.ends_as_body(other) and not re.search(r"[,，;；。]|按|负责|牵头单位|列", other):
            alias = other
        elif bracket.close + 1 == written_end:
            written_end = bracket.open
        name = name[: bracket.open - start] + name[bracket.close + 1 - start :]
    name = _SPACE.sub("", name)
    if not name:
        return None, opens
    while written_end > start and text[written_end - 1].isspace():
        written_end -= 1
    certain = bodynames.ends_as_body(name) or bodynames.is_collective(name) or bodynames.is_national(name)
    return Body(name, text[start:written_end], start, written_end, run, alias, certain), opens


def _inside_bracket(text: str, start: int, at: int) -> bool:
    return sum(text.count(c, start, at) for c in OPENING) > sum(text.count(c, start, at) for c in CLOSING)


def _share(bodies: list[Body]) -> Iterator[Body]:
    """Each body with what its run carries for it."""
    runs: dict[int, list[Body]] = {}
    for body in bodies:
        runs.setdefault(body.run, []).append(body)
    for run in runs.values():
        yield from _share_level(_share_ending(run))


_EACH = re.compile(r"各级?")


def _share_level(run: list[Body]) -> Iterator[Body]:
    first = run[0]
    level = bodynames.level_word(first.name)
    each = _EACH.match(first.name)
    for body in run:
        name = body.name
        if body is first:
            yield body
        elif each and re.fullmatch(r"(?:人民)?政府|党委|党工委|街道办事处|街道办|管委会|街道", name):
            yield replace(body, name=each[0] + name)
        elif level and _takes_level(name):
            committee = level + "委" if first.name.startswith(level + "委") and name in bodynames.words().party_organs else level
            yield replace(body, name=committee + name)
        else:
            yield body


def _takes_level(name: str) -> bool:
    """Whether a member without a level word of its own takes its neighbour's."""
    known = bodynames.words()
    if bodynames.level_word(name) or bodynames.is_national(name) or bodynames.is_collective(name):
        return False
    if bodynames.is_known_office(name):
        return True
    return not known.independent.search(name) and bodynames.ends_as_body(name)


_PLACE_ENDING = re.compile(r"(?:市|县|区|州|盟|旗|镇|乡|省)(?:人民政府|政府|党委|管委会|[一-龥]{2,6}局)?$")
_FIELD_ENDING = re.compile(r"(?:行政主管|行政|主管|监管|管理)?(?:部门|机关|局|委|厅|办)$")


def _share_ending(run: list[Body]) -> list[Body]:
    """广州、深圳市 → 广州市; 发展改革、财政部门 → 发展改革部门: what only the last member says."""
    shared: list[Body] = []
    ending: str | None = None
    kind = ""
    for body in reversed(run):
        bare = not bodynames.ends_as_body(body.name) and not bodynames.is_collective(body.name)
        level = bodynames.level_word(body.name)
        stem = body.name[len(level) :] if level else body.name
        if ending and bare and kind == "field" and stem in bodynames.words().fields:
            shared.append(replace(body, name=body.name + ending, certain=True))
            continue
        if ending and kind == "place" and 2 <= len(body.name) <= 5 and not re.search(r"[省市县区州盟旗镇乡]$", body.name) and bare:
            shared.append(replace(body, name=body.name + ending, certain=True))
            continue
        place, field = _PLACE_ENDING.search(body.name), _FIELD_ENDING.search(body.name)
        if place and place.start() >= 2 and not bodynames.is_collective(body.name):
            ending, kind = place[0], "place"
        elif field and field.start() >= 2:
            ending, kind = field[0], "field"
        shared.append(body)
    return shared[::-1]
