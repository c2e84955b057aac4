"""`grader doctor`: each layer, the tier, and what to do."""

import json

import pytest
from click.testing import CliRunner
from rich.console import Console

from grader import doctor
from grader.cli import main
from grader.errors import SandboxFailed
from grader.sandbox import LAYERS, Sandbox, Tier


class Pretended:
    """A sandbox that lacks some layers, or doesn't start."""

    missing, failure = {}, None

    def __init__(self, **_):
        self.tier = Tier.of(self.missing)

    def __enter__(self):
        if self.failure:
            raise self.failure
        return self

    def __exit__(self, *_):
        return None


@pytest.fixture
def pretend(monkeypatch):
    def change(missing=None, failure=None, settings=None, container=False):
        monkeypatch.setattr(doctor, "Sandbox", type("Sandbox", (Pretended,), {
            "missing": missing or {}, "failure": failure}))
        monkeypatch.setattr(doctor, "setting", lambda name: (settings or {}).get(name, ""))
        monkeypatch.setattr(doctor, "in_container", lambda: container)
    return change


def text_of(report):
    console = Console(width=200, record=True, file=open("/dev/null", "w"))
    console.print(report.table())
    console.file.close()
    return console.export_text()


def test_this_machine_is_told_as_the_sandbox_finds_it():
    with Sandbox(warm=(), allow_none=True) as sandbox:
        tier = sandbox.tier
    done = CliRunner().invoke(main, ["doctor", "--json"])
    told = json.loads(done.output)
    assert told["tier"] == tier.name
    assert [layer["name"] for layer in told["layers"] if layer["works"]] == list(tier.layers)
    assert done.exit_code == (0 if tier.name == "full" else 1)
    assert {"system", "Python", "nbgrader", "numpy"} <= set(told["system"])


def test_a_machine_with_everything_is_told_so(pretend):
    pretend()
    done = CliRunner().invoke(main, ["doctor"])
    assert done.exit_code == 0
    assert "tier: full" in done.output
    assert done.output.count("✓") == len(LAYERS)


@pytest.mark.parametrize(("settings", "container", "said"), [
    ({"kernel/unprivileged_userns_clone": "0"}, False, "sysctl kernel.unprivileged_userns_clone=1"),
    ({"user/max_user_namespaces": "0"}, False, "sysctl user.max_user_namespaces=10000"),
    ({"kernel/apparmor_restrict_unprivileged_userns": "1"}, False, "Ubuntu's AppArmor"),
    ({}, True, "docker run --security-opt seccomp=unconfined"),
    ({}, False, "Linux 5.12 or newer"),
])
def test_missing_namespaces_come_with_what_forbids_them(pretend, settings, container, said):
    pretend({"namespaces": "OSError: [Errno 1] clone: Operation not permitted"}, None, settings,
            container)
    report = doctor.examine()
    assert (report.tier, report.is_full) == ("no-namespaces", False)
    text = text_of(report)
    assert "[Errno 1] clone" in text  # no markup of rich's
    assert said in text
    assert CliRunner().invoke(main, ["doctor"]).exit_code == 1


@pytest.mark.parametrize(("layer", "tier", "said"), [
    ("landlock", "no-landlock", "Linux 5.13"),
    ("seccomp", "none", "CONFIG_SECCOMP_FILTER"),
    ("limits", "none", "ulimit"),
])
def test_each_missing_layer_comes_with_a_remedy(pretend, layer, tier, said):
    pretend({layer: "a reason"})
    report = doctor.examine()
    assert report.tier == tier
    assert said in text_of(report)


def test_on_another_system_the_way_out_is_linux(pretend, monkeypatch):
    pretend({"seccomp": "only Linux has it"})
    monkeypatch.setattr(doctor.sys, "platform", "darwin")
    assert "Linux container" in text_of(doctor.examine())


def test_a_sandbox_that_does_not_start_is_told_with_its_reason(pretend):
    pretend(failure=SandboxFailed("the fork server did not start:\nno Python"))
    report = doctor.examine()
    assert (report.tier, report.is_full) == ("none", False)
    assert "no Python" in text_of(report)
    assert not any(layer.works for layer in report.layers)
