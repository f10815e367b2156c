"""The registry read from YAML, every entry checked: a mistake is an InputError with file, line and hint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

from builder.config.yaml_file import Entry
from builder.language import lazy_re as re
from builder.language.dates import written_date
from builder.messages.translation import _
from builder.model.ledger import Jurisdiction, TaskKey
from builder.places.divisions import Divisions, divisions_with, load_divisions
from builder.registry.layers import is_national, read_layers
from builder.registry.model import (
    BodySuccessor,
    FullName,
    Group,
    Judgement,
    Kind,
    KindSuccessor,
    KnownBody,
    KnownDocument,
    Registry,
    Relation,
    Subject,
    TopicRule,
)

LEVEL_CHARACTERS = ("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡")
_PLACEHOLDER = re.compile(r"某(?:地|府|省|市|县|委|级|处|上)")
_RELATIONS: Mapping[str, Relation] = {"落实": "implements", "报告": "reports", "同一事项": "same-subject"}
_ID = re.compile(r"[a-z][a-z0-9-]*")

Pairs = Sequence[tuple[Entry, Entry]]
"""Name and entry of each line below a top key."""


def load_registry(folder: Path | None) -> Registry:
    """The national registry of the program, and what `folder`, an office's own, adds to it or says otherwise; None
    outside any project. InputError on the first mistake."""
    files = read_layers(folder)
    divisions = divisions_with(tuple(_jurisdictions(files["jurisdictions.yml"].pairs("jurisdictions"))))
    kinds = _kinds(files["bodies.yml"].pairs("kinds"))
    return Registry(
        divisions=divisions,
        kinds=kinds,
        shorts=_shorts(kinds, files["bodies.yml"].pairs("kinds")),
        bodies=_bodies(files["bodies.yml"].pairs("bodies"), kinds, divisions),
        groups=_groups(files["groups.yml"].pairs("groups"), kinds, divisions),
        documents=_documents(files["documents.yml"].pairs("documents")),
        laws=files["documents.yml"].words("laws"),
        topics=_topics(files["topics.yml"].pairs("topics")),
        subjects=_subjects(files["measures.yml"].pairs("measures")),
        general_words=files["measures.yml"].words("general"),
        added=_judgements(files["counterparts.yml"].items("add"), adding=True),
        struck=_judgements(files["counterparts.yml"].items("strike"), adding=False),
    )


def _identifier(entry: Entry) -> str:
    text = entry.text()
    if not _ID.fullmatch(text):
        raise entry.error(
            _("{text!r} is no id", text=text), _("use lower-case letters, digits and hyphens, as in fazhi")
        )
    return text


def _date(entry: Entry | None) -> str | None:
    if entry is None:
        return None
    date = written_date(entry.text())
    if date is None:
        raise entry.error(_("{text!r} is no date", text=entry.text()), _("write it as 2018-03-21"))
    return date


def _optional(entry: Entry | None) -> str | None:
    return entry.text() if entry else None


def _jurisdictions(pairs: Pairs) -> list[Jurisdiction]:
    known = load_divisions().by_id
    places: dict[str, Jurisdiction] = {}
    for key, value in pairs:
        fields = value.fields(("name", "parent", "level", "names"), ("name", "parent", "level"))
        parent = places.get(fields["parent"].text()) or known.get(fields["parent"].text())
        if parent is None:
            raise fields["parent"].error(
                _("there is no place {place!r}", place=fields["parent"].text()),
                _("give the id of a place, as guangdong-zhaoqing"),
            )
        if fields["level"].text() not in ("province", "prefecture", "county", "township", "zone"):
            raise fields["level"].error(
                _("{level!r} is no level", level=fields["level"].text()),
                _("use zone, township, county, prefecture or province"),
            )
        name = fields["name"].text()
        names = fields["names"].texts() if "names" in fields else ()
        table = known.get(key.text())
        given = table.names if table else ()
        path = name if parent.level == "nation" else parent.path + name
        place_id = _identifier(key)
        places[place_id] = Jurisdiction(
            place_id,
            name,
            path,
            fields["level"].text(),
            parent.id,
            _once(name, *given, *names),
            since=table.since if table else None,
            until=table.until if table else None,
            code=table.code if table else None,
        )
    return list(places.values())


def _once(*names: str) -> tuple[str, ...]:
    """`names` in order, each once: a place that the table knows keeps its names beside those added here."""
    return tuple(dict.fromkeys(names))


def _kinds(pairs: Pairs) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for key, value in pairs:
        fields = value.fields(("name", "names", "successor"), ("name", "names"))
        names = tuple(
            FullName(pattern.text(), () if shorts.empty else tuple(shorts.text().split()))
            for pattern, shorts in fields["names"].pairs()
        )
        successor = None
        if "successor" in fields:
            parts = fields["successor"].fields(("kind", "name", "date", "document"), ("kind",))
            successor = KindSuccessor(
                parts["kind"].text(),
                _optional(parts.get("name")),
                _date(parts.get("date")),
                _optional(parts.get("document")),
            )
        kinds[_identifier(key)] = Kind(key.text(), fields["name"].text(), names, successor)
    for key, value in pairs:
        successor = kinds[key.text()].successor
        if successor and successor.kind not in kinds:
            raise value.error(
                _("its successor {kind!r} is no kind", kind=successor.kind), _("give the id of a kind in this file")
            )
        patterns = [name.pattern for name in kinds[successor.kind].names] if successor else []
        if successor and successor.name and successor.name not in patterns:
            raise value.error(
                _("its successor {name!r} is no name of {kind}", name=successor.name, kind=successor.kind),
                _("write one of: {names}", names=", ".join(patterns)),
            )
    return kinds


def implied_shorts(pattern: str) -> tuple[str, ...]:
    """What a full name leaves when the place in front of it is taken off: 某府法制办公室 → 人民政府法制办公室,
    政府法制办公室; 中共某委组织部 → 委组织部, 党委组织部. The whole, where no place is in it."""
    if not _PLACEHOLDER.search(pattern):
        return (pattern,)
    bare = re.sub(r"^(?:中共|中国共产党)", "", pattern)
    if bare.startswith("某府"):
        return ("人民政府" + bare[2:], "政府" + bare[2:])
    if bare.startswith("某委"):
        return ("委" + bare[2:], "党委" + bare[2:])
    if re.match(r"某[地省市县处]", bare):
        return (bare[2:],)
    return ()


def _shorts(kinds: Mapping[str, Kind], pairs: Pairs) -> dict[str, tuple[tuple[str, int], ...]]:
    """Short name → the kind that it means and which of its full names. A short name that an office gives to a kind of
    its own is no longer one of the program's."""
    places = {key.text(): value for key, value in pairs}
    found: dict[str, list[tuple[str, int]]] = {}
    for kind in kinds.values():
        for index, name in enumerate(kind.names):
            for short in dict.fromkeys((*implied_shorts(name.pattern), *name.shorts)):
                for spelled in [short.replace("某级", c) for c in LEVEL_CHARACTERS] if "某级" in short else [short]:
                    owners = found.setdefault(spelled, [])
                    if owners and owners[0][0] != kind.id:
                        if is_national(places[owners[0][0]]) == is_national(places[kind.id]):
                            raise places[kind.id].error(
                                _(
                                    "{spelled!r} is a short name of {kind} and of {other}",
                                    spelled=spelled,
                                    kind=kind.id,
                                    other=owners[0][0],
                                ),
                                _("keep it in one of them"),
                            )
                        if is_national(places[kind.id]):
                            continue
                        owners.clear()
                    if (kind.id, index) not in owners:
                        owners.append((kind.id, index))
    return {short: tuple(owners) for short, owners in found.items()}


