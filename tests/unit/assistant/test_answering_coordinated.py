"""What a question joins by 和 or 、 are its members."""

from __future__ import annotations

import pytest

from assistant.answering.coordinated import coordinated


@pytest.mark.parametrize(
    ("folded", "members"),
    [
        ("陶瓷厂和玻璃厂的产能分别是多少", ["陶瓷厂", "玻璃厂"]),
        ("宜春窑炉车间与釉料车间各要几间", ["宜春窑炉车间", "釉料车间"]),
        ("东片组团和西片组团瓷砖2023年目标分别多少", ["东片组团", "西片组团"]),
        ("博士、硕士和技师的安家费各给多少", ["博士", "硕士", "技师"]),
        ("第一档和第二档奖励差多少", ["第一档", "第二档"]),
        ("2024批和2026批分别何时截止", ["2024批", "2026批"]),
        ("到2025年窑炉车间和釉料车间分别几间", ["窑炉车间", "釉料车间"]),
        ("租房补贴,本科生和研究生一样吗", ["本科生", "研究生"]),
        ("窑炉车间由谁管", []),
        ("产能是多少", []),
    ],
)
def test_members_end_alike_and_stop_at_what_is_asked_of_them(folded: str, members: list[str]) -> None:
    assert coordinated(folded) == members


def test_what_members_share_belongs_to_neither() -> None:
    assert coordinated("单位和职工缴存比例分别是多少", ["缴存比例"]) == ["单位", "职工"]
