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

EXAMPLE_ADDRESS = "http://127.0.0.1:7860"
"""Stands in the description for where the server is."""
_FORMS = {"string": "文本", "integer": "整数", "number": "数", "boolean": "是否", "array": "列表", "object": "对象"}

Schema = Mapping[str, Any]
Row = tuple[str, str, str]
"""Name, form and meaning of a field."""


def render_docs(openapi: Schema, address: str) -> str:
    """The page for an OpenAPI description of a server that is called at `address`, 'http://127.0.0.1:7860'."""
    info = openapi["info"]
    body = text_element("h1", f"{info['title']} {info['version']}")
    body += _paragraphs(info.get("description", "").replace(EXAMPLE_ADDRESS, address))
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
    given = sorted(_given(operation, openapi), key=lambda row: "必填" not in row[1])
    told = list(_properties(_content(operation["responses"].get("200", {})), openapi))
    tables = [("参数", given), ("返回", told)]
    written = [text_element("p", title) + element("table", "".join(map(_row, rows))) for title, rows in tables if rows]
    return heading + text_element("p", operation.get("description", "")) + "".join(written)


def _given(operation: Schema, openapi: Schema) -> Iterator[Row]:
    """What goes in."""
    for parameter in operation.get("parameters", ()):
        meaning = parameter.get("description") or parameter["schema"].get("description", "")
        yield parameter["name"], _form(parameter["schema"]) + _must(parameter.get("required", False)), meaning
    body = _content(operation.get("requestBody", {}))
    required = _resolved(body, openapi).get("required", ())
    for name, form, meaning in _properties(body, openapi):
        yield name, form + _must(name in required), meaning


def _properties(schema: Schema, openapi: Schema, above: str = "") -> Iterator[Row]:
    """The fields of an object, and behind a list of objects theirs: 'citations[].quote'."""
    for name, inner in _resolved(schema, openapi).get("properties", {}).items():
        yield above + name, _form(inner), inner.get("description", "")
        if "$ref" in (items := inner.get("items", {})):
            yield from _properties(items, openapi, f"{above}{name}[].")


def _content(holder: Schema) -> Schema:
    found: Schema = holder.get("content", {}).get("application/json", {}).get("schema", {})
    return found


def _resolved(schema: Schema, openapi: Schema) -> Schema:
    reference = schema.get("$ref", "")
    found: Schema = openapi["components"]["schemas"][reference.rpartition("/")[2]] if reference else schema
    return found


def _form(schema: Schema) -> str:
    either = next((part for part in schema.get("anyOf", ()) if part.get("type") != "null"), schema)
    return _FORMS.get(str(either.get("type", "object")), "")


def _must(required: bool) -> str:
    return "，必填" if required else ""


def _row(row: Row) -> str:
    name, form, meaning = row
    cells = element("code", escape(name)), escape(form), escape(meaning)
    return element("tr", "".join(element("td", cell) for cell in cells))
