"""Guessing a password is slowed down: each wrong one makes the next wait longer."""

from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

#: Wrong passwords that cost nothing: one address, all together.
FREE, FREE_TOGETHER = 5, 50
#: The longest wait, seconds.  All together it is short, or strangers could keep everybody out.
LONGEST, LONGEST_TOGETHER = 300.0, 30.0
#: Seconds without a wrong password after which the earlier ones are forgotten.
MEMORY = 3600.0
MOST_ADDRESSES = 1000


@dataclass
class Brake:
    """Waits that double with each failure after the first few; times in seconds."""

    free: int
    longest: float
    failures: int = 0
    last: float = 0.0
    until: float = 0.0

    def failed(self, now: float) -> None:
        """One more, at ``now``."""
        if now - self.last > MEMORY:
            self.failures = 0
        self.failures += 1
        self.last = now
        if (over := self.failures - self.free) >= 0:
            self.until = now + min(self.longest, 2.0 ** min(over, 16))


class Guesses:
    """Who has guessed wrong, and how long nobody from there may try again."""

    def __init__(self) -> None:
        self._together = Brake(FREE_TOGETHER, LONGEST_TOGETHER)
        self._each: OrderedDict[str, Brake] = OrderedDict()

    def wait(self, address: str, now: float) -> float:
        """Seconds until a password from there is looked at again, 0 if it is now."""
        brake = self._each.get(network(address))
        until = max(self._together.until, brake.until if brake else 0.0)
        return max(0.0, until - now)

    def failed(self, address: str, now: float) -> None:
        """A wrong password came from there."""
        place = network(address)
        self._each.setdefault(place, Brake(FREE, LONGEST)).failed(now)
        self._each.move_to_end(place)
        if len(self._each) > MOST_ADDRESSES:
            self._each.popitem(last=False)
        self._together.failed(now)

    def succeeded(self, address: str) -> None:
        """Whoever is there knows the password."""
        self._each.pop(network(address), None)


def network(address: str) -> str:
    """What one person may have many addresses of: the /64 network of IPv6 (RFC 4291, 2.5.4)."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return str(found)
