"""`chibo serve` and the settings: what is refused, and a real start on loopback."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import httpx
import pytest
from click.testing import Result
from typer.testing import CliRunner

from jobs.cli import app
from review.server import demand_safe_way, secret_of
from review.settings import Settings, SettingsError, settings_from_environment

ROOT = Path(__file__).parents[2]
_SECRET = "s" * 64


def _environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHIBO_")}
    return kept | {"CHIBO_HOME": str(home), "PYTHONPATH": str(ROOT)} | more


def test_it_starts_on_loopback_without_any_setting_and_ends_with_a_signal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "jobs.cli", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=_environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.fullmatch(r"Chibo's desk: (http://127\.0\.0\.1:\d+/) \(Ctrl-C stops it\)\n", line)
            assert found, line
            answer = httpx.get(found[1])
            assert answer.status_code == 200 and "chibo nightly" in answer.text
            assert "server" not in answer.headers
            assert httpx.get(found[1], headers={"Host": "evil.example"}).status_code == 400
        finally:
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (0, "stopped\n")
    assert stat.S_IMODE((tmp_path / "var" / "desk.secret").stat().st_mode) == 0o600


def _serve(home: Path, *words: str, **more: str) -> Result:
    """Run the command here, where it ends at once."""
    unset = {"CHIBO_DESK_URL": None, "CHIBO_DESK_PROXIES": None, "CHIBO_DATABASE_URL": None}
    return CliRunner().invoke(app, ["serve", "--port", "0", *words], env=unset | {"CHIBO_HOME": str(home)} | more)


@pytest.mark.parametrize(
    ("words", "environment", "told"),
    [
        (["--host", "0.0.0.0"], {}, "passwords would travel in the open"),
        (["--host", "0.0.0.0"], {"CHIBO_DESK_URL": "http://chibo.example"}, "must begin with https://"),
        (["--certificate", "x.pem"], {}, "--certificate and --key belong together"),
        ([], {"CHIBO_DESK_URL": "https://chibo.example"}, "CHIBO_DESK_PROXIES"),
        ([], {"CHIBO_DESK_URL": "chibo.example"}, "not an address such as https://chibo.example"),
        ([], {"CHIBO_DESK_PROXIES": "10.0.0.0/99"}, "10.0.0.0/99 is no network"),
        ([], {"CHIBO_DATABASE_URL": "mysql://x/y"}, "CHIBO_DATABASE_URL"),
    ],
)
def test_a_setting_that_is_not_safe_is_refused_in_a_sentence(
    tmp_path: Path, words: list[str], environment: dict[str, str], told: str
) -> None:
    done = _serve(tmp_path, *words, **environment)
    assert done.exit_code == 2 and done.stdout == ""
    assert done.stderr.startswith("chibo: ") and told in done.stderr and done.stderr.count("\n") == 1


def test_a_file_that_cannot_be_read_is_no_traceback(tmp_path: Path) -> None:
    done = _serve(tmp_path, "--certificate", "none.pem", "--key", "none.key")
    assert done.exit_code == 1
    assert done.stderr == "chibo: cannot serve on 127.0.0.1 port 0: No such file or directory\n"


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = _serve(tmp_path, "--port", str(port))
    assert done.exit_code == 1
    assert done.stderr.startswith(f"chibo: cannot serve on 127.0.0.1 port {port}: Address already in use")


def test_settings_behind_a_proxy() -> None:
    given = {"CHIBO_DESK_URL": "https://Chibo.Example/", "CHIBO_DESK_PROXIES": "127.0.0.1, 10.0.0.0/8"}
    settings = settings_from_environment(_SECRET, tls=False, environment=given)
    assert (settings.hosts, settings.secure) == (("chibo.example",), True)
    assert settings.proxies == (ip_network("127.0.0.1/32"), ip_network("10.0.0.0/8"))
    demand_safe_way("127.0.0.1", settings, tls=False)


def test_settings_of_a_desk_that_is_given_nothing() -> None:
    settings = settings_from_environment(_SECRET, tls=False, environment={})
    assert (settings.hosts, settings.secure, settings.proxies) == (("127.0.0.1", "localhost", "[::1]"), False, ())
    assert Settings(secret=_SECRET).secure
    assert _SECRET not in repr(settings)


def test_another_machine_needs_the_address_that_people_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHIBO_DESK_URL", raising=False)
    with pytest.raises(SettingsError, match="needs CHIBO_DESK_URL"):
        demand_safe_way("0.0.0.0", Settings(secret=_SECRET), tls=True)


def test_the_secret_stays_the_same_and_is_never_half_of_one(tmp_path: Path) -> None:
    first = secret_of(tmp_path / "var")
    assert len(first) == 64 and secret_of(tmp_path / "var") == first
    assert secret_of(tmp_path / "other") != first
    (tmp_path / "var" / "desk.secret").write_text("short")
    with pytest.raises(SettingsError, match=r"desk\.secret"):
        secret_of(tmp_path / "var")
