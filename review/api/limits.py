"""How often one may ask: a small share for everybody behind an address, a larger one for an account."""

from __future__ import annotations

from litestar import Request
from litestar.middleware import DefineMiddleware
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.stores.memory import MemoryStore
from litestar.stores.registry import StoreRegistry

from review.security.network import one_customer
from review.security.sessions import address_of
from review.settings import Settings

LIMITED = "limited"
"""``opt`` of a route whose requests are counted."""

ADDRESSES, ACCOUNTS = "api_addresses", "api_accounts"
_SWEPT_EVERY = 1000


class SweptStore(MemoryStore):
    """Counters in memory; those that are over are swept away now and then, or each address would stay for ever."""

    __slots__ = ("_until_sweep",)

    def __init__(self) -> None:
        super().__init__()
        self._until_sweep = _SWEPT_EVERY

    async def set(self, *given: object, **named: object) -> None:
        """As MemoryStore's."""
        await super().set(*given, **named)  # type: ignore[arg-type]
        self._until_sweep -= 1
        if self._until_sweep <= 0:
            self._until_sweep = _SWEPT_EVERY
            await self.delete_expired()


def limit_stores() -> StoreRegistry:
    """A store for each limit: in one store, Litestar would count both in the same counter."""
    return StoreRegistry({ADDRESSES: SweptStore(), ACCOUNTS: SweptStore()})


def api_limits(settings: Settings) -> list[DefineMiddleware]:
    """The middleware of both; it must come behind the one that recognises who is asking."""
    by_address = RateLimitConfig(
        rate_limit=("minute", settings.api_a_minute),
        store=ADDRESSES,
        identifier_for_request=lambda request: one_customer(address_of(request)),
        check_throttle_handler=lambda request: _is_limited(request) and request.user is None,
    )
    by_account = RateLimitConfig(
        rate_limit=("minute", settings.api_a_minute_with_token),
        store=ACCOUNTS,
        identifier_for_request=lambda request: str(request.user.user_id),
        check_throttle_handler=lambda request: _is_limited(request) and request.user is not None,
    )
    return [by_address.middleware, by_account.middleware]


def _is_limited(request: Request) -> bool:
    return bool(request.route_handler.opt.get(LIMITED))
