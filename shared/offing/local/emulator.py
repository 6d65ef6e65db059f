"""Start the AWS emulator for one stack, bound to 127.0.0.1, with everything it writes in our folder."""

from __future__ import annotations

import os
import socket
import time
import urllib.request
from pathlib import Path

from offing.local import processes
from offing.local.paths import ACCOUNT, EMULATOR_PYTHON, LOOPBACK, REGION, ROOT, LocalError
from offing.local.state import Stack

START_SECONDS = 40


def aws_environment(stack: Stack) -> dict[str, str]:
    """What an AWS client needs to talk to this stack and to nothing else."""
    return {
        "AWS_ENDPOINT_URL": stack.endpoint,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_ACCESS_KEY_ID": ACCOUNT,
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


def environment(stack: Stack) -> dict[str, str]:
    """The emulator's own environment; the Lambda processes inherit it."""
    temporary = stack.folder / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    kept = {k: os.environ[k] for k in ("PATH", "HOME", "LANG", "TZ") if k in os.environ}
    return (
        kept
        | aws_environment(stack)
        | {
            "PYTHONPATH": str(ROOT / "shared"),
            "PYTHONPYCACHEPREFIX": str(stack.folder / "pycache"),
            "TMPDIR": str(temporary),
            "BIND_HOST": LOOPBACK,
            "MINISTACK_HOST": LOOPBACK,
            "GATEWAY_PORT": str(stack.ports["emulator"]),
            "MINISTACK_REGION": REGION,
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            # An extra run under the roles that the templates give: what a role lacks is refused here too.
            "AUTH": os.environ.get("OFFING_ENFORCE_ROLES", "false"),
            "LOG_LEVEL": os.environ.get("OFFING_EMULATOR_LOG", "WARNING"),
            "LAMBDA_WARM_TTL_SECONDS": "90",
            "OFFING_LOCAL_WORKERS": os.environ.get("OFFING_LOCAL_WORKERS", "3"),
            "STATE_DIR": str(temporary / "state"),
            "S3_DATA_DIR": str(temporary / "s3"),
        }
    )


def start(stack: Stack, listen: socket.socket) -> None:
    """Start the emulator and wait until it answers."""
    if not EMULATOR_PYTHON.exists():
        raise LocalError(
            "The emulator is not installed; run `make setup`", where=str(EMULATOR_PYTHON)
        )
    argv = [str(EMULATOR_PYTHON), "-P", "-m", "offing.local.emulator_host"]
    stack.processes["emulator"] = processes.start(
        argv, env=environment(stack), log=stack.log("emulator"), cwd=stack.folder, listen=listen
    )
    stack.save()
    _wait(stack)


def _wait(stack: Stack) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if not processes.alive(stack.processes["emulator"]):
            break
        if answers(f"{stack.endpoint}/_ministack/health"):
            return
        time.sleep(0.05)
    raise LocalError(f"The emulator did not start:\n{tail(stack.log('emulator'))}")


def answers(url: str, timeout: float = 1.0) -> bool:
    """Whether something answers 200 at this address."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as reply:  # noqa: S310  # our own http address
            return bool(reply.status == 200)
    except OSError:
        return False


def tail(log: Path, lines: int = 12) -> str:
    """The last lines of a log, for an error message."""
    if not log.exists():
        return f"(no log at {log})"
    kept = log.read_text(errors="replace").splitlines()[-lines:]
    return "\n".join([*kept, f"(full log: {log})"])
