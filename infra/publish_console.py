"""Put the built console into its bucket: `python -m infra.publish_console [stage]`, after `cdk deploy`.

A script and not a custom resource: the template stays free of code that runs at deployment.
"""

import json
import mimetypes
import sys
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3

from infra.bundling import ROOT

DIST = ROOT / "console" / "dist"
# Built files carry a hash in their name and never change; the page that names them must be asked for each time.
_FOREVER = "public, max-age=31536000, immutable"
_FRESH = "no-cache"


def outputs(formation: Any, stack: str) -> dict[str, str]:
    """The outputs of a deployed stack."""
    (found,) = formation.describe_stacks(StackName=stack)["Stacks"]
    return {o["OutputKey"]: o["OutputValue"] for o in found.get("Outputs", ())}


def configuration(
    stage: str, data: Mapping[str, str], web: Mapping[str, str], region: str
) -> dict[str, str]:
    """What the console must know of its stage; it reads this as `config.json` (console/src/app/config.ts)."""
    sign_in = data["OfficersSignIn"]
    return {
        "authority": f"https://cognito-idp.{region}.amazonaws.com/{data['OfficersPool']}",
        "client_id": web["ConsoleClientId"],
        "authorize_url": f"{sign_in}/oauth2/authorize",
        "token_url": f"{sign_in}/oauth2/token",
        "logout_url": f"{sign_in}/logout",
        "redirect_uri": web["ConsoleUrl"],
        "stage": stage,
        "api": "/api",
    }


def objects(dist: Path, config: Mapping[str, str]) -> Iterator[tuple[str, bytes, str, str]]:
    """(key, content, type, cache rule) of each file; the start page last, when all it names is there."""
    files = sorted(p for p in dist.rglob("*") if p.is_file() and p.name != "config.json")
    for file in sorted(files, key=lambda p: p.name == "index.html"):
        key = file.relative_to(dist).as_posix()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if key == "index.html":
            yield "config.json", json.dumps(config).encode(), "application/json", _FRESH
        yield key, file.read_bytes(), kind, _FOREVER if key.startswith("assets/") else _FRESH


def publish(stage: str) -> int:
    """Upload the console of a stage; gives the number of objects."""
    if not (DIST / "index.html").is_file():
        raise SystemExit(
            "console/dist/index.html is missing: build the console first (`npm run build` in console/)."
        )
    session = boto3.Session()
    formation = session.client("cloudformation")
    data = outputs(formation, f"offing-{stage}-data")
    web = outputs(formation, f"offing-{stage}-web")
    store, count = session.client("s3"), 0
    config = configuration(stage, data, web, str(session.region_name))
    for key, content, kind, cache in objects(DIST, config):
        store.put_object(
            Bucket=web["ConsoleBucket"],
            Key=key,
            Body=content,
            ContentType=kind,
            CacheControl=cache,
        )
        count += 1
    session.client("cloudfront").create_invalidation(
        DistributionId=web["ConsoleDistribution"],
        InvalidationBatch={
            "Paths": {"Quantity": 3, "Items": ["/", "/index.html", "/config.json"]},
            "CallerReference": uuid.uuid4().hex,
        },
    )
    return count


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "dev"
    sys.stdout.write(f"{publish(chosen)} files published to stage {chosen}\n")
