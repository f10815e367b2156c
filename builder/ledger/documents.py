"""Cited documents: which of them is a notice published here, and one page for each of the others.

Short names that a notice gives (以下简称《纲要》) are followed; laws are known without 中华人民共和国; other
spellings are the registry's. A title alone names a document where it says whose it is (《广东省…》, a law);
《关于加强…的意见》 may be anybody's, and is one document only with its number or its issuer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from builder.language import lazy_re as re
from builder.ledger.agencies.identity import place_of_level
from builder.ledger.agencies.naming import place_of
from builder.model.ledger import Document, Jurisdiction, TaskKey
from builder.model.notice import Citation, Notice
from builder.places.divisions import NATION
from builder.places.mentions import find_places
from builder.places.slugs import slug, unique_slug
from builder.registry.model import KnownDocument, Registry

_SHORT = re.compile(
    r"《(?P<full>[^《》]{4,80})》[^《》。]{0,40}?[(（][^()（）]{0,30}?(?:以下|下)(?:统)?(?:简|统"
    r"|并)?称(?:为)?[:：]?[“\"]?《?(?P<short>[^《》()（）“”\"]{2,30})》?[”\"]?[)）]"
)
_ISSUED = re.compile(
    r"^(?P<issuer>.*?)关于(?:转发|印发|下发|批转|发布|公布)[《〈]?(?P<inner>.+?)[》〉]?的(?:通知|通告|公告|决定)$"
)
_NATIONAL = re.compile(r"中华人民共和国|党中央|中共中央|中央|国务院|全国人(?:民代表)?大会?|最高人民")


TitleBasis = Literal["written", "registry", "law", "defined"]


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation read: the title that it stands for, its number; `place`, whose document the words in
    front say it is; `named`, whether the title itself says so (《广东省…条例》, a law of the state)."""

    notice: Notice
    task: TaskKey | None
    citation: Citation
    title: str
    number: str | None
    place: Jurisdiction | None
    named: bool
    basis: TitleBasis


def fold_title(title: str) -> str:
    """A title for comparison: one width, one kind of dash and bracket, no spaces, no 《》 around it."""
    words = unicodedata.normalize("NFKC", re.sub(r"\s+", "", title))
    words = re.sub(r"[—–―－~～﹣-]+", "-", words).replace("〔", "(").replace("〕", ")")
    return re.sub(r"[《》〈〉“”\"]", "", words)


def fold_number(number: str) -> str:
    """成府发[2015]20 号 → 成府发(2015)20号."""
    return re.sub(
        r"[〔\[【]", "(", re.sub(r"[〕\]】]", ")", unicodedata.normalize("NFKC", re.sub(r"\s+", "", number)))
    ).replace("第", "")


def resolve_citations(notices: Sequence[Notice], registry: Registry) -> tuple[tuple[Notice, ...], dict[str, Document]]:
    """The notices with `Citation.notice` filled in, and all cited documents by id."""
    index = _Published(notices, registry)
    known = {
        fold_title(name): document
        for document in registry.documents.values()
        for name in (document.title, *document.names)
    }
    documents: dict[str, Document] = {}
    resolved = []
    for notice in notices:
        reader = _Reader(notice, registry, known)

        def settle(
            citation: Citation, task: TaskKey | None, notice: Notice = notice, reader: _Reader = reader
        ) -> Citation:
            cited = reader.read(citation, task)
            published = index.find(cited)
            found = replace(citation, notice=published)
            _enter(documents, cited, found, known.get(fold_title(cited.title)))
            return found

        outside = tuple(settle(citation, None) for citation in notice.citations)
        tasks = tuple(
            replace(task, citations=tuple(settle(citation, TaskKey.of(notice, task)) for citation in task.citations))
            for task in notice.tasks
        )
        resolved.append(replace(notice, citations=outside, tasks=tasks))
    return tuple(resolved), {key: documents[key] for key in sorted(documents)}


