"""Which of the notices in the folder of sources are published, which are drafts, which were withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from builder.exports.changes import Withdrawn
from builder.language.lazy_dataclasses import dataclass
from builder.ledger.index import notice_name
from builder.model.addresses import notice_address, task_address
from builder.model.notice import Notice
from builder.source.raw_file import RawNotice
from builder.source.sidecar.keys import Sidecar, read_sidecar


@dataclass(frozen=True, slots=True)
class Divided:
    """The raw notices by their status, each in the order of the folder."""

    published: tuple[RawNotice, ...]
    drafts: tuple[RawNotice, ...]
    withdrawn: tuple[RawNotice, ...]


def sidecar_of(source: RawNotice) -> Sidecar:
    """The sidecar of a raw notice, an empty one where it has none. InputError where it cannot be read."""
    return read_sidecar(source.sidecar.path, source.sidecar.content) if source.sidecar else Sidecar()


def divide(sources: Sequence[RawNotice]) -> Divided:
    """`sources` by the `status:` of their sidecars."""
    by_status: dict[str, list[RawNotice]] = {"published": [], "draft": [], "withdrawn": []}
    for source in sources:
        by_status[sidecar_of(source).status].append(source)
    return Divided(*(tuple(by_status[status]) for status in ("published", "draft", "withdrawn")))


def withdrawal_of(source: RawNotice, notice: Notice) -> Withdrawn:
    """What the log and the old addresses say of a notice that was withdrawn."""
    said = sidecar_of(source).withdrawn
    return Withdrawn(
        notice.id,
        notice_name(notice),
        notice_address(notice.id),
        tuple(task_address(notice, task.id) for task in notice.tasks),
        said.date if said else None,
        said.reason if said else None,
    )
