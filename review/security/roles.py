"""Who may open which route. Every route says so (``access=``), or the application does not start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.exceptions import MethodNotAllowedException, NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.routes import HTTPRoute

from db.models.people import Role
from review.security.sessions import Visitor

Access = Literal["anyone", "viewer", "editor", "admin"]
"""Who may come in: anyone, or an account of this role or a higher one."""

ACCESS = "access"
_RANKS: dict[str, int] = {"anyone": 0, "viewer": 1, "editor": 2, "admin": 3}


class AccessNotStated(Exception):
    """Routes that do not say who may open them."""


@dataclass(frozen=True, slots=True, order=True)
class RouteAccess:
    """A route and who may open it."""

    path: str
    method: str
    access: Access


def may(role: Role | None, access: Access) -> bool:
    """Whether somebody of this role, or nobody (None), may come in."""
    return _RANKS[role or "anyone"] >= _RANKS[access]


def guard(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    """Litestar's guard of all routes. Raises NotAuthorizedException (401) or PermissionDeniedException (403)."""
    access = handler.opt.get(ACCESS)
    if access is None:  # only the OPTIONS that Litestar adds to each path by itself
        raise MethodNotAllowedException
    visitor: Visitor | None = connection.scope.get("user")
    if may(visitor.role if visitor else None, access):
        return
    if visitor is None:
        raise NotAuthorizedException("sign in first")
    raise PermissionDeniedException("this account may not do that")


def route_table(app: Litestar) -> list[RouteAccess]:
    """All routes with who may open them, by path. Raises AccessNotStated, naming those that do not say."""
    found, silent = [], []
    for route in app.routes:
        if not isinstance(route, HTTPRoute):
            silent.append(route.path)
            continue
        for handler in route.route_handlers:
            access = handler.opt.get(ACCESS)
            if access in _RANKS:
                found.extend(RouteAccess(route.path, method, access) for method in handler.http_methods)
            elif handler.http_methods != {"OPTIONS"} or access is not None:
                silent.append(route.path)
    if silent:
        raise AccessNotStated(f"no access=anyone, viewer, editor or admin: {', '.join(sorted(silent))}")
    return sorted(found)
