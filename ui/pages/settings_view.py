"""What answers and out of what, for everybody to read. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.collection.model import SystemFacts
from ui.markup import element, escape, text_element
from ui.pages.parts import heading

_MB = 1024 * 1024


def render_settings(facts: SystemFacts, editor: bool) -> str:
    """The settings in force; an editor may test the model's endpoint. Nothing is changed here."""
    written = facts.answerer.startswith("model:")
    answering = [
        ("回答方式", "语言模型作答，逐条核对原文" if written else "原文摘录（不用语言模型）"),
        ("语言模型", facts.model if written else "未设置"),
        ("模型接口", facts.endpoint if written else "未设置"),
    ]
    index = [
        ("索引版本", facts.version),
        ("格式版本", str(facts.format_version)),
        ("嵌入模型", f"{facts.embedder}（{facts.dimension} 维）"),
        ("分词", facts.lexical),
        ("分段", facts.chunking),
        ("文件", f"{facts.files} 个文件，{facts.documents} 篇正文"),
        ("条款段", f"{facts.passages:,}"),
        ("指标", f"{facts.facts:,}"),
        ("占用磁盘", f"{facts.disk_bytes / _MB:,.1f} MB"),
    ]
    limits = [
        ("单个文件上限", f"{facts.upload_mb} MB"),
        ("问题长度上限", f"{facts.question_chars} 字"),
        ("每人每分钟提问", f"{facts.requests_per_minute} 次" if facts.requests_per_minute else "不限"),
    ]
    head = heading("设置", "当前生效的设置。要改动，请管理员编辑 zhice.toml 或环境变量后重启服务")
    test = _test() if editor else ""
    return head + _block("回答", answering) + test + _block("索引", index) + _block("上限", limits)


def render_test(line: str, passed: bool) -> str:
    """What came of a test of the endpoint."""
    css = "zp-passed" if passed else "zp-problem"
    return text_element("p", line, css, role="status" if passed else "alert")


def _test() -> str:
    button = text_element("button", "测试模型接口", "zp-strong", type="button", data_test="model")
    return element("div", button + element("div", "", id="zp-tested", aria_live="polite"), "zp-test")


def _block(title: str, rows: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        element("div", text_element("dt", name) + element("dd", escape(value), "zp-value")) for name, value in rows
    )
    return element("section", text_element("h3", title) + element("dl", listed, "zp-facts"), "zp-block")
