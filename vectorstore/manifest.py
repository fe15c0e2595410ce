"""The manifest of a saved index: written when it is made, compared whenever it is opened."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, fields
from pathlib import Path

from vectorstore.model import IndexManifest
from vectorstore.ports import IndexMismatch

_MENDING = "请运行 zhice ingest --rebuild 重建"
_LABELS = {
    "format_version": "索引格式版本",
    "embedder": "向量模型",
    "dimension": "向量维数",
    "metric": "距离度量",
    "chunking": "切分方式",
    "lexical": "词法分析",
}


def read_manifest(path: Path) -> IndexManifest:
    """Raises `IndexMismatch` where the file does not hold a manifest, FileNotFoundError where there is none."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(values, dict) or set(values) != {field.name for field in fields(IndexManifest)}:
            raise ValueError("other fields than a manifest's")
        return IndexManifest(**values)
    except ValueError as error:
        raise IndexMismatch(f"索引说明 {path} 已损坏或版本不同，{_MENDING}") from error


def write_manifest(path: Path, manifest: IndexManifest) -> None:
    """Replaces the file in one step, so that it is never half written."""
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    os.replace(draft, path)


def require_same(saved: IndexManifest, wanted: IndexManifest) -> None:
    """Raises `IndexMismatch` that names every field that differs, both values and the command that mends it."""
    differing = []
    for name, label in _LABELS.items():
        before, now = getattr(saved, name), getattr(wanted, name)
        if before != now:
            differing.append(f"{label}（{name}）：索引为 {before}，当前为 {now}")
    if differing:
        raise IndexMismatch(f"索引与当前设置不符：{'；'.join(differing)}。{_MENDING}")
