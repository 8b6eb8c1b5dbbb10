"""What was done, by whom: for admins, to read only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, get_args
from urllib.parse import urlencode

from litestar import Request, get
from litestar.params import FromQuery, QueryParameter
from litestar.response import Template

from db.repository import audit
from db.repository.audit import AuditQuery, Order
from review.desk import desk_of
from review.rendering import page

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class View:
    """What of the log is looked at, and in which order; the address of any such view is made here."""

    user: str = ""
    action: str = ""
    sort: Order = "at"
    down: bool = True
    number: int = 1

    def sorted_by(self, column: Order) -> str:
        """The view by another column; by the same one, the other way round."""
        return self._address(sort=column, down=not self.down if column == self.sort else True, number=1)

    def at_page(self, number: int) -> str:
        """Another page of the same view."""
        return self._address(sort=self.sort, down=self.down, number=number)

    def _address(self, *, sort: Order, down: bool, number: int) -> str:
        given = {"user": self.user, "action": self.action, "sort": sort, "down": int(down), "page": number}
        return f"/audit?{urlencode({key: value for key, value in given.items() if value != ''})}"


@get("/audit", access="admin", sync_to_thread=True)
def show(
    request: Request,
    user: Annotated[str, QueryParameter(max_length=100)] = "",
    action: Annotated[str, QueryParameter(max_length=100)] = "",
    sort: FromQuery[Order] = "at",
    down: FromQuery[bool] = True,
    number: Annotated[int, QueryParameter(name="page", ge=1, le=1_000_000)] = 1,
) -> Template:
    """A page of the log."""
    view = View(user.strip().lower(), action, sort, down, number)
    wanted = AuditQuery(user=view.user or None, action=view.action or None)
    with desk_of(request).engine.connect() as connection:
        entries = audit.entries(
            connection, wanted, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE, order=sort, down=down
        )
        total = audit.count(connection, wanted)
        actions = [(action, action) for action in audit.actions(connection)]
    pages = max(1, -(-total // ON_A_PAGE))
    return page(
        request,
        "audit.html",
        view=view,
        entries=entries,
        total=total,
        pages=pages,
        actions=actions,
        columns=get_args(Order),
    )


HANDLERS = (show,)
