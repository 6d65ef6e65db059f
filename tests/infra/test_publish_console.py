"""What the publish step uploads, and in which order."""

import json
from pathlib import Path

from infra.publish_console import configuration, objects

DATA = {"OfficersPool": "eu_1", "OfficersSignIn": "https://sign.example"}
WEB = {"ConsoleClientId": "abc", "ConsoleUrl": "https://console.example/"}


def test_the_start_page_comes_last_and_only_hashed_files_are_kept_for_long(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for name in ("index.html", "config.json", "favicon.svg", "assets/app-1a2b.js"):
        (tmp_path / name).write_text("x")
    sent = [(key, kind, cache) for key, _, kind, cache in objects(tmp_path, {"stage": "dev"})]
    order = ["assets/app-1a2b.js", "favicon.svg", "config.json", "index.html"]
    assert [key for key, _, _ in sent] == order
    assert [key for key, _, cache in sent if "immutable" in cache] == ["assets/app-1a2b.js"]


def test_the_console_is_told_its_stage_not_the_one_of_its_build(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("x")
    (tmp_path / "config.json").write_text('{"stage": "mock"}')
    config = configuration("prod", DATA, WEB, "eu-central-1")
    sent = {key: content for key, content, _, _ in objects(tmp_path, config)}
    assert json.loads(sent["config.json"]) == config
    assert config["authority"] == "https://cognito-idp.eu-central-1.amazonaws.com/eu_1"
    assert config["token_url"] == "https://sign.example/oauth2/token"
