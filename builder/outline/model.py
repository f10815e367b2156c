"""The nouns of the outline: blocks that tile a text, and the numbered items among them."""

from __future__ import annotations

from typing import Literal

from builder.language.lazy_dataclasses import dataclass
from builder.model.notice import Finding, OutlineItem

BlockKind = Literal[
    "title",  # a line of a title, of the covering notice, the plan or an attachment
    "number",  # 文号
    "caption",  # 题注: where and when the document was adopted, below its title
    "addressee",  # 主送
    "paragraph",  # text outside every item
    "item",  # label and first paragraph of an item
    "text",  # a further paragraph of an item
    "table",
    "closing",  # paragraphs after the last item of a part that belong to no item
    "signature",  # 发文机关署名
    "date",  # 成文日期
    "note",  # 附注: (此件公开发布)
    "copies",  # 抄送, 印发机关
    "attachments",  # 附件说明: the list of attachments in the covering notice
    "annex",  # 附件, 附件1: the line at the head of an attachment
]

PartKind = Literal["cover", "main", "annex"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text with one function. `start`/`end` take in the line end after it, so that
    blocks tile the text; `item` is the id of the item that it belongs to, or None."""

    kind: BlockKind
    start: int
    end: int
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A document within the text: the covering notice, the plan (or the only document), an
    attachment. `label` is the attachment's (附件1), empty elsewhere. Parts tile the text."""

    kind: PartKind
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """`items` in the order of the text; `blocks` and `parts` tile it. `run_in` are the ids of items
    whose label stands inside a paragraph (有下列情形之一的:1.…;2.…). `paths`: by id, where an item stands whose id does
    not name its part (1 → 通知/1)."""

    items: tuple[OutlineItem, ...]
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    run_in: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    paths: tuple[tuple[str, str], ...] = ()

    def item(self, item_id: str) -> OutlineItem:
        """StopIteration where the outline has no item of this id."""
        return next(item for item in self.items if item.id == item_id)

    def blocks_of(self, part: Part | None, *kinds: BlockKind) -> tuple[Block, ...]:
        """The blocks of these kinds in a part."""
        return tuple(b for b in self.blocks if part and part.start <= b.start < part.end and b.kind in kinds)

    def children(self, item_id: str) -> tuple[OutlineItem, ...]:
        """The items directly below `item_id`."""
        depth = item_id.count("/") + 1
        return tuple(i for i in self.items if i.id.startswith(f"{item_id}/") and i.id.count("/") == depth)

    def only_attachment(self) -> Part | None:
        """The one attachment that a notice without items lists (附件：某任务分解表): it is what the notice sends out."""
        annexes = [part for part in self.parts if part.kind == "annex"]
        listed = [block for block in self.blocks if block.kind == "attachments"]
        return annexes[0] if not self.items and len(annexes) == len(listed) == 1 else None