def _body_id(entry: Entry, kinds: Mapping[str, Kind], divisions: Divisions) -> str:
    text = entry.text()
    place, kind = text.partition("/")[::2]
    if place not in divisions.by_id:
        raise entry.error(
            _("there is no place {place!r}", place=place), _("write a body as place/kind, as guangdong/bianban")
        )
    if kind not in kinds:
        raise entry.error(
            _("there is no kind {kind!r}", kind=kind), _("write a body as place/kind, with a kind of bodies.yml")
        )
    return text


def _bodies(pairs: Pairs, kinds: Mapping[str, Kind], divisions: Divisions) -> dict[str, KnownBody]:
    bodies: dict[str, KnownBody] = {}
    for key, value in pairs:
        fields = value.fields(("full_name", "source", "names", "successor"))
        names = tuple(fields["names"].text().split()) if "names" in fields else ()
        body = _body_id(key, kinds, divisions)
        heir = _heir(fields["successor"]) if "successor" in fields else None
        bodies[body] = KnownBody(body, _optional(fields.get("full_name")), _optional(fields.get("source")), names, heir)
    return bodies


def _heir(entry: Entry) -> BodySuccessor:
    parts = entry.fields(("name", "date", "document"), ("name",))
    return BodySuccessor(parts["name"].text(), _date(parts.get("date")), _optional(parts.get("document")))


