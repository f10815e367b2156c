"""Where the paragraphs outside tasks name a body: what a plan asks of it without a number (保障措施, 附则)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from builder.language import lazy_re as re
from builder.language.brackets import depths
from builder.language.lazy_dataclasses import dataclass
from builder.model.notice import Notice
from builder.reading.agencies.aliases import read_aliases
from builder.reading.agencies.names.levels import level_word
from builder.reading.agencies.sentences.subjects import Subjects

_PARAGRAPH = re.compile(r"[^\n]+")
_NAME_BEFORE = re.compile(r"[^\W\d_和与及同由向对报]+\Z")
_REACH = 8
"""How many letters before a name may belong to it."""
_SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, `notice.text[start:end]`, that names a body."""

    notice: Notice
    start: int
    end: int


Outside = tuple[str, int, int]
"""The id of a body, and where the sentence that names it lies."""


def passages_outside(notices: Iterable[Notice], known: Mapping[str, tuple[Outside, ...]]) -> dict[str, list[Passage]]:
    """By body: the sentences outside tasks that name it, in order. `known`: by notice, what `named_outside` gives."""
    found: dict[str, list[Passage]] = {}
    for notice in notices:
        outside = known.get(notice.id)
        for agency, start, end in named_outside(notice) if outside is None else outside:
            found.setdefault(agency, []).append(Passage(notice, start, end))
    return found


def named_outside(notice: Notice) -> tuple[Outside, ...]:
    """The sentences outside tasks that name a body as tasks of the notice do, each once, in order. Whom a notice is
    sent to, and who signs it, is no sentence. `notice`: one whose mentions have `agency`."""
    names: dict[str, str] = {}
    for task in notice.tasks:
        for mention in task.agencies:
            for name in (mention.name, mention.bare):
                names.setdefault(name, mention.agency or "")
    return tuple(_named(notice, names))


def _named(notice: Notice, names: Mapping[str, str]) -> Iterator[Outside]:
    """The bodies that the sentences outside tasks name: each once a sentence, and where the sentence lies."""
    if not names:
        return
    aliases = read_aliases(notice.text)
    names = {**{short: names[full] for short, full in aliases.items() if full in names}, **names}
    pattern = re.compile_now("|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))))
    for start, end in _sentences_outside(notice):
        found = list(pattern.finditer(notice.text, start, end))
        if not found:
            continue
        depth = depths(notice.text, start, end)
        subjects = Subjects(notice.text, start, depth, aliases, False, notice.front.jurisdiction, set(names))
        whole = (names[each[0]] for each in found if _is_whole(subjects, *each.span(), start, end))
        yield from ((agency, start, end) for agency in dict.fromkeys(whole))


def _is_whole(subjects: Subjects, start: int, end: int, begin: int, stop: int) -> bool:
    """Whether the letters `text[start:end]` of the sentence `text[begin:stop]` are a name of their own, and no part of
    a longer one: 县政府 in 县政府办公室, in 广宁县政府."""
    text = subjects.text
    first = next(subjects.bodies(start, subjects.leading(start, stop)), None)
    if first is None or text[start:end] not in (first.written, first.name):
        return False
    before = _NAME_BEFORE.search(text, max(begin, start - _REACH), start)
    starts = range(before.start(), start - 1) if before else ()  # one letter more makes names by chance: 提高县政府
    return not any(
        subjects.only_bodies(at, end) and not _is_short_for(subjects, text[at:end], text[start:end]) for at in starts
    )


def _is_short_for(subjects: Subjects, longer: str, name: str) -> bool:
    """Whether a longer name only adds the level to a short one that the notice defines (市委 to 依法治市办)."""
    return name in subjects.aliases and longer.removesuffix(name).removesuffix("委") == level_word(longer)


def _sentences_outside(notice: Notice) -> Iterator[tuple[int, int]]:
    tasks = sorted(notice.tasks, key=lambda task: task.start)
    starts = [task.start for task in tasks]
    reach = list(accumulate((task.end for task in tasks), max))
    for paragraph in _PARAGRAPH.finditer(notice.text):
        words = paragraph[0].rstrip()
        if words.endswith((":", "：")) or not re.search("[。；;]", words):
            continue
        for sentence in _SENTENCE.finditer(notice.text, paragraph.start(), paragraph.end()):
            before = bisect_left(starts, sentence.end())
            if not before or reach[before - 1] <= sentence.start():
                yield sentence.span()
