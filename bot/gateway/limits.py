"""How much and how fast: rates by the `limits` library, and places for open connections."""

from __future__ import annotations

import ipaddress
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool

from bot.gateway.errors import Refused
from bot.gateway.settings import Settings

TRY_AGAIN = 60


class Rates:
    """Counts what is done, and refuses what is too fast. Addresses are held in memory (or Redis) for the window only, never logged."""

    def __init__(self, settings: Settings) -> None:
        """Count in this process, or in the Redis that several gateways share."""
        self._pool = ConnectionPool.from_url(settings.redis) if settings.redis else None
        self._limiter = MovingWindowRateLimiter(self._storage(settings.redis))
        self._rates = settings.rates

    def _storage(self, redis: str | None) -> Storage:
        if redis is None:
            return MemoryStorage()
        return RedisStorage(f"async+{redis}", implementation="redispy", connection_pool=self._pool)  # type: ignore[arg-type]

    async def close(self) -> None:
        """Close the connections to Redis."""
        if self._pool is not None:
            await self._pool.aclose()

    async def count(self, rate: str, who: str) -> None:
        """Count one more of a kind by somebody; refuse it where that is too fast."""
        for item in self._rates[rate]:
            if not await self._limiter.hit(item, rate, who):
                free_at, _ = await self._limiter.get_window_stats(item, rate, who)
                raise Refused("too_fast", free_at - time.time())


class Places:
    """The open connections of this process, each with its address."""

    def __init__(self, settings: Settings) -> None:
        """Hold as many as the settings say."""
        self._most, self._most_per_address = settings.most_open, settings.most_open_per_address
        self._taken: dict[str, str] = {}
        self._by_address: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._taken)

    def take(self, connection: str, address: str, refusal: str = "too_many") -> None:
        """Take a place; refuse it where all are taken, or where the address has many already."""
        if len(self._taken) >= self._most or self._by_address[address] >= self._most_per_address:
            raise Refused(refusal, TRY_AGAIN)
        self._taken[connection] = address
        self._by_address[address] += 1

    def leave(self, connection: str) -> None:
        """Give a place back."""
        address = self._taken.pop(connection, None)
        if address is not None:
            self._by_address[address] -= 1
            if not self._by_address[address]:
                del self._by_address[address]

    @contextmanager
    def held(self, address: str) -> Iterator[None]:
        """Hold a place while a request waits; refuse it as `busy` where there is none."""
        request = uuid.uuid4().hex
        self.take(request, address, "busy")
        try:
            yield
        finally:
            self.leave(request)


def address_of(scope: Any) -> str:
    """Return whom to count for: the client's address; of IPv6 the network, for one household has very many."""
    host = (scope.get("client") or ("unknown", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
