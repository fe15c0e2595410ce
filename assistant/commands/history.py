"""Commands on kept conversations: history list, show, export, rename, delete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import HomeOption, JsonOption, as_text, output_console, print_json, settings_for, warn

if TYPE_CHECKING:
    from assistant.history.model import Conversation, ConversationHead
    from assistant.history.ports import ConversationStore

UserOption = Annotated[str, typer.Option("--user", help="谁的对话；没有登录用户时不必给出。")]
IdArgument = Annotated[str, typer.Argument(metavar="编号", help="对话编号，见 zhice history list，可只写开头几位。")]


def list_conversations(
    context: typer.Context,
    words: Annotated[str, typer.Option("--words", help="只列含有这些词的对话，用空格隔开。")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="列多少个。")] = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="跳过前面多少个。")] = 0,
    user: UserOption = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """列出对话：编号、时间、问题数、标题，新的在前。"""
    with _opened(context, home) as store:
        page = store.page(as_text(user), as_text(words), limit, offset)
    if as_json:
        print_json({"total": page.total, "conversations": [_head_record(head) for head in page.heads]})
        return
    if not page.total:
        print("没有含有这些词的对话。" if words.strip() else "还没有对话记录。")
        return
    for head in page.heads:
        print(f"{head.id}　{head.changed_at.astimezone():%Y-%m-%d %H:%M}　{head.questions} 问　{head.title}")
    if page.total > len(page.heads):
        warn(f"共 {page.total} 个对话，这里列出 {len(page.heads)} 个；用 --offset 看后面的。")


def show(
    context: typer.Context,
    conversation: IdArgument,
    user: UserOption = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """显示一个对话：每个问题、回答、引文（当时的原文）。"""
    from assistant.commands.answers import print_answer

    kept = _conversation(context, home, user, conversation)
    if as_json:
        print_json(_conversation_record(kept))
        return
    console = output_console()
    console.print(f"{kept.head.title}（{kept.head.id}）", markup=False)
    for number, exchange in enumerate(kept.exchanges, start=1):
        console.rule(f"{exchange.asked_at.astimezone():%Y-%m-%d %H:%M}")
        console.print(f"问 {number}：{exchange.question}", markup=False)
        print_answer(exchange.answer)


def export(
    context: typer.Context,
    conversation: IdArgument,
    output: Annotated[Path, typer.Option("--output", help="结果文件：.docx（Word，带脚注）或 .md（Markdown）。")],
    user: UserOption = "",
    home: HomeOption = None,
) -> None:
    """把一个对话导出为 Word 或 Markdown，引文成为脚注。"""
    from assistant.history.export.writing import export_file

    kept = _conversation(context, home, user, conversation)
    export_file(kept, output)
    notes = sum(len(exchange.answer.citations) for exchange in kept.exchanges)
    print(f"已导出 {len(kept.exchanges)} 个问题、{notes} 条脚注到 {output}。")


def rename(
    context: typer.Context,
    conversation: IdArgument,
    title: Annotated[str, typer.Argument(metavar="标题", help="新标题。")],
    user: UserOption = "",
    home: HomeOption = None,
) -> None:
    """给一个对话改名。"""
    with _opened(context, home) as store:
        store.rename(as_text(user), as_text(conversation), as_text(title))
    print("已改名。")


def delete(context: typer.Context, conversation: IdArgument, user: UserOption = "", home: HomeOption = None) -> None:
    """删除一个对话，不能恢复。"""
    with _opened(context, home) as store:
        store.delete(as_text(user), as_text(conversation))
    print("已删除。")


@contextmanager
def _opened(context: typer.Context, home: Path | None) -> Iterator[ConversationStore]:
    from assistant.bootstrap import make_history

    with closing(make_history(settings_for(context, home))) as store:
        yield store


def _conversation(context: typer.Context, home: Path | None, user: str, conversation: str) -> Conversation:
    with _opened(context, home) as store:
        kept = store.open(as_text(user), as_text(conversation))
    if kept.unreadable:
        warn(f"有 {kept.unreadable} 个问题由其他版本的知策写成，未能读出。")
    return kept


def _head_record(head: ConversationHead) -> dict[str, object]:
    """Times are ISO 8601 in UTC."""
    return {
        "id": head.id,
        "title": head.title,
        "created_at": head.created_at.isoformat(),
        "changed_at": head.changed_at.isoformat(),
        "questions": head.questions,
    }


def _conversation_record(kept: Conversation) -> dict[str, object]:
    from assistant.commands.records import answer_record

    exchanges = [
        {
            "asked_at": exchange.asked_at.isoformat(),
            "index_version": exchange.index_version,
            **answer_record(exchange.answer, str(exchange.id)),
            "question": exchange.question,
        }
        for exchange in kept.exchanges
    ]
    return {**_head_record(kept.head), "exchanges": exchanges}
