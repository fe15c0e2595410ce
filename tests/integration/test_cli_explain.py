"""`zhice search --explain`: how a question was understood."""

from __future__ import annotations

from pathlib import Path

from command_line import Zhice

QUESTION = "九江國家級開發區2020年亩均税收最低多少（不是新区）"


def test_explain_as_json_holds_the_readings_with_their_places_beside_the_hits(
    zhice: Zhice, examples_home: Path
) -> None:
    plain = zhice("--home", examples_home, "search", QUESTION, "--json")
    ran = zhice("--home", examples_home, "search", QUESTION, "--explain", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert list(ran.json) == ["question", "hits"]
    hits = [{key: value for key, value in hit.items() if key != "reasons"} for hit in ran.json["hits"]]
    assert hits == plain.json
    for hit in ran.json["hits"]:
        points = [abs(reason["points"]) for reason in hit["reasons"]]
        assert points == sorted(points, reverse=True)
        assert {"bm25", "cosine"} <= {reason["feature"] for reason in hit["reasons"]}
    question = ran.json["question"]
    assert (question["text"], question["wanted"], question["language"]) == (QUESTION, ["figure"], "zh-Hant")
    values = {reading["aspect"]: reading["value"] for reading in question["readings"]}
    assert values["region"] == "江西省九江市"
    assert (values["level"], values["year"], values["excluded"]) == ("国家级", "2020", "新区")
    for reading in question["readings"]:
        assert QUESTION[reading["start"] : reading["end"]] == reading["words"]
    assert {"亩均税收", "九江"} <= {term["text"] for term in question["terms"]}


def test_explain_for_people_comes_before_the_clauses_in_chinese(zhice: Zhice, examples_home: Path) -> None:
    plain = zhice("--home", examples_home, "search", QUESTION, "--top-k", "2").out
    out = zhice("--home", examples_home, "search", QUESTION, "--top-k", "2", "--explain").out
    reasons = [line for line in out.splitlines() if line.strip().startswith("排序依据：")]
    assert len(reasons) == 2
    assert all("词法得分" in line for line in reasons)
    found = [line for line in out.splitlines() if line not in reasons]
    assert found[-len(plain.splitlines()) :] == plain.splitlines()
    lines = [line.split() for line in found[: -len(plain.splitlines())]]
    assert ["问题理解"] in lines
    assert ["级别", "國家級", "国家级"] in lines
    assert ["所问", "多少", "数值"] in lines
    assert ["类别", "原文", "理解为"] in lines
    assert any(line[:1] == ["亩均税收"] for line in lines)
