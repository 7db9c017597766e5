"""The certificate and the key with which the app is served."""

import ssl
from pathlib import Path

import pytest
import trustme

from planner.commands.certificate import encryption
from planner.errors import PlannerError


@pytest.fixture(scope="module")
def pems(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with certificates a and b, their keys, and a key with a passphrase."""
    from cryptography.hazmat.primitives import serialization as forms

    folder = tmp_path_factory.mktemp("pems")
    authority = trustme.CA()
    for name in "ab":
        issued = authority.issue_cert("127.0.0.1")
        issued.cert_chain_pems[0].write_to_path(folder / f"{name}.pem")
        issued.private_key_pem.write_to_path(folder / f"{name}.key")
    key = forms.load_pem_private_key((folder / "a.key").read_bytes(), None)
    secret = forms.BestAvailableEncryption(b"passphrase")
    locked = key.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, secret)
    (folder / "locked.key").write_bytes(locked)
    (folder / "text.txt").write_text("no certificate")
    return folder


def test_without_both_nothing_is_encrypted() -> None:
    assert encryption(None, None) is None


def test_a_certificate_and_its_key_are_taken(pems: Path) -> None:
    context = encryption(str(pems / "a.pem"), str(pems / "a.key"))
    assert context is not None
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize(("certificate", "key"), [("a.pem", None), (None, "a.key")])
def test_one_without_the_other_is_told(certificate: str | None, key: str | None) -> None:
    with pytest.raises(PlannerError, match="needs its key"):
        encryption(certificate, key)


@pytest.mark.parametrize(
    ("certificate", "key", "told"),
    [
        ("none.pem", "a.key", "none.pem cannot be read: No such file"),
        ("a.pem", "none.key", "none.key cannot be read: No such file"),
        ("a.pem", "", "cannot be read"),
        ("a.pem", "b.key", "is not that of the certificate"),
        ("text.txt", "a.key", "no certificate and key that can be used"),
        ("a.pem", "text.txt", "no certificate and key that can be used"),
        ("a.pem", "locked.key", "no certificate and key that can be used"),
    ],
)
def test_files_that_cannot_be_used_are_told(
    pems: Path, certificate: str, key: str, told: str
) -> None:
    with pytest.raises(PlannerError, match=told):
        encryption(str(pems / certificate), str(pems / key))
