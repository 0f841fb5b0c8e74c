"""What a client is counted by."""

from __future__ import annotations

import ipaddress


def client_of(address: str) -> str:
    """Return what an address is counted by: IPv6 by its network of 64 bits, since a single user has all of one.

    >>> client_of("2001:db8:1:2:3::4"), client_of("192.0.2.1"), client_of("unix:")
    ('2001:db8:1:2::', '192.0.2.1', 'unix:')
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.IPv6Address(int(parsed) >> 64 << 64))
