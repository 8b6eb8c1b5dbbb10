"""Editors who decide and readers who look, as many as wanted, from one process: how long each answer took."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from aiohttp import ClientSession, ClientTimeout, CookieJar

from tests.review.verifying import fields_of

_SENT_TWICE = 0.1
_SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Seen:
    """Seconds of each answer by what was asked; decisions that were answered as kept; what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    decided: list[tuple[str, str]] = field(default_factory=list)
    refused: int = 0
    faults: list[str] = field(default_factory=list)


async def crowd(
    address: str, editors: dict[str, str], readers: int, paths: dict[str, list[str]], seconds: float, pause: float
) -> Seen:
    """Let them all in, spread over one pause, and out after so many ``seconds``; editors are session secrets by name.

    ``paths`` are addresses by kind, of which readers take any; everybody rests about ``pause`` seconds between two.
    """
    seen = Seen()
    end = perf_counter() + seconds
    people: list[Callable[[], Coroutine[Any, Any, None]]] = [
        *(
            lambda name=name, secret=secret: _editor(address, name, secret, end, pause, seen)
            for name, secret in editors.items()
        ),
        *(lambda number=number: _reader(address, number, paths, end, pause, seen) for number in range(readers)),
    ]
    await asyncio.gather(
        *(_admitted(person, random.Random(number).random() * pause, seen) for number, person in enumerate(people))
    )
    return seen


async def _admitted(person: Callable[[], Coroutine[Any, Any, None]], wait: float, seen: Seen) -> None:
    await asyncio.sleep(wait)
    try:
        await person()
    except Exception as error:
        seen.faults.append(f"{type(error).__name__}: {error}")


async def _reader(address: str, number: int, paths: dict[str, list[str]], end: float, pause: float, seen: Seen) -> None:
    choice = random.Random(number)
    kinds = sorted(paths)
    async with ClientSession(address, timeout=ClientTimeout(total=60)) as session:
        while perf_counter() < end:
            kind = choice.choice(kinds)
            begun = perf_counter()
            async with session.get(choice.choice(paths[kind])) as answer:
                await answer.read()
                seen.seconds[kind].append(perf_counter() - begun)
                if answer.status != 200:
                    seen.faults.append(f"{answer.status} {answer.url}")
            await asyncio.sleep(choice.expovariate(1 / pause))


async def _editor(address: str, name: str, secret: str, end: float, pause: float, seen: Seen) -> None:
    choice = random.Random(name)
    jar = CookieJar(unsafe=True)
    async with ClientSession(
        address, cookies={"chibo-session": secret}, cookie_jar=jar, timeout=ClientTimeout(total=60), headers=_SAME_SITE
    ) as session:
        async with session.get("/queue") as answer:
            token = (await answer.text()).partition('name="_csrf_token" value="')[2][:128]
        async with session.post("/queue/next", data={"_csrf_token": token}, allow_redirects=False) as answer:
            item = answer.headers.get("location", "")
        while perf_counter() < end and item.startswith("/items/"):
            begun = perf_counter()
            async with session.get(item.partition("#")[0]) as answer:
                page = await answer.text()
                seen.seconds["item"].append(perf_counter() - begun)
            if '<form id="decision"' not in page:
                seen.faults.append(f"{name}: {answer.status} no form at {item}")
                return
            await asyncio.sleep(choice.expovariate(1 / pause))
            item = await _decide(session, name, item, fields_of(page), choice, seen)


async def _decide(
    session: ClientSession, name: str, item: str, form: dict[str, Any], choice: random.Random, seen: Seen
) -> str:
    """Press a button, now and then twice as an impatient hand does; the address of the next item."""
    claim = item.removeprefix("/items/").partition("?")[0].partition("#")[0]
    form |= {"decision": choice.choice(("accept", "accept", "accept", "unsure", "reject:not_party"))}
    data = [(key, one) for key, value in form.items() for one in (value if isinstance(value, list) else [value])]

    async def send() -> tuple[int, str]:
        begun = perf_counter()
        async with session.post(f"/items/{claim}/decide", data=data, allow_redirects=False) as answer:
            await answer.read()
            seen.seconds["decision"].append(perf_counter() - begun)
            return answer.status, answer.headers.get("location", "")

    answers = await asyncio.gather(*(send() for _ in range(2 if choice.random() < _SENT_TWICE else 1)))
    kept = [location for status, location in answers if status == 303]
    if any(status >= 500 for status, _ in answers):
        seen.faults.append(f"{name}: {answers} at {item}")
    if not kept:
        seen.refused += 1
        return item
    seen.decided.append((name, claim))
    return kept[0]
