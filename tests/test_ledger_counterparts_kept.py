"""Pairs of tasks that are kept from run to run are those that are found anew; only notices that changed are compared."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pytest

from builder.ledger.counterparts import find
from builder.ledger.counterparts import kept as kept_pairs
from builder.ledger.counterparts.find import find_counterparts
from builder.ledger.counterparts.kept import KeptPairs
from builder.ledger.resolving import resolve
from builder.model.notice import Notice
from tests.ledger_making import notice, registry, task

WORK = [
    "建立随机抽取被检查对象、随机选派检查人员的机制,公开抽查结果。",
    "修建通村公路二十公里,硬化村内道路,安装路灯。",
    "改造老旧社区食堂,为八十岁以上老人送餐上门。",
    "清理河道淤泥,在每条河设立河长公示牌。",
    "开放学校操场,周末向居民免费提供锻炼场地。",
]
PLACES = ["广东省", "广东省肇庆市", "广东省肇庆市广宁县", "广东省江门市", "广东省惠州市"]


def made(pick: random.Random, key: str) -> Notice:
    texts = pick.sample(WORK, 4)
    return notice(
        key,
        pick.choice(PLACES),
        [task(str(at), text) for at, text in enumerate(texts, 1)],
        title=pick.choice(["节水工作方案", "便民服务工作方案"]),
        written=f"20{pick.randrange(10, 20)}-01-01",
    )


@cache
def resolved(*notices: Notice) -> tuple[Notice, ...]:
    return resolve(notices, registry()).notices


@pytest.mark.parametrize("seed", range(3))
def test_kept_pairs_are_those_that_are_found_anew(seed: int) -> None:
    pick = random.Random(seed)
    notices = {f"n{number}": made(pick, f"n{number}") for number in range(7)}
    last: object = None
    shown = 0
    for _ in range(6):
        change = pick.choice(["edit", "add", "remove"])
        key = pick.choice(sorted(notices)) if change != "add" else f"n{pick.randrange(99)}"
        if change == "remove":
            del notices[key]
        else:
            notices[key] = made(pick, key)
        read = resolved(*notices.values())
        kept = KeptPairs(last, {each.id: repr(notices[each.id]) for each in read}, "a")
        found = find_counterparts(read, registry(), kept)
        assert found == find_counterparts(read, registry())
        last = kept.record()
        shown += len(found[0])
    assert shown


def test_only_notices_that_changed_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    pick = random.Random(1)
    read = list(resolved(*(replace(made(pick, f"n{at}"), id=f"n{at}") for at in range(6))))
    compared: list[set[str]] = []
    compare = find._Comparisons.pairs
    monkeypatch.setattr(
        find._Comparisons, "pairs", lambda self, p: (compared.append({p.a.id, p.b.id}), compare(self, p))[1]
    )

    def run(last: object, world: str = "a", **changed: str) -> tuple[object, int]:
        compared.clear()
        kept = KeptPairs(last, {each.id: changed.get(each.id, "") + each.id for each in read}, world)
        find_counterparts(read, registry(), kept)
        assert kept.changed is (compared != [])
        return kept.record(), len(compared)

    last, whole = run(None)
    assert whole > 6
    last, again = run(last)
    assert again == 0
    last, few = run(last, n3="another text")
    assert 0 < few < whole
    assert all("n3" in pair for pair in compared)
    assert run(last, "another program", n3="another text")[1] == whole


def test_pairs_are_the_same_whoever_compares_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pairs, "_PORTION", 2)
    pick = random.Random(1)
    read = list(resolved(*(replace(made(pick, f"n{at}"), id=f"n{at}") for at in range(6))))
    shared: list[int] = []

    def last_first(portions: Sequence[Callable[[], list[kept_pairs.Found]]]) -> list[list[kept_pairs.Found]]:
        shared.append(len(portions))
        return [portion() for portion in reversed(portions)][::-1]

    of_some = KeptPairs(None, {f"n{at}": f"{at}" for at in range(4)}, "a", last_first)
    for kept in (of_some, KeptPairs(of_some.record(), {f"n{at}": f"{at}" for at in range(6)}, "a", last_first)):
        assert find_counterparts(read, registry(), kept) == find_counterparts(read, registry())
    assert shared[0] > shared[1] > 1


def test_registry_has_another_fingerprint_where_it_says_something_else() -> None:
    plain = registry()
    kind = next(iter(plain.kinds.values()))
    others = [
        replace(plain, subjects=plain.subjects[1:]),
        replace(plain, general_words=plain.general_words | {"抓好抓实"}),
        replace(plain, kinds={**plain.kinds, kind.id: replace(kind, name="另一名称")}),
        replace(plain, topics=plain.topics[1:]),
        replace(plain, laws=frozenset()),
        replace(plain, bodies={}),
        replace(plain, documents={}),
        replace(plain, groups=plain.groups[1:]),
        replace(plain, shorts={}),
    ]
    assert len({each.fingerprint for each in (plain, *others)}) == len(others) + 1
    assert replace(plain, added=(), struck=()).fingerprint == plain.fingerprint