class _Published:
    """The notices published here, by number and by title."""

    def __init__(self, notices: Sequence[Notice], registry: Registry) -> None:
        self._places = {notice.id: place_of(notice, registry) for notice in notices}
        self._by_number = {fold_number(n.front.document_number): n.id for n in notices if n.front.document_number}
        self._numbers = {n.id: fold_number(n.front.document_number) for n in notices if n.front.document_number}
        self._by_title: dict[str, list[str]] = {}
        for notice in notices:
            titles = {
                title for full in (notice.front.title, notice.front.plan_title) if full for title in _titles(full)
            }
            for title in sorted(titles):
                self._by_title.setdefault(title, []).append(notice.id)

    def find(self, cited: _Cited) -> str | None:
        """The notice that is cited. A number that both have must be the same; a title that could be
        anybody's counts only where the citing words name the issuer's place."""
        if cited.number and fold_number(cited.number) in self._by_number:
            return self._by_number[fold_number(cited.number)]
        found = [
            notice
            for notice in dict.fromkeys(n for title in _titles(cited.title) for n in self._by_title.get(title, ()))
            if not (cited.number and notice in self._numbers)
            and (cited.named or (cited.place is not None and cited.place.id == self._places[notice].id))
        ]
        return found[0] if len(found) == 1 else None


def _titles(title: str) -> Iterator[str]:
    """A title and what it wraps: 关于印发《…方案》的通知 is also …方案."""
    folded = fold_title(title)
    yield folded
    inner = _ISSUED.match(folded)
    if inner:
        yield inner["inner"]
    elif folded.endswith("的通知"):
        yield folded.removesuffix("的通知")


class _Reader:
    """Reads the citations of one notice."""

    def __init__(self, notice: Notice, registry: Registry, known: dict[str, KnownDocument]) -> None:
        self._notice, self._registry, self._known = notice, registry, known
        self._here = place_of(notice, registry)
        self._short = {fold_title(m["short"]): m["full"] for m in _SHORT.finditer(notice.text)}
        self._numbers = {
            fold_title(c.title): c.number
            for c in (*notice.citations, *(c for task in notice.tasks for c in task.citations))
            if c.number
        }

    def read(self, citation: Citation, task: TaskKey | None) -> _Cited:
        title = self._short.get(fold_title(citation.title), citation.title)
        basis: TitleBasis = "written" if fold_title(title) == fold_title(citation.title) else "defined"
        number = citation.number or self._numbers.get(fold_title(title))
        if fold_title(title).removeprefix("中华人民共和国") in self._registry.laws and not title.startswith(
            "中华人民共和国"
        ):
            title, basis = "中华人民共和国" + title, "law"
        known = self._known.get(fold_title(title))
        if known:
            basis = "written" if fold_title(known.title) == fold_title(citation.title) else "registry"
            return _Cited(self._notice, task, citation, known.title, known.number or number, None, True, basis)
        place = self._issuer(citation, title)
        named = bool(_NATIONAL.match(title)) or any(True for _ in find_places(title[:40], self._registry.divisions))
        return _Cited(self._notice, task, citation, title, number, place, named, basis)

    def _issuer(self, citation: Citation, title: str) -> Jurisdiction | None:
        """Whose document the words in front of 《 say it is: 省政府《…》, 国务院《…》, 成都市政府办公厅《…》."""
        before = self._notice.text[max(0, citation.start - 16) : citation.start]
        before = re.split(r"[,，。;；、》]", before)[-1]
        if _NATIONAL.search(before):
            return NATION
        places = list(find_places(before, self._registry.divisions))
        if places and len(places[-1].places) == 1:
            return places[-1].places[0]
        level = re.search(
            r"(自治区|[省市县区州])(?:委|政府|人民政府|人大|级|[一-龥]{0,8}(?:厅|局|办|室|会))+(?:办公厅|办公室|办)?(?:印发的?|发布的?|制定的?|下发的?|出台的?|的)?$",
            before,
        )
        return place_of_level(level[1], self._here, self._registry.divisions) if level else None


def _enter(documents: dict[str, Document], cited: _Cited, found: Citation, known: KnownDocument | None) -> None:
    """Enter a citation on the page of its document."""
    key = known.id if known else _document_id(cited)
    earlier = documents.get(key) or Document(key, cited.title, cited.number, found.notice, (), cited.basis)
    documents[key] = replace(
        earlier,
        basis="written" if "written" in (earlier.basis, cited.basis) else earlier.basis,
        number=earlier.number or cited.number,
        notice=earlier.notice or found.notice,
        cited_by=(*earlier.cited_by, (cited.notice.id, cited.task, found)),
    )


def _document_id(cited: _Cited) -> str:
    """An id that depends on the citation alone, so that no other notice can change it."""
    folded = fold_title(cited.title)
    if cited.named:
        return unique_slug(folded, 32)
    if cited.number:
        letters = re.sub(r"[^一-龥A-Za-z]|号", "", cited.number)
        return "-".join((slug(letters, 20), *re.findall(r"\d+", cited.number)))
    issuer = cited.place.id if cited.place else cited.notice.id
    return unique_slug(f"{folded} {issuer}", 32)
