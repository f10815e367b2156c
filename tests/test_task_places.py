"""Where a task stands in its notice, in words."""

from __future__ import annotations

import pytest

from builder.ledger.task_titles import cited_place, task_place


@pytest.mark.parametrize(
    ("task_id", "place", "cited"),
    [
        ("二/(一)/2", "二(一)2", "第二(一)2项"),
        ("3/3.1/3.1.2/(1)", "3.1.2(1)", "第3.1.2(1)项"),
        ("附件1/13", "附件1第13项", "附件1第13项"),
        ("附件2/一/(三)", "附件2第一(三)项", "附件2第一(三)项"),
        ("附件/5", "附件第5项", "附件第5项"),
        ("附件1/第三条", "附件1第三条", "附件1第三条"),
        ("附件2", "附件2", "附件2"),
        ("第二章/第八条", "第二章第八条", "第二章第八条"),
        ("表/3", "表第3项", "表第3项"),
        ("通知/一", "通知第一项", "通知第一项"),
        ("3", "3", "第3项"),
    ],
)
def test_place_of_a_task_in_words(task_id: str, place: str, cited: str) -> None:
    assert (task_place(task_id), cited_place(task_id)) == (place, cited)
