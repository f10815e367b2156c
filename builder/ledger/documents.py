"""Cited documents: which of them is a notice published here, and one page for each of the others.

Short names that a notice gives (以下简称《纲要》) are followed; laws are known without 中华人民共和国; other
spellings are the registry's. A title alone names a document where it says whose it is (《广东省…》, a law);
《关于加强…的意见》 may be anybody's, and is one document only with its number or its issuer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.language import lazy_re as re
from builder.ledger.agencies.identity import place_of_level
from builder.model.ledger import Document, Jurisdiction, TaskKey
from builder.model.notice import Citation, Notice, Task
from builder.model.resolved import Cited, Resolved, TitleBasis
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


def resolve_citations(alone: Sequence[Resolved]) -> tuple[tuple[Notice, ...], dict[str, Document]]:
    """The notices with `Citation.notice` filled in, and all cited documents by id."""
    published = _Published(alone)
    documents: dict[str, list[_Found]] = {}
    resolved = tuple(_settled(each, published, documents) if each.cited else each.notice for each in alone)
    return resolved, {key: _document(key, documents[key]) for key in sorted(documents)}


_Found = tuple[Cited, tuple[str, TaskKey | None, Citation]]


def _settled(alone: Resolved, published: _Published, documents: dict[str, list[_Found]]) -> Notice:
    """The notice with its citations led to the notices that they mean; each is entered with its document."""
    notice, cited = alone.notice, iter(alone.cited)

    def settle(citations: tuple[Citation, ...], task: Task | None) -> tuple[Citation, ...]:
        key = TaskKey.of(notice, task) if task and citations else None
        found = []
        for citation, read in zip(citations, cited, strict=False):
            led = published.find(read)
            citation = replace(citation, notice=led) if led else citation
            documents.setdefault(read.document, []).append((read, (notice.id, key, citation)))
            found.append(citation)
        return tuple(found)

    outside = settle(notice.citations, None)
    of_tasks = [settle(task.citations, task) for task in notice.tasks]
    if not any(citation.notice for citations in (outside, *of_tasks) for citation in citations):
        return notice
    tasks = (replace(task, citations=own) for task, own in zip(notice.tasks, of_tasks, strict=True))
    return replace(notice, citations=outside, tasks=tuple(tasks))


def _document(key: str, found: Sequence[_Found]) -> Document:
    """The page of a document that is cited."""
    first = found[0][0]
    return Document(
        id=key,
        title=first.title,
        number=next(filter(None, (cited.number for cited, _ in found)), None),
        notice=next(filter(None, (citation.notice for _, (*_, citation) in found)), None),
        cited_by=tuple(said for _, said in found),
        basis="written" if any(cited.basis == "written" for cited, _ in found) else first.basis,
    )


class _Published:
    """The notices published here, by number and by title."""

    def __init__(self, alone: Sequence[Resolved]) -> None:
        self._places = {each.notice.id: each.place.id for each in alone}
        numbers = ((each.notice.id, each.notice.front.document_number) for each in alone)
        self._numbers = {notice: fold_number(number) for notice, number in numbers if number}
        self._by_number = {number: notice for notice, number in self._numbers.items()}
        self._by_title: dict[str, list[str]] = {}
        for each in alone:
            front = each.notice.front
            titles = {title for full in (front.title, front.plan_title) if full for title in _titles(full)}
            for title in sorted(titles):
                self._by_title.setdefault(title, []).append(each.notice.id)

    def find(self, cited: Cited) -> str | None:
        """The notice that is cited. A number that both have must be the same; a title that could be
        anybody's counts only where the citing words name the issuer's place."""
        if cited.folded and cited.folded in self._by_number:
            return self._by_number[cited.folded]
        found = [
            notice
            for notice in dict.fromkeys(n for title in cited.titles for n in self._by_title.get(title, ()))
            if not (cited.number and notice in self._numbers)
            and (cited.named or (cited.place is not None and cited.place == self._places[notice]))
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


class CitationReader:
    """Reads citations against the registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._known = {
            fold_title(name): document
            for document in registry.documents.values()
            for name in (document.title, *document.names)
        }

    def read(self, notice: Notice, here: Jurisdiction) -> tuple[Cited, ...]:
        """The citations of a notice of the place `here`: those outside tasks, then those of its tasks."""
        citations = (*notice.citations, *(citation for task in notice.tasks for citation in task.citations))
        if not citations:
            return ()
        reader = _Reader(notice, here, citations, self._registry, self._known)
        return tuple(map(reader.read, citations))


class _Reader:
    """Reads the `citations` of one notice of the place `here`."""

    def __init__(
        self,
        notice: Notice,
        here: Jurisdiction,
        citations: Sequence[Citation],
        registry: Registry,
        known: Mapping[str, KnownDocument],
    ) -> None:
        self._notice, self._here, self._registry, self._known = notice, here, registry, known
        self._short = {fold_title(m["short"]): m["full"] for m in _SHORT.finditer(notice.text)}
        self._numbers = {fold_title(c.title): c.number for c in citations if c.number}

    def read(self, citation: Citation) -> Cited:
        title = self._short.get(fold_title(citation.title), citation.title)
        basis: TitleBasis = "written" if fold_title(title) == fold_title(citation.title) else "defined"
        number = citation.number or self._numbers.get(fold_title(title))
        if fold_title(title).removeprefix("中华人民共和国") in self._registry.laws and not title.startswith(
            "中华人民共和国"
        ):
            title, basis = "中华人民共和国" + title, "law"
        known = self._known.get(fold_title(title))
        place, named, page = None, True, known.id if known else None
        if known:
            basis = "written" if fold_title(known.title) == fold_title(citation.title) else "registry"
            title, number = known.title, known.number or number
        else:
            place = self._issuer(citation)
            named = bool(_NATIONAL.match(title)) or any(True for _ in find_places(title[:40], self._registry.divisions))
        return Cited(
            document=page or self._document_id(title, number, place, named=named),
            title=title,
            number=number,
            titles=tuple(_titles(title)),
            folded=fold_number(number) if number else None,
            place=place.id if place else None,
            named=named,
            basis=basis,
        )

    def _issuer(self, citation: Citation) -> Jurisdiction | None:
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

    def _document_id(self, title: str, number: str | None, place: Jurisdiction | None, *, named: bool) -> str:
        """An id that depends on the citation alone, so that no other notice can change it."""
        folded = fold_title(title)
        if named:
            return unique_slug(folded, 32)
        if number:
            letters = re.sub(r"[^一-龥A-Za-z]|号", "", number)
            return "-".join((slug(letters, 20), *re.findall(r"\d+", number)))
        return unique_slug(f"{folded} {place.id if place else self._notice.id}", 32)
