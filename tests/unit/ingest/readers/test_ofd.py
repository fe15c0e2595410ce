"""OFD files: runs of text by their places become lines and paragraphs, ruled lines become tables."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from reader_samples import ofd_bytes, ofd_page, table_lines

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.model import RemovedKind
from ingest.readers import ocr
from ingest.readers.ocr import RecognisedLine
from ingest.readers.paged import ofd

FULL = "开发区内亩均税收不低于二十万元的企业可以优先享受本办法规定的各项支持政"


def body(lines: list[str], top: float = 40) -> list[tuple[float, float, str]]:
    """Lines of 36 characters' width; a leading '>' indents by two."""
    return [(28 + 8 * line.startswith(">"), top + 8 * i, line.removeprefix(">")) for i, line in enumerate(lines)]


def test_lines_become_paragraphs_and_heads_and_page_numbers_go(read: Any) -> None:
    frame = [(28.0, 15.0, "某市人民政府公报")]
    pages = [
        ofd_page([*frame, *body([f">{FULL[:34]}", FULL[:36], "策。", ">（一）第一款。"]), (100.0, 285.0, "— 1 —")]),
        ofd_page([*frame, *body([f">{FULL[:34]}", "第十条规定。"]), (100.0, 285.0, "— 2 —")]),
        ofd_page([*frame, *body([">二、其他。"]), (100.0, 285.0, "— 3 —")]),
    ]
    source = read("a.ofd", ofd_bytes(pages))
    assert source.text.split("\n") == [
        FULL[:34] + FULL[:36] + "策。",
        "（一）第一款。",
        FULL[:34] + "第十条规定。",
        "二、其他。",
    ]
    assert source.media_type == "application/ofd"
    assert [(item.kind, item.text) for item in source.removed] == [
        (RemovedKind.RUNNING_HEAD, "某市人民政府公报"),
        *[(RemovedKind.PAGE_NUMBER, f"— {n} —") for n in (1, 2, 3)],
    ]


def test_the_order_is_that_of_the_page_and_not_of_the_file(read: Any) -> None:
    assert read("a.ofd", ofd_bytes([ofd_page(body(["第一条。", "第二条。", "第三条。"])[::-1])])).text == (
        "第一条。\n第二条。\n第三条。"
    )


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('<ofd:TextCode X="0" Y="4" DeltaX="4 4 4">亩均税收</ofd:TextCode>', "亩均税收"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="g 3 4">亩均税收</ofd:TextCode>', "亩均税收"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="4 12 4">亩均税收</ofd:TextCode>', "亩均 税收"),
        ('<ofd:TextCode X="0" Y="4">亩均税收</ofd:TextCode>', "亩均税收"),
        ('<ofd:TextCode X="0" Y="4">亩均</ofd:TextCode><ofd:TextCode X="8" Y="4">税收</ofd:TextCode>', "亩均 税收"),
        ('<ofd:TextCode X="0" Y="4" DeltaX="x y z">亩均税收</ofd:TextCode>', "亩均税收"),
        ('<ofd:TextCode X="0" Y="4">&lt;𠮷&gt;&#x2FA6;</ofd:TextCode>', "<𠮷>金"),
    ],
)
def test_gaps_between_characters_are_spaces(read: Any, code: str, text: str) -> None:
    extra = f'<ofd:TextObject Boundary="28 40 60 5" Font="1" Size="4">{code}</ofd:TextObject>'
    got = read("a.ofd", ofd_bytes([ofd_page([], extra=extra)])).text
    assert got.replace(" ", "") == text.replace(" ", "")
    if "DeltaX" in code and "x y" not in code:
        assert got == text


def test_a_matrix_scales_and_moves_the_text(read: Any) -> None:
    extra = (
        '<ofd:TextObject Boundary="28 40 60 5" CTM="0.4 0 0 0.4 0 0" Font="1" Size="10">'
        '<ofd:TextCode X="0" Y="10" DeltaX="g 3 10">亩均税收</ofd:TextCode></ofd:TextObject>'
    )
    page = ofd_page([(48.0, 44.0, "不低于"), (28.0, 52.0, "二、其他")], extra=extra)
    assert read("a.ofd", ofd_bytes([page])).text == "亩均税收 不低于\n二、其他"


