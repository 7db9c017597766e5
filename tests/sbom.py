"""The list of what the program stands on (CycloneDX 1.6, https://cyclonedx.org)."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROGRAM = "wake-planner"

#: Name of a package -> SHA-256 of the file from which it was installed.
Checksums = Mapping[str, str]


def bill_of(python: Path, room: Path) -> str:
    """What is installed for that Python, as cyclonedx-py tells it."""
    target = room / "bill.json"
    words = ["environment", "--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible",
             "--spec-version", "1.6", "--of", "JSON", "-o", str(target), str(python)]  # fmt: skip
    subprocess.run([sys.executable, "-m", "cyclonedx_py", *words], check=True, capture_output=True)
    return target.read_text(encoding="utf-8")


def checksums(report: str) -> Checksums:
    """From what ``pip install --report`` has written."""
    found: dict[str, str] = {}
    for item in json.loads(report)["install"]:
        hashes = item["download_info"].get("archive_info", {}).get("hashes", {})
        if "sha256" in hashes:
            found[canonicalize_name(item["metadata"]["name"])] = hashes["sha256"]
    return found


def stripped(text: str, version: str, known: Checksums) -> str:
    """The list with the program's version and the checksums, and without where it was made.

    Where a file was fetched from (an index, a folder of this machine) says nothing of what it is.
    """
    bill = json.loads(text)
    root = bill["metadata"]["component"]
    root["version"], root["purl"] = version, f"pkg:pypi/{PROGRAM}@{version}"
    for component in (root, *bill["components"]):
        component.pop("properties", None)
        component.pop("evidence", None)
        links = component.pop("externalReferences", [])
        if kept := [link for link in links if _is_public(link)]:
            component["externalReferences"] = kept
        digest = known.get(canonicalize_name(component["name"]))
        component.pop("hashes", None)
        if digest is not None:
            component["hashes"] = [{"alg": "SHA-256", "content": digest}]
    return json.dumps(bill, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _is_public(link: Mapping[str, Any]) -> bool:
    """Whether it leads to the project's own pages."""
    return link["type"] != "distribution" and urlsplit(link["url"]).scheme in ("http", "https")


def require_valid(text: str) -> None:
    """Raise ValueError unless the list is what its schema says."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise ValueError(f"not a valid SBOM: {fault}")
