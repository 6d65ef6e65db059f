"""One version of the CDK command line, exact, that reads what the library writes; lock files name no hosts."""

import json
import re

from infra.bundling import ROOT

# The first CLI that reads the cloud assembly schema which aws-cdk-lib 2.275 writes.
FIRST_CLI = (2, 1148, 0)


def test_cdk_command_line_is_pinned_exactly() -> None:
    pin = json.loads((ROOT / "package.json").read_text())["devDependencies"]["aws-cdk"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", pin), (
        "an exact version, so that everybody deploys with the same"
    )
    assert locked["node_modules/aws-cdk"]["version"] == pin
    # 3.0.0 is older than 2.1148.1 in spite of its number.
    assert FIRST_CLI <= tuple(map(int, pin.split("."))) < (3, 0, 0)


def test_lock_file_names_no_host() -> None:
    assert "://" not in (ROOT / "package-lock.json").read_text()
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text()
