"""Commands on feedback: feedback list, feedback export."""

from __future__ import annotations

import json
import os
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import HomeOption, JsonOption, as_text, print_json, settings_for
from assistant.commands.errors import CommandFailed
from assistant.feedback.model import Opinion

if TYPE_CHECKING:
    from assistant.feedback.model import Feedback

OpinionOption = Annotated[Opinion | None, typer.Option("--opinion", help="只要 helpful（有用）或 wrong（有误）的。")]
UserOption = Annotated[str | None, typer.Option("--user", help="只要这个用户的；不给出则为所有人的。")]
SinceOption = Annotated[str | None, typer.Option("--since", help="只要这一天以来的，如 2026-11-01。")]
_NAMES = {Opinion.HELPFUL: "有用", Opinion.WRONG: "有误"}


def list_feedback(
    context: typer.Context,
    opinion: OpinionOption = None,
    user: UserOption = None,
    since: SinceOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """列出用户对回答的评价与意见，新的在前。"""
    found = _found(context, home, opinion, user, since)
    if as_json:
        print_json([_record(feedback) for feedback in found])
        return
    if not found:
        print("没有反馈。")
    for feedback in found:
        by = f"　{feedback.user}" if feedback.user else ""
        print(f"{feedback.changed_at.astimezone():%Y-%m-%d %H:%M}　{_NAMES[feedback.opinion]}{by}")
        print(f"  问：{' '.join(feedback.about.question.split())}")
        print(f"  答：{' '.join(feedback.about.answer.text.split())}")
        if feedback.comment:
            print(f"  意见：{' '.join(feedback.comment.split())}")


def export(
    context: typer.Context,
    output: Annotated[Path, typer.Option("--output", help="结果文件（JSONL），每行一道评测题。")],
    opinion: OpinionOption = None,
    since: SinceOption = None,
    home: HomeOption = None,
) -> None:
    """把反馈写成评测题：“有用”的可直接用，“有误”的标明待复核（needs_review），复核前 zhice eval 不接受。"""
    from assistant.feedback.rows import evaluation_row

    if output.is_dir():
        raise CommandFailed(f"{output} 是文件夹。请用 --output 给出结果文件的名字。")
    found = _found(context, home, opinion, None, since)
    if not found:
        raise CommandFailed("没有可导出的反馈，未写文件。")
    lines = "".join(json.dumps(evaluation_row(feedback), ensure_ascii=False) + "\n" for feedback in reversed(found))
    draft = output.with_name(f".{output.name}.{os.getpid()}.partial")
    try:
        draft.write_text(lines, encoding="utf-8", errors="replace", newline="\n")
        os.replace(draft, output)
    finally:
        draft.unlink(missing_ok=True)
    wrong = sum(feedback.opinion is Opinion.WRONG for feedback in found)
    print(f"已导出 {len(found)} 行到 {output}，其中 {wrong} 行“有误”待复核。")


def _found(
    context: typer.Context, home: Path | None, opinion: Opinion | None, user: str | None, since: str | None
) -> list[Feedback]:
    from assistant.bootstrap import make_feedback

    start = None if since is None else _start_of(as_text(since))
    with closing(make_feedback(settings_for(context, home))) as store:
        return store.all(opinion, None if user is None else as_text(user), start)


def _start_of(day: str) -> datetime:
    """The moment that a day begins where this program runs."""
    try:
        return datetime.combine(date.fromisoformat(day.strip()), time()).astimezone()
    except ValueError:
        raise CommandFailed(f"看不懂日期“{day}”。--since 请写成 2026-11-01 的样子。") from None


def _record(feedback: Feedback) -> dict[str, object]:
    """Times are ISO 8601 in UTC; "answer" is that of `ask --json`."""
    from assistant.commands.records import answer_record

    about = feedback.about
    return {
        "id": feedback.id,
        "user": feedback.user,
        "opinion": str(feedback.opinion),
        "comment": feedback.comment,
        "question": about.question,
        "earlier": list(about.earlier),
        "answer": answer_record(about.answer),
        "index_version": about.index_version,
        "conversation": about.conversation,
        "exchange": about.exchange,
        "given_at": feedback.given_at.isoformat(),
        "changed_at": feedback.changed_at.isoformat(),
    }
