"""Where a notice comes from, said in one way on all its pages: who issued it, by what name, when, and through whom
it came here."""

from __future__ import annotations

from builder.config.site import SiteFacts, SourceFacts
from builder.ledger.index import LedgerIndex, notice_name
from builder.model.notice import Notice
from builder.pages import wording


def issuer_names(index: LedgerIndex, notice: Notice) -> list[str]:
    """The issuers by their full names; as signed where the registry does not know them."""
    known = index.ledger.issuers.get(notice.id)
    return [issuer.full_name for issuer in known] if known else list(notice.front.issuers)


def issuers_signed(index: LedgerIndex, notice: Notice) -> str:
    """The issuers by their full names, each with what stands at the signature where that is another."""
    shown = []
    for issuer in index.ledger.issuers.get(notice.id, ()):
        apart = issuer.full_name != issuer.written
        shown.append(f"{issuer.full_name}（落款“{issuer.written}”，全称{issuer.vouched}）" if apart else issuer.written)
    return "、".join(shown or notice.front.issuers)


def content_source(index: LedgerIndex, site: SiteFacts, notice: Notice) -> str:
    """Where the text was taken from: what the sidecar names, else the issuers, else this site."""
    source = site.sources.get(notice.id, SourceFacts())
    return source.name or "、".join(issuer_names(index, notice)) or site.name


def quoted_title(site: SiteFacts, notice: Notice) -> str:
    """The title as a citation names it: a title that a person made up is no title of a document, and says so."""
    if site.sources.get(notice.id, SourceFacts()).made_up_title:
        return f"{notice_name(notice)}（标题由整理者拟定）"
    return f"《{notice_name(notice)}》"


def page_facts(notice: Notice, source: SourceFacts) -> dict[str, str]:
    """What the page around the text says of it. A page by which another passes the notice on says so itself:
    its index number, validity and date are that one's."""
    front = notice.front
    mark = f"（{source.page_of}转发网页所载）" if source.page_of else ""
    facts = {
        "索引号": f"{front.index_number}{mark}" if front.index_number else "原文未写明",
        "公开日期": f"{wording.day(front.disclosed)}{mark if front.disclosed else ''}",
        "有效性": f"{front.validity}{mark}" if front.validity else "未注明",
    }
    if front.reposted:
        facts["转载网页日期"] = f"{wording.day(front.reposted)}{mark}"
    return facts
