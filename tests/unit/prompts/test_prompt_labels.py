from __future__ import annotations

import pytest

from prompts.labels import Labels
from prompts.template import TemplateError

LABELS = Labels.load("labels_zh")


def test_both_languages_have_the_same_labels_with_as_many_places() -> None:
    def shape(labels: Labels) -> dict[tuple[str, str], int]:
        return {(part, key): text.count("{}") for part, words in labels.sections.items() for key, text in words.items()}

    assert shape(LABELS) == shape(Labels.load("labels_en"))


def test_labels_say_what_is_wrong_with_them() -> None:
    with pytest.raises(TemplateError, match="labels_fr"):
        Labels.load("labels_fr")
    with pytest.raises(TemplateError, match="不是合法的 TOML"):
        Labels.parse("x", "[passage")
    with pytest.raises(TemplateError, match="缺少部分：level、asked、wanted"):
        Labels.parse("x", "[passage]\na = 'b'")
    with pytest.raises(TemplateError, match=r"passage\.region 应有 2 处空位"):
        LABELS.filled("passage", "region", "甲", "乙")
    assert LABELS.filled("asked", "whole", "{}", "{x}") == "{}（完整的问题：{x}）"
