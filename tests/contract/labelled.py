"""Labels for made-up passages, filters of every part, and what each lets pass by its definition."""

from __future__ import annotations

from vectorstore.model import Labels, SearchFilter

JIANGXI = ("江西省",)
JIUJIANG = ("江西省", "九江市")
ZONE = ("江西省", "九江市", "九江经济技术开发区")
WUHAN = ("湖北省", "武汉市")
REGIONS = (ZONE, JIUJIANG, JIANGXI, WUHAN, ())
LEVELS = ("zone", "city", "province", "")
KINDS = ("方案", "办法", "")

FILTERS = {
    "one document": SearchFilter(frozenset({"文件3.txt#0"})),
    "two documents": SearchFilter(frozenset({"文件0.txt#0", "文件6.txt#0"})),
    "an unknown document": SearchFilter(frozenset({"没有这份.txt#0"})),
    "no document": SearchFilter(frozenset()),
    "thousands of documents": SearchFilter(frozenset({*(f"别的{n}.txt#0" for n in range(5000)), "文件2.txt#0"})),
    "a province with all in it": SearchFilter(regions=(JIANGXI,)),
    "a city with its zone": SearchFilter(regions=(JIUJIANG,)),
    "two regions": SearchFilter(regions=(ZONE, WUHAN)),
    "a region that is the beginning of another's name": SearchFilter(regions=(("江西",),)),
    "an unknown region": SearchFilter(regions=(("云南省",),)),
    "a zone and what covers it": SearchFilter(regions=(ZONE,), covering=(JIUJIANG, JIANGXI)),
    "exactly a province": SearchFilter(covering=(JIANGXI,)),
    "about no region": SearchFilter(covering=((),)),
    "a level": SearchFilter(levels=("city",)),
    "an unknown level": SearchFilter(levels=("planet",)),
    "two levels": SearchFilter(levels=("zone", "province")),
    "a year": SearchFilter(years=(2023,)),
    "two years": SearchFilter(years=(2021, 2024)),
    "an unknown year": SearchFilter(years=(1950,)),
    "a kind": SearchFilter(kinds=("办法",)),
    "an unknown kind": SearchFilter(kinds=("诗",)),
    "all parts": SearchFilter(
        frozenset(f"文件{n}.txt#0" for n in range(6)),
        (JIANGXI,),
        ((),),
        ("zone", "city"),
        (2023, 2024),
        ("方案", "办法"),
    ),
    "parts that exclude each other": SearchFilter(frozenset({"文件3.txt#0"}), regions=(("云南省",),)),
    "all but one document": SearchFilter(without=frozenset({"文件3.txt#0"})),
    "all but most documents": SearchFilter(without=frozenset(f"文件{n}.txt#0" for n in range(6))),
    "all but every document": SearchFilter(without=frozenset(f"文件{n}.txt#0" for n in range(7))),
    "all but thousands of unknown documents": SearchFilter(without=frozenset(f"别的{n}.txt#0" for n in range(5000))),
    "a region without some of its documents": SearchFilter(
        regions=(JIANGXI,), without=frozenset({"文件0.txt#0", "文件1.txt#0"})
    ),
    "a document that is left out": SearchFilter(frozenset({"文件3.txt#0"}), without=frozenset({"文件3.txt#0"})),
    "nothing": SearchFilter(),
}


def labels_of_row(number: int) -> Labels:
    """Labels of a passage; every value meets every other one within some hundred rows."""
    return Labels(
        document=f"文件{number % 7}.txt#0",
        region=REGIONS[number % 5],
        level=LEVELS[number % 4],
        kind=KINDS[number % 3],
        years=tuple(range(2020, 2020 + number % 6)),
    )


def lets_pass(where: SearchFilter, labels: Labels) -> bool:
    """The definition of `SearchFilter`, part by part."""
    regional = bool(where.regions or where.covering)
    inside = any(labels.region[: len(path)] == path for path in where.regions)
    return (
        labels.document not in where.without
        and (where.documents is None or labels.document in where.documents)
        and (not regional or inside or labels.region in where.covering)
        and (not where.levels or labels.level in where.levels)
        and (not where.years or any(year in where.years for year in labels.years))
        and (not where.kinds or labels.kind in where.kinds)
    )
