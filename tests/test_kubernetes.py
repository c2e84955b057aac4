"""The example for Kubernetes: what runs there has no rights that it doesn't need."""

from pathlib import Path

import pytest
import yaml

FILE = Path(__file__).parents[1] / "assets" / "kubernetes.yaml"
PARTS = list(yaml.safe_load_all(FILE.read_text(encoding="utf-8")))
PODS = {one["metadata"]["name"]: one["spec"]["template"] for one in PARTS
        if one["kind"] == "Deployment"}


@pytest.mark.parametrize("name", ["scheduler", "workers"])
def test_a_pod_has_no_rights_and_no_account(name):
    pod = PODS[name]["spec"]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    for container in pod["containers"]:
        rights = container["securityContext"]
        assert rights["allowPrivilegeEscalation"] is False
        assert rights["readOnlyRootFilesystem"] is True
        assert rights["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]


def test_workers_find_the_scheduler_and_have_one_thread():
    (service,) = (one for one in PARTS if one["kind"] == "Service")
    address = f"tcp://{service['metadata']['name']}:{service['spec']['ports'][0]['port']}"
    arguments = PODS["workers"]["spec"]["containers"][0]["args"]
    assert address in arguments and arguments[arguments.index("--nthreads") + 1] == "1"
    assert service["spec"]["selector"] == PODS["scheduler"]["metadata"]["labels"]


def test_nobody_else_reaches_the_pods():
    (policy,) = (one["spec"] for one in PARTS if one["kind"] == "NetworkPolicy")
    ours = policy["podSelector"]["matchLabels"]
    assert all(ours.items() <= pod["metadata"]["labels"].items() for pod in PODS.values())
    assert policy["ingress"] == [{"from": [{"podSelector": {"matchLabels": ours}}]}]
