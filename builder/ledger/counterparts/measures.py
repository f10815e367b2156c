"""A task as the measures that it orders: its sentences, and the subjects that they speak of.

Long items hold several measures, and it is one sentence of them that another notice takes up. So tasks
are compared sentence by sentence, never as wholes only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.model.ledger import TaskKey
from builder.model.notice import Notice, Task
from builder.registry.model import Subject

_SENTENCE = re.compile(r"[^。;；!！?？\n]+")
_CLAUSE = re.compile(r"[^,，:：]+")
_WORDS = re.compile(r"[一-龥0-9A-Za-z]+")
_QUOTES = re.compile(r"[“”\"]")

# How much a subject counts in a sentence: less as one of a list (在食品、交通、旅游、城管等领域), since lists
# are named in passing. Less in a task that names it once, outside its heading and its opening words.
_LISTED = {3: 0.75, 4: 0.5}
_ONCE, _IN_HEADING, _OPENING = 0.7, 1.25, 24


@dataclass(frozen=True, slots=True)
class Measure:
    """One sentence of a task: `start:end` in the notice's text, the n-grams of its words, and the weight
    of each subject that it speaks of."""

    start: int
    end: int
    words: str
    grams: frozenset[str]
    subjects: Mapping[str, float]


@dataclass(frozen=True)
class Profile:
    """A task prepared for comparison. `chapter`: the headings that it stands under, its own included."""

    key: TaskKey
    task: Task
    measures: tuple[Measure, ...]
    subjects: Mapping[str, float]
    chapter: str

    @cached_property
    def grams(self) -> frozenset[str]:
        """The n-grams of all measures of the task."""
        return frozenset().union(*(measure.grams for measure in self.measures))

    @cached_property
    def chapter_grams(self) -> frozenset[str]:
        return grams_of(self.chapter, (2,))


def grams_of(words: str, sizes: Sequence[int] = (2, 3)) -> frozenset[str]:
    """The n-grams of characters inside runs without punctuation."""
    return frozenset(
        run[at : at + size] for run in _WORDS.findall(words) for size in sizes for at in range(len(run) - size + 1)
    )


class Wordings:
    """The wordings of all subjects, by the two characters that the first word of each begins with."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._subjects = subjects
        self._starts: dict[str, set[int]] = defaultdict(set)
        for at, subject in enumerate(subjects):
            for wording in subject.wordings:
                self._starts[wording[0][:2]].add(at)

    def subjects_of(self, sentence: str) -> dict[str, float]:
        """The subjects that a sentence speaks of, in the order of the registry, with their weights."""
        plain = _QUOTES.sub("", sentence)
        starts = {*plain, *(plain[at : at + 2] for at in range(len(plain) - 1))} & self._starts.keys()
        if not starts:
            return {}
        clauses = _CLAUSE.findall(plain)
        found = {}
        for at in sorted(set().union(*(self._starts[start] for start in starts))):
            weights = [
                max((_listed(clause) for clause in clauses if wording[0] in clause), default=0.7)
                for wording in self._subjects[at].wordings
                if all(word in plain for word in wording)
            ]
            if weights:
                found[self._subjects[at].name] = max(weights)
        return found


def profile(notice: Notice, task: Task, wordings: Wordings) -> Profile:
    """The measures of a task. Its responsibility clause is left out: it says who, not what."""
    offset = task.start if notice.text[task.start : task.end] == task.text else notice.text.find(task.text, task.start)
    if offset < 0:
        offset = task.start
    body = task.text.replace(task.clause, "\n" * len(task.clause)) if task.clause else task.text
    measures = tuple(
        Measure(
            offset + sentence.start(),
            offset + sentence.end(),
            sentence[0],
            grams_of(sentence[0]),
            wordings.subjects_of(sentence[0]),
        )
        for sentence in _SENTENCE.finditer(body)
        if sum(map(len, _WORDS.findall(sentence[0]))) >= 4
    )
    headings = {item.id: item.heading or "" for item in notice.outline}
    chapter = " ".join((*(headings.get(item, "") for item in task.chapter[1:]), task.heading or ""))
    return Profile(TaskKey.of(notice, task), task, measures, _weigh(task, measures, wordings), chapter)


def subject_places(words: str, subject: Subject) -> list[tuple[int, int]]:
    """Where `words` speak of a subject: the places of the words of its first fitting wording."""
    for wording in subject.wordings:
        places = [(at, at + len(word)) for word in wording if (at := words.find(word)) >= 0]
        if len(places) == len(wording):
            return places
    return []


def _listed(clause: str) -> float:
    return _LISTED.get(min(clause.count("、") + 1, 4), 1.0)


def _weigh(task: Task, measures: Sequence[Measure], wordings: Wordings) -> dict[str, float]:
    """The weight of each subject in the whole task."""
    count = Counter(name for measure in measures for name in measure.subjects)
    heading = wordings.subjects_of(task.heading or "")
    opening = wordings.subjects_of(measures[0].words[:_OPENING]) if measures else {}
    return {
        name: max(measure.subjects.get(name, 0.0) for measure in measures)
        * (_IN_HEADING if name in heading else 1.0 if count[name] > 1 or name in opening else _ONCE)
        for name in count
    }
