"""`python -m evals.hostile`: the table of attacks. Exits with 1 where an attack came through."""

from __future__ import annotations

import argparse
from pathlib import Path

from evals.hostile.attacks import attacks
from evals.hostile.measuring import measure
from evals.hostile.report import report


def main(arguments: list[str] | None = None) -> int:
    """Measures, prints or writes the page; 0 where every attack was held and every quote is exact."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.hostile", description="恶意文件测试：文件里写给模型的命令是否得逞。"
    )
    parser.add_argument("--output", type=Path, help="把结果写到这个 Markdown 文件；不给则显示。")
    given = parser.parse_args(arguments)
    outcomes = measure(list(attacks()))
    page = report(outcomes)
    if given.output:
        given.output.write_text(page, encoding="utf-8")
    else:
        print(page)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    raise SystemExit(main())
