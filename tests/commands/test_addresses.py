"""Which requests are meant for the app in a browser, and where people are told it is."""

import socket

import pytest

from planner.commands.addresses import Addresses, Name
from planner.errors import PlannerError


def addresses(host: str, *names: str, encrypted: bool = False, port: int = 8000) -> Addresses:
    return Addresses(host, port, encrypted=encrypted, names=[Name.read(name) for name in names])


@pytest.fixture(autouse=True)
def _own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Laptop.Lan")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.1.2.3"])
def test_loopback_is_not_open_to_others(host: str) -> None:
    assert not addresses(host).open_to_others
    assert not addresses(host).can_be_overheard


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "fd00::5"])
def test_every_other_address_is(host: str) -> None:
    assert addresses(host).open_to_others
    assert addresses(host).can_be_overheard
    assert not addresses(host, encrypted=True).can_be_overheard


def test_a_proxy_opens_loopback_to_others() -> None:
    assert addresses("127.0.0.1", "plan.example.org").open_to_others
    assert addresses("127.0.0.1", "plan.example.org").can_be_overheard
    assert addresses("127.0.0.1", "http://plan.example.org").can_be_overheard
    assert not addresses("127.0.0.1", "https://plan.example.org").can_be_overheard


@pytest.mark.parametrize("host", ["example.org", "", "[/]", "192.168.1", "laptop"])
def test_what_is_no_address_cannot_be_listened_at(host: str) -> None:
    with pytest.raises(PlannerError, match="is not an address"):
        addresses(host)


@pytest.mark.parametrize(
    ("host", "names", "encrypted", "port", "url"),
    [
        ("127.0.0.1", (), False, 8000, "http://127.0.0.1:8000"),
        ("::1", (), False, 8000, "http://[::1]:8000"),
        ("192.168.1.5", (), True, 8000, "https://192.168.1.5:8000"),
        ("0.0.0.0", (), False, 8000, "http://laptop.lan:8000"),
        ("::", (), True, 443, "https://laptop.lan"),
        ("0.0.0.0", (), False, 80, "http://laptop.lan"),
        ("0.0.0.0", (), False, 443, "http://laptop.lan:443"),
        ("0.0.0.0", ("Plan.example.org", "b.example"), False, 8000, "http://plan.example.org:8000"),
        ("127.0.0.1", ("https://plan.example.org/",), False, 8000, "https://plan.example.org"),
        ("127.0.0.1", ("https://plan.example.org:443",), False, 8000, "https://plan.example.org"),
        ("127.0.0.1", ("https://plan.example.org:8443",), False, 80, "https://plan.example.org:8443"),
        ("0.0.0.0", ("bücher.example",), False, 8000, "http://xn--bcher-kva.example:8000"),
    ],
)  # fmt: skip
def test_the_address_told_is_one_that_can_be_opened(
    host: str, names: tuple[str, ...], encrypted: bool, port: int, url: str
) -> None:
    served = addresses(host, *names, encrypted=encrypted, port=port)
    assert served.public_url == url
    assert served.origin(url.partition("://")[2]) == url


@pytest.mark.parametrize(
    "name",
    ["", "a b", "plan.example.org/path", "https://a.example/x", "ftp://a.example", "[", "a..b",
     "user@a.example", "https://", "-", "a.example?x", "x" * 300],
)  # fmt: skip
def test_what_is_no_name_is_told(name: str) -> None:
    with pytest.raises(PlannerError, match="is not a name"):
        Name.read(name)


OWN = ["192.168.1.5:8000", "203.0.113.9:8000", "[fd00::5]:8000", "laptop.lan:8000", "LAPTOP:8000",
       "laptop.local:8000", "localhost:8000", "localhost:9000", "localhost"]  # fmt: skip
STRANGE = ["", "evil.example", "evil.example:8000", "laptop.lan.evil.example", "laptop.lan:x",
           "laptop.lan:8000:8000", "a@laptop.lan", "[::1", "[laptop.lan]", "1.2.3.4.evil.example",
           "localhost;", "plan.example.org", "laptop.lan/"]  # fmt: skip


@pytest.mark.parametrize("host", OWN)
def test_figures_and_own_names_are_ours_on_the_network(host: str) -> None:
    assert addresses("0.0.0.0").origin(host) == f"http://{host.lower()}"
    assert addresses("0.0.0.0", encrypted=True).origin(host) == f"https://{host.lower()}"


@pytest.mark.parametrize("host", STRANGE)
def test_names_that_anybody_can_have_lead_here_are_not(host: str) -> None:
    assert addresses("0.0.0.0").origin(host) is None


@pytest.mark.parametrize("host", ["192.168.1.5:8000", "laptop.lan:8000", "plan.example.org"])
def test_on_loopback_neither_other_figures_nor_own_names_are(host: str) -> None:
    assert addresses("127.0.0.1").origin(host) is None


def test_behind_a_proxy_pages_are_as_the_browser_sees_them() -> None:
    served = addresses("127.0.0.1", "https://plan.example.org")
    assert served.origin("plan.example.org") == "https://plan.example.org"
    assert served.origin("127.0.0.1:8000") == "http://127.0.0.1:8000"
    assert served.origin("other.example.org") is None
