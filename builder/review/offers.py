"""What reports published here may say of the progress of a notice's tasks: offered to a person, who confirms it or
does not. Nothing of it is shown before."""

from __future__ import annotations

from collections.abc import Iterator

from builder.language import lazy_re as re
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.index import notice_name
from builder.ledger.task_titles import cited_place
from builder.model.ledger import Counterpart, Ledger
from builder.model.notice import Task
from builder.model.statements import Progress
from builder.review.words import bare

_QUOTED = 120
"""About as many characters of a report's item are offered as its words."""
_SENTENCE = re.compile(r"[^。；;!！?？\n]+[。；;!！?？]?")


@dataclass(frozen=True, slots=True)
class ProgressOffer:
    """An item of the report `source` that may answer `task` (its id): the words `quote`, said by `said_by` in a report
    `as_of` a day (ISO 8601, None where it has no date); `place` names the item, `text` is the whole of it, `why` says
    what the two have in common."""

    task: str
    source: str
    said_by: str
    as_of: str | None
    quote: str
    place: str
    text: str
    why: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.task, self.source, bare(self.quote)

    def is_said_by(self, said: Progress) -> bool:
        """Whether an entry of the sidecar says this already."""
        return (said.task, said.source, bare(said.quote)) == self.key


def progress_offers(ledger: Ledger, notice_id: str) -> tuple[ProgressOffer, ...]:
    """What reports may say of the tasks of this notice, the likeliest first. The ledger has its counterparts."""
    pairs = [each for each in ledger.counterparts if each.relation == "reports" and each.a.notice_id == notice_id]
    return tuple(_offers(ledger, sorted(pairs, key=lambda pair: (*pair.rank, pair.a, pair.b))))


def _offers(ledger: Ledger, pairs: list[Counterpart]) -> Iterator[ProgressOffer]:
    for pair in pairs:
        report, item = ledger.notice(pair.b.notice_id), ledger.task(pair.b)
        if ledger.task(pair.a).kind != "task":
            continue
        name = f"《{notice_name(report)}》"
        known = [issuer.full_name for issuer in ledger.issuers.get(report.id, ())]
        yield ProgressOffer(
            task=pair.a.task_id,
            source=report.id,
            said_by="、".join(known or report.front.issuers) or name,
            as_of=report.front.dated,
            quote=_first_sentences(item),
            place=f"{name}{cited_place(report.path[item.id])}",
            text=" ".join(item.text.split()),
            why=pair.why,
        )


def _first_sentences(item: Task) -> str:
    """The sentences after the heading, as many as fit; at least one."""
    said, text = "", " ".join(item.text.split())
    for found in _SENTENCE.finditer(text.removeprefix(item.heading or "").lstrip("。：: ") or text):
        if said and len(said) + len(found[0]) > _QUOTED:
            break
        said += found[0]
    return said.strip()
