"""Where a request comes from, and whom it was meant for."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

UNKNOWN = "unknown"
"""The address of a client that has none, such as one on a Unix socket."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_ours(host: str | None, hosts: Iterable[str]) -> bool:
    """Whether a Host header, with or without a port, names the desk."""
    if not host:
        return False
    name, _, port = host.rpartition(":") if ":" in host and not host.endswith("]") else (host, "", "")
    return name.lower() in hosts and (not port or port.isdecimal())


def client_address(peer: str | None, forwarded: str | None, proxies: tuple[IPv4Network | IPv6Network, ...]) -> str:
    """The address to hold a client to: the last one that no trusted proxy stands for.

    ``forwarded`` is X-Forwarded-For. Each proxy adds whom it was called by at the end; what stands before that a
    client may have written itself.
    """
    address = _parsed(peer)
    hops = [hop.strip() for hop in forwarded.split(",")] if forwarded else []
    while hops and _is_trusted(address, proxies):
        address = _parsed(hops.pop())
    return address


def one_customer(address: str) -> str:
    """What stands for everybody behind an address: of IPv6 the /64, in which one customer has all addresses."""
    if ":" not in address:
        return address
    return str(ip_network(f"{address}/64", strict=False))


def comes_from_elsewhere(host: str, fetch_site: str | None, origin: str | None) -> bool:
    """Whether a page of another site has made the browser send this.

    Browsers say so in Sec-Fetch-Site, older ones in Origin; what sends neither is no browser.
    """
    if fetch_site is not None:
        return fetch_site not in ("same-origin", "none")
    if origin is not None:
        return urlsplit(origin).netloc.lower() != host.lower()
    return False


def _parsed(given: str | None) -> str:
    try:
        return str(ip_address(given or ""))
    except ValueError:
        return UNKNOWN


def _is_trusted(address: str, proxies: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    if address == UNKNOWN:
        return False
    parsed = ip_address(address)
    return any(parsed.version == network.version and parsed in network for network in proxies)
