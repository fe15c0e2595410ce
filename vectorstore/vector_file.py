"""A table of vectors as two files: a NumPy matrix, which is mapped and not read, and a list of what its rows are.

The list names the matrix and the state of the index that both are of, and is replaced last, in one step: a
reader sees the old pair or the new one. Files are a copy of what the vector store holds; one that is
missing, damaged or of another state is made anew from there.
"""

from __future__ import annotations

import json
import logging
import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from vectorstore.memory import MemoryStore
from vectorstore.model import Labels

_LIST = "vectors.json"
_MATRIX = "vectors-{state}.npy"
_DRAFTS = "vectors*.tmp"
_ABANDONED_SECONDS = 3600.0
"""No draft takes so long to write: one that is older is of a process that was killed."""

logger = logging.getLogger(__name__)


def read_table(folder: Path, state: int) -> MemoryStore | None:
    """The table that was written of `state`; None where there is none, or it cannot be used."""
    try:
        listed = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        if listed["state"] != state:
            return None
        labels = [_labels(values) for values in listed["labels"]]
        rows = np.load(folder / str(listed["matrix"]), mmap_mode="r", allow_pickle=False)
        return MemoryStore(listed["ids"], rows, [labels[number] for number in listed["label_of"]])
    except FileNotFoundError:
        return None
    except (OSError, EOFError, BadZipFile, ValueError, KeyError, TypeError, IndexError):
        logger.warning("the table of vectors in %s cannot be read and is made anew", folder, exc_info=True)
        return None


def write_table(folder: Path, state: int, table: MemoryStore) -> None:
    """Puts `table` in the place of the one before. A disk that takes no more costs only time later on."""
    ids, rows, labels = table.rows()
    numbers = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    matrix = folder / _MATRIX.format(state=state)
    listed = {
        "state": state,
        "matrix": matrix.name,
        "labels": [asdict(label) for label in numbers],
        "label_of": [numbers[label] for label in labels],
        "ids": ids,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(matrix, rows)
        draft = folder / f"{_LIST}.{os.getpid()}.tmp"
        draft.write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")
        os.replace(draft, folder / _LIST)
        for old in folder.glob(_MATRIX.format(state="*")):
            if old != matrix:
                old.unlink(missing_ok=True)
        _remove_abandoned(folder)
    except OSError:
        logger.warning("the table of vectors in %s could not be written", folder, exc_info=True)


def forget_table(folder: Path) -> None:
    """Nobody finds a table in `folder` from now on, whatever state the index comes to."""
    try:
        (folder / _LIST).unlink(missing_ok=True)
    except OSError:
        logger.warning("the table of vectors in %s could not be removed", folder, exc_info=True)


def _remove_abandoned(folder: Path) -> None:
    """A draft may be as large as the matrix, and one that a killed process left would stay for ever."""
    for draft in folder.glob(_DRAFTS):
        if time.time() - draft.stat().st_mtime > _ABANDONED_SECONDS:
            draft.unlink(missing_ok=True)


def _replace(file: Path, rows: Any) -> None:
    """Never writes into a file that another process may have mapped."""
    draft = file.with_suffix(f".{os.getpid()}.tmp")
    try:
        with draft.open("wb") as out:
            np.save(out, rows, allow_pickle=False)
        os.replace(draft, file)
    except OSError:  # such as a full disk, of which the draft may hold much
        draft.unlink(missing_ok=True)
        raise


def _labels(values: dict[str, Any]) -> Labels:
    return Labels(
        document=values["document"],
        region=tuple(values["region"]),
        level=values["level"],
        kind=values["kind"],
        years=tuple(values["years"]),
    )