def test_ruled_tables_are_read_with_merged_cells(read: Any) -> None:
    rules = [(20.0, y, 110.0, y) for y in (60.0, 80.0, 90.0)] + [(50.0, 70.0, 110.0, 70.0)]
    rules += [(x, 60.0, x, 90.0) for x in (20.0, 50.0, 110.0)] + [(80.0, 70.0, 80.0, 90.0)]
    texts = [
        (22.0, 50.0, "表1 亩均税收"), (22.0, 71.0, "区域"), (52.0, 66.0, "标准"),
        (52.0, 76.0, "税收"), (82.0, 76.0, "强度"),
        (22.0, 87.0, "甲"), (52.0, 87.0, "20"), (82.0, 87.0, "300"), (22.0, 100.0, "注：完。"),
    ]  # fmt: skip
    source = read("a.ofd", ofd_bytes([ofd_page(texts, rules)]))
    assert table_lines(source) == [[["区域", "标准", "标准"], ["区域", "税收", "强度"], ["甲", "20", "300"]]]
    assert source.text.split("\n")[0] == "表1 亩均税收"
    assert source.text.split("\n")[-1] == "注：完。"


def test_what_a_template_repeats_on_every_page_is_read_once(read: Any) -> None:
    use = '<ofd:Template TemplateID="5"/>'
    template = ofd_page([(80.0, 100.0, "内部资料")])
    common = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/T.xml"/>'
    pages = [ofd_page(body([f"第{n}条。"]), template=use) for n in "一二"]
    source = read("a.ofd", ofd_bytes(pages, common=common, parts={"Doc_0/Tpls/T.xml": template.encode()}))
    assert source.text == "第一条。\n内部资料\n第二条。"
    assert [item.text for item in source.removed] == ["内部资料"]


@pytest.mark.parametrize(
    "place", ["/Doc_0/Pages/Page_0/Content.xml", "pages/page_0/content.xml", "./Pages/../Pages/Page_0/Content.xml"]
)
def test_pages_are_found_by_absolute_and_odd_paths(read: Any, place: str) -> None:
    data = ofd_bytes([ofd_page(body(["第一条。"]))])
    import zipfile

    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info).replace(b'"Pages/Page_0/Content.xml"', f'"{place}"'.encode()))
    assert read("a.ofd", changed.getvalue()).text == "第一条。"


class _Engine:
    def recognise(self, image: Image.Image) -> list[RecognisedLine]:
        return [RecognisedLine("第一条 亩均税收。", 200, 600, 300, 344)]


def scanned() -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (1240, 1754), "white").save(picture, "PNG")
    resources = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias>'
        '<ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
        "</ofd:MultiMedias></ofd:Res>"
    )
    return ofd_bytes(
        [ofd_page([], extra='<ofd:ImageObject ResourceID="7" Boundary="0 0 210 297"/>')],
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        parts={"Doc_0/DocumentRes.xml": resources.encode(), "Doc_0/Res/a.png": picture.getvalue()},
    )


def test_a_scanned_page_goes_to_the_recogniser() -> None:
    assert ofd.read(scanned(), "a.ofd", _Engine()).text == "第一条 亩均税收。"


def test_a_scan_without_the_extra_names_what_to_install(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    monkeypatch.setattr(ofd, "is_installed", lambda: False)
    with pytest.raises(UnsupportedFormat, match=r"扫描件.*zhice\[ocr\]"):
        read("a.ofd", scanned())


@pytest.mark.parametrize(("parts", "words"), [({"Doc_0/Encryptions.xml": b"<x/>"}, "密码"), ({}, "没有文字")])
def test_an_encrypted_or_empty_package_is_one_line(read: Any, parts: dict[str, bytes], words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read("a.ofd", ofd_bytes([ofd_page([])], parts=parts))


def test_damaged_xml_is_one_line(read: Any) -> None:
    with pytest.raises(UnreadableFile, match="损坏"):
        read("a.ofd", ofd_bytes([ofd_page(body(["第一条。"]))[:-30]]))
