"""What people call the stages."""

from __future__ import annotations

STAGE_NAMES = {
    "read": "读出",
    "clean": "清理",
    "tree": "条款树",
    "facts": "事实",
    "chunk": "切段",
    "catalogue": "目录库",
    "embed": "向量化",
    "lexical": "词法索引",
    "vectors": "向量库",
    "rest": "其余",
}
"""By the names in `READING_STAGES` and `answers.model.STAGES`."""
