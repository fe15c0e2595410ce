"""The documentation of the HTTP interface as one page without scripts, made of its OpenAPI description. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ui.markup import element, escape, text_element

_STYLE = """
body{font:16px/1.8 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:860px;margin:0 auto;padding:24px}
body{color:#22252a;background:#fffefb}h1{color:#9b2c2c;border-bottom:2px solid}h2{margin-top:2em;font-size:19px}
code,pre{font-family:monospace;background:#f2efe8}pre{padding:12px;white-space:pre-wrap}
table{border-collapse:collapse;width:100%}
td{border-bottom:1px solid #ddd8cc;padding:4px 10px 4px 0;text-align:left;vertical-align:top}
@media(prefers-color-scheme:dark){body{background:#14161a;color:#e6e3dc}code,pre{background:#23272d}h1{color:#e29186}}
"""

Schema = Mapping[str, Any]


def render_docs(openapi: Schema) -> str:
    """The page for an OpenAPI description."""
    info = openapi["info"]
    body = text_element("h1", f"{info['title']} {info['version']}") + _paragraphs(info.get("description", ""))
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            body += _operation(f"{method.upper()} {path}", operation, openapi)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
    title = text_element("title", info["title"])
    return f'<!doctype html><html lang="zh-CN"><head>{head}{title}</head><body>{body}</body></html>'


def _paragraphs(text: str) -> str:
    blocks = text.strip().split("\n\n")
    return "".join(
        element("pre", escape(block.strip("`\n"))) if block.startswith("```") else text_element("p", block)
        for block in blocks
    )


def _operation(name: str, operation: Schema, openapi: Schema) -> str:
    heading = element("h2", element("code", escape(name)) + " " + escape(operation.get("summary", "")))
    rows = "".join(_row(*row) for row in _inputs(operation, openapi))
    inputs = element("table", rows) if rows else ""
    reply = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
    outputs = "".join(_row(*row) for row in _properties(reply, openapi))
    returned = text_element("p", "返回：") + element("table", outputs) if outputs else ""
    return heading + text_element("p", operation.get("description", "")) + inputs + returned


def _inputs(operation: Schema, openapi: Schema) -> Iterator[tuple[str, str, str]]:
    """Name, form and meaning of what goes in."""
    for parameter in operation.get("parameters", ()):
        meaning = parameter.get("description") or parameter["schema"].get("description", "")
        yield parameter["name"], _form(parameter["schema"], parameter.get("required", False)), meaning
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    yield from _properties(body, openapi)


def _properties(schema: Schema, openapi: Schema) -> Iterator[tuple[str, str, str]]:
    described = _resolved(schema, openapi)
    required = described.get("required", ())
    for name, inner in described.get("properties", {}).items():
        yield name, _form(inner, name in required), inner.get("description", "")


def _resolved(schema: Schema, openapi: Schema) -> Schema:
    reference = schema.get("$ref", "")
    found: Schema = openapi["components"]["schemas"][reference.rpartition("/")[2]] if reference else schema
    return found


def _form(schema: Schema, required: bool) -> str:
    kinds = {"string": "文本", "integer": "整数", "number": "数", "boolean": "是否", "array": "列表", "object": "对象"}
    either = next((part for part in schema.get("anyOf", ()) if part.get("type") != "null"), schema)
    return kinds.get(str(either.get("type", "object")), "") + ("，必填" if required else "")


def _row(name: str, form: str, meaning: str) -> str:
    cells = element("code", escape(name)), escape(form), escape(meaning)
    return element("tr", "".join(element("td", cell) for cell in cells))
