"""责任分工: every task with the bodies that lead, support and answer for it, and bodies by tasks."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.tables.choosing import chosen_documents, chosen_years, folded, of_years
from assistant.tables.model import ALL_TASKS, ROLES, DutyFilter, DutyMatrix, DutyPage, DutyRow, TableLibrary
from assistant.tables.placing import Placing
from ingest.duties.finding import Role
from vectorstore.catalogue.duties import Progress
from vectorstore.model import DutyQuery

MOST = 1_000_000


def duties(
    library: TableLibrary,
    chosen: DutyFilter = ALL_TASKS,
    *,
    limit: int = MOST,
    offset: int = 0,
    on_progress: Progress | None = None,
) -> DutyPage:
    """The tasks that pass `chosen`, by region, file and place, from `offset` on, at most `limit`.

    The first call for an index reads the duties of all its documents, a quarter of a millisecond a clause.
    Raises BadFilter for a name that means nothing, IndexBusy while another process writes.
    """
    library.duty_table.read(on_progress)
    records = of_years(chosen_documents(library, chosen.documents), chosen_years(library, chosen.documents))
    ids = [record.id for record in records]
    query = DutyQuery(frozenset(ids), folded(chosen.body), chosen.role)
    found, total = library.duty_table.page(query, ids, limit=limit, offset=offset)
    placing = Placing(library, records)
    rows = [
        DutyRow(
            placing.place(record.document, record.duty.clause, record.clause, record.duty.span),
            record.duty.task,
            record.duty.lead,
            record.duty.support,
            record.duty.responsible,
        )
        for record in found
    ]
    return DutyPage(tuple(rows), total, offset)


def matrix(tasks: Sequence[DutyRow], body: str = "") -> DutyMatrix:
    """Bodies by tasks, the bodies with most tasks first; with `body` only those whose name holds it."""
    roles: dict[str, dict[int, list[str]]] = {}
    names: dict[str, str] = {}
    for number, row in enumerate(tasks):
        for role, bodies in ((Role.LEAD, row.lead), (Role.SUPPORT, row.support), (Role.RESPONSIBLE, row.responsible)):
            for name in bodies:
                key = folded(name)
                if folded(body) in key:
                    names.setdefault(key, name)
                    roles.setdefault(key, {}).setdefault(number, []).append(ROLES[role])
    order = sorted(names, key=lambda key: -len(roles[key]))
    cells = tuple(
        tuple("、".join(dict.fromkeys(roles[key].get(number, ()))) for number in range(len(tasks))) for key in order
    )
    return DutyMatrix(tuple(tasks), tuple(names[key] for key in order), cells)
