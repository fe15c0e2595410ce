"""Golden files, checked by eye: documents of our own that hold one difficulty each, with the tree they must give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tree_text import outline_of, tree_text

from ingest.lines import lines_of
from ingest.pipeline import read_documents
from ingest.readers.registry import read_file
from ingest.structure import parse_clauses

TREES = Path(__file__).parents[2] / "data" / "trees"
DOCUMENTS = sorted(path for path in TREES.iterdir() if path.suffix != ".tree")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_tree_of_a_document_is_the_one_checked_by_eye(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = path.with_name(f"{path.name}.tree").read_text(encoding="utf-8")
    assert tree_text(text, parse_clauses(lines_of(text))) == expected


OUTLINES = {
    "000#0": ("一、 二、[1. 2. 3. 4. 5. 6. 7.] 三、[1. 2. 3. 4.]"),
    "001#0": (
        "一、[(一) (二) (三)] 二、[(四) (五) (六) (七) (八)] 三、[(九) (十) (十一) (十二) (十三)] "
        "四、[(十四) (十五)] 五、[(十六) (十七) (十八) (十九) (二十) (二十一)]"
    ),
    "001#1": (
        "一、[(一) (二) (三)] 二、[(四) (五) (六)] 三、[(七) (八) (九)] 四、[(十) (十一) (十二) "
        "(十三)] 五、[(十四) (十五) (十六)] 六、[(十七) (十八) (十九) (二十) (二十一) (二十二) "
        "(二十三) (二十四)]"
    ),
    "001#2": (
        "一、[(一) (二)] 二、[(一)[1. 2. 3.] (二)[· 1. 2. 3. 4. 5.[·]] (三)[1. 2. 3.] (四)[· "
        "1. 2. 3. 4.] (五)[1. 2.]] 三、[(一)[·] (二)[1. 2. 3.] (三)[1. 2. 3.] (四)[·]]"
    ),
    "001#3": (
        "一、[(一)[·] (二)[·]] 二、[(一)[1. 2. 3. 4. 5.] (二)[# # #] (三)[# # # #] (四)[# # # "
        "#] (五)[# # # #]] 三、[(一) (二)]"
    ),
    "001#4": (
        "一、[(一) (二)] 二、[(三) (四) (五) (六) (七) (八) (九)] 三、[(十) (十一) (十二)] 四、[(十三) (十四) (十五)]"
    ),
    "001#5": ("一、[·] 二、[·3] 三、[·9] 四、[(一) (二) (三) (四) (五) (六) (七)] 五、[#] 六、[(一) (二) (三)]"),
    "002#0": (
        "一、[·] 二、[·2] 三、[(一)[1. 2. ·] (二)[1. 2. 3. ·] (三)[1. 2. 3. ·] (四)[1. 2. 3. "
        "·] (五)[1. 2. 3. ·] (六)[1. 2. ·] (七)[1. 2. 3. ·] (八)[1. 2. 3. ·] (九)[1. 2. 3. "
        "·] (十)[1. 2. ·] (十一)[1. 2. 3. 4. ·] (十二)[1. 2. 3. ·] (十三)[1. 2. ·] (十四)[1. "
        "2. ·]] 四、[(一)[·] (二)[·] (三)[·]]"
    ),
    "003#0": (
        "一、[·] 二、[—— —— —— —— ——] 三、[· —— —— —— ——] 四、[(一) (二) (三) "
        "(四) (五) (六) (七) (八)] 五、[(一) (二) (三) (四)] 附件[T]"
    ),
    "004#0": (
        "一、[·] 二、[· (一)[·] (二)[·] (三)[·]] 三、[· (四)[·] (五)[·] (六)[·] "
        "(七)[·]] 四、[· (八)[·] (九)[·] (十)[·]] 五、[· (十一)[·] (十二)[·]] 六、[· "
        "(十三)[·] (十四)[·] (十五)[·]]"
    ),
}
"""Numbers and levels of the real documents; paragraphs at the top, which cleaning may take out, are left out."""


@pytest.mark.shared
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_outline_of_real_documents_is_the_one_checked_by_eye(shared: Path, number: str) -> None:
    (path,) = (shared / "corpus").glob(f"{number}_*.txt")
    documents = read_documents(read_file(path, path.name))
    found = {f"{number}#{document.ordinal}": _inner(outline_of(document.clauses)) for document in documents}
    assert found == {name: outline for name, outline in OUTLINES.items() if name.startswith(number)}


def _inner(outline: str) -> str:
    return re.sub(r"T ·\d*\]", "T]", re.sub(r"^·\d* | ·\d*$", "", outline))
