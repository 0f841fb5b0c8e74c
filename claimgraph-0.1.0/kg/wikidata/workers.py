"""Chunks of a dump read by several processes, answered in their order."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue

from claimgraph.errors import ClaimGraphError
from claimgraph.wikidata.dump import Chunk
from claimgraph.wikidata.sieve import Batch

Reading = Callable[[bytes], Batch]
_AHEAD = 2
"""Chunks that wait for a free process."""


def read_all(chunks: Iterable[Chunk], reading: Reading, jobs: int = 1) -> Generator[tuple[Chunk, Batch], None, None]:
    """Yield each chunk with what it gives, in their order; memory is that of a few chunks for each job.

    Close it to end the processes at once.
    """
    if jobs < 2:
        yield from ((chunk, reading(chunk.data)) for chunk in chunks)
        return
    workers = _Workers(reading, jobs)
    try:
        yield from workers.answers(chunks)
    finally:
        workers.end()


class _Workers:
    """Processes that end with this one, however it ends: then their pipes are closed."""

    def __init__(self, reading: Reading, jobs: int) -> None:
        context = get_context("spawn")
        self._free: SimpleQueue[Connection] = SimpleQueue()
        self._processes = []
        self._room = jobs + _AHEAD
        self._threads = ThreadPoolExecutor(jobs)
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, reading), daemon=True)
            process.start()
            theirs.close()
            self._processes.append(process)
            self._free.put(ours)

    def answers(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Batch]]:
        """Yield the answers in the order of the chunks."""
        waiting: deque[tuple[Chunk, Future[Batch]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, self._threads.submit(self._ask, chunk.data)))
            if len(waiting) > self._room:
                yield _answer(waiting)
        while waiting:
            yield _answer(waiting)

    def _ask(self, data: bytes) -> Batch:
        pipe = self._free.get()
        try:
            pipe.send_bytes(data)
            batch: Batch = pipe.recv()
        except (EOFError, OSError) as error:
            raise ClaimGraphError("a process that read the dump ended early, perhaps for lack of memory") from error
        finally:
            self._free.put(pipe)
        return batch

    def end(self) -> None:
        """End the processes at once."""
        for process in self._processes:
            process.terminate()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            process.join()


def _answer(waiting: deque[tuple[Chunk, Future[Batch]]]) -> tuple[Chunk, Batch]:
    chunk, answer = waiting.popleft()
    return chunk, answer.result()


def _work(pipe: Connection, reading: Reading) -> None:
    """Answer chunks until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            pipe.send(reading(pipe.recv_bytes()))
    except (EOFError, OSError):
        return