def _groups(pairs: Pairs, kinds: Mapping[str, Kind], divisions: Divisions) -> tuple[Group, ...]:
    groups = []
    for key, value in pairs:
        fields = value.fields(("name", "names", "place", "members", "source"), ("name", "place"))
        if fields["place"].text() not in divisions.by_id:
            raise fields["place"].error(
                _("there is no place {place!r}", place=fields["place"].text()), _("give the id of a place")
            )
        members = fields["members"].items() if "members" in fields else ()
        groups.append(
            Group(
                f"{fields['place'].text()}/{_identifier(key)}",
                fields["name"].text(),
                fields["names"].texts() if "names" in fields else (),
                fields["place"].text(),
                tuple(_body_id(member, kinds, divisions) for member in members),
                _optional(fields.get("source")),
            )
        )
    return tuple(groups)


def _documents(pairs: Pairs) -> dict[str, KnownDocument]:
    documents: dict[str, KnownDocument] = {}
    for key, value in pairs:
        fields = value.fields(("title", "number", "names"), ("title",))
        names = fields["names"].texts() if "names" in fields else ()
        documents[key.text()] = KnownDocument(
            _identifier(key), fields["title"].text(), _optional(fields.get("number")), names
        )
    return documents


def _topics(pairs: Pairs) -> tuple[TopicRule, ...]:
    rules = []
    keys: dict[str, str] = {}
    for key, value in pairs:
        fields = value.fields(("name", "chapters", "words", "but"), ("name",))
        other = keys.setdefault(name := fields["name"].text(), key.text())
        if other != key.text():
            what = _("the topic {name} is there already, as {other}", name=name, other=other)
            raise fields["name"].error(what, _("write `{other}:` before it to replace that one", other=other))
        chapters, words, but = (fields[name].texts() if name in fields else () for name in ("chapters", "words", "but"))
        rules.append(TopicRule(_identifier(key), fields["name"].text(), chapters, words, but))
    return tuple(rules)


def _subjects(pairs: Pairs) -> tuple[Subject, ...]:
    return tuple(
        Subject(
            key.text(),
            tuple(
                tuple(word.strip() for word in wording.split("+"))
                for wording in value.text().split(",")
                if wording.strip()
            ),
        )
        for key, value in pairs
    )


def _judgements(items: Iterable[Entry], *, adding: bool) -> tuple[Judgement, ...]:
    found = []
    for item in items:
        fields = item.fields(("a", "b", "relation", "why", "by", "date"), ("a", "b", "why"))
        for side in ("a", "b"):
            if "/" not in fields[side].text():
                raise fields[side].error(
                    _("{task!r} is no task", task=fields[side].text()),
                    _("write notice/task, as guangdong-2015-fazhi-shifanqu/二/(一)/2"),
                )
        relation = fields.get("relation")
        if relation and relation.text() not in (*_RELATIONS, *_RELATIONS.values()):
            raise relation.error(
                _("{relation!r} is no relation", relation=relation.text()),
                _("write one of {values}", values=", ".join(_RELATIONS)),
            )
        if adding and not relation:
            hint = _(
                "say how the two answer each other: `{key}:` {values}", key="relation", values=", ".join(_RELATIONS)
            )
            raise item.error(_("{name!r} is missing", name="relation"), hint)
        found.append(
            Judgement(
                TaskKey(fields["a"].text()),
                TaskKey(fields["b"].text()),
                cast("Relation", _RELATIONS.get(relation.text(), relation.text())) if relation else None,
                fields["why"].text(),
                _optional(fields.get("by")),
                _date(fields.get("date")),
                item.line,
            )
        )
    return tuple(found)
