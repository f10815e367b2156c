"""A place that the registry adds is known when a notice is read, and the cache knows that it is."""

from __future__ import annotations

from pathlib import Path

from builder import cache
from builder.pipeline import read_notice, read_notices
from builder.places.divisions import load_divisions
from builder.registry.loading import load_registry
from builder.source.raw_file import read_raw_notice

ZONE = """jurisdictions:
  guangdong-zhaoqing-guangning-taihe:
    name: 太和产业园区
    parent: guangdong-zhaoqing-guangning
    level: zone
    names: [太和园区]
"""
ABOLISHED = """jurisdictions:
  beijing-chongwen:
    name: 崇文区
    parent: beijing
    level: county
    names: [崇外城区]
"""
NOTICE = """广宁县太和产业园区管理委员会关于整治园区道路的通知

园区各企业：

一、整治道路

（一）修补路面。园区建设局于2021年底前修补路面。

二、加强养护

（一）定期清扫。园区建设局每月清扫路面。

广宁县太和产业园区管理委员会
2021年3月5日
"""


def test_registry_zone_is_jurisdiction_of_notice(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "jurisdictions.yml").write_text(ZONE, encoding="utf-8")
    path = tmp_path / "taihe-2021-daolu.txt"
    path.write_text(NOTICE, encoding="utf-8")
    places = load_registry(tmp_path / "registry").divisions.added
    assert [place.name for place in places] == ["太和产业园区"]
    assert read_notice(path).front.jurisdiction == "广东省肇庆市广宁县"
    assert read_notice(path, places).front.jurisdiction == "广东省肇庆市广宁县太和产业园区"

    raw = read_raw_notice(path)
    assert cache.reader() != cache.reader(places)
    for given in ((), places, ()):
        (notice,) = read_notices([raw], places=given, cache_folder=tmp_path / "cache")
        assert notice == read_notice(path, given)


def test_abolished_place_given_a_short_name_stays_abolished(tmp_path: Path) -> None:
    (tmp_path / "jurisdictions.yml").write_text(ABOLISHED, encoding="utf-8")
    table, divisions = load_divisions(), load_registry(tmp_path).divisions
    assert [place.id for place in divisions.by_name["崇外城区"]] == ["beijing-chongwen"]
    for date, counted in (("2009-06-01", True), ("2015-06-01", False)):
        found, known = (each.children_at(each.by_id["beijing"], ("county",), date) for each in (divisions, table))
        assert found is not None
        assert known is not None
        assert {place.id for place in found} == {place.id for place in known}
        assert ("beijing-chongwen" in {place.id for place in found}) is counted
