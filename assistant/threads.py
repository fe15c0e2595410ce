"""How many threads numpy's linear algebra takes."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1)
def one_thread_for_matrices() -> None:
    """Holds BLAS to one thread in this process, from the first call on.

    The matrices of one question are small: the threads of a pool would wait for one another longer than they
    compute, above all where several questions are answered at once.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    threadpool_limits(limits=1, user_api="blas")
