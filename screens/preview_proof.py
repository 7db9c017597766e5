"""Sets what is looked at, one document after the other, beside the app."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar, TypeVarTuple

from planner.phrases import Phrase
from planner.publish.documents import Document
from planner.publish.outgoing import Outgoing
from planner.publish.proof import Proofs, manuscript_of
from planner.publish.recipients import Recipient

Result = TypeVar("Result")
Values = TypeVarTuple("Values")

#: Pixels per inch: to be read, and where a picture shows no more than the look of a page.
SHARP, COARSE = 160, 72


@dataclass(frozen=True)
class Proof:
    """The pages of a document as PNG pictures (none where they cannot be shown) and as text.

    ``is_whole``: nothing more comes.
    """

    pages: tuple[bytes, ...] = ()
    texts: tuple[str, ...] = ()
    warnings: tuple[Phrase, ...] = ()
    is_whole: bool = False

    def __len__(self) -> int:
        return max(len(self.pages), len(self.texts))


class Setter:
    """One thread of its own, for the typesetter is for one thread."""

    def __init__(self, outgoing: Outgoing, ppi: int | None) -> None:
        """``ppi``: pixels per inch of the pictures, None for no pictures."""
        self._outgoing, self._ppi = outgoing, ppi
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="proof")
        self._proofs: Proofs | None = None

    async def proofs(
        self, recipient: Recipient, document: Document, stopped: Callable[[], bool]
    ) -> AsyncIterator[Proof]:
        """The document, first its pictures alone; without pages where there is nothing to print.

        What is cancelled before its turn is never begun.  Raises PlannerError.
        """
        manuscript = await self._run(manuscript_of, self._outgoing, recipient, document, stopped)
        if manuscript is None:
            yield Proof(is_whole=True)
            return
        if self._proofs is None:
            self._proofs = await self._run(Proofs)
        pages: tuple[bytes, ...] = ()
        if self._ppi is not None:
            pages = tuple(await self._run(self._proofs.pages, manuscript, self._ppi))
            yield Proof(pages)
        texts = tuple(await self._run(self._proofs.texts, manuscript))
        yield Proof(pages, texts)
        printed = await self._run(self._proofs.pdf, manuscript)
        yield Proof(pages, texts, printed.warnings, is_whole=True)

    def close(self) -> None:
        """Nothing is waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[*Values], Result], *values: *Values) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *values)
