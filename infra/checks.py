"""What runs the studio big, checked by the tools it is made for: `python -m infra.checks`, or `make infra-check`.

hadolint reads the Dockerfile; the Compose specification's schema the compose file; Helm itself lints the chart and
renders it with several values; every object is held against Kubernetes' own schemas; every query against Prometheus's
grammar. Objects of KEDA and of the Prometheus operator are held against the fields that `_FIELDS` lists. Nothing here
builds an image or reaches a cluster.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import helm_python
import kubernetes_validate
import promql_parser
import yaml

HERE = Path(__file__).resolve().parent
CHART = HERE / "helm" / "studio"
BIN = Path(sys.executable).parent
KUBERNETES = ("1.27", "1.31", "1.34")
_BUCKET = {"settings": {"S3_BUCKET": "films"}}
VALUES: Mapping[str, dict[str, Any]] = {
    "as it comes": _BUCKET,
    "everything on": _BUCKET
    | {"monitoring": {"enabled": True}, "images": {"tag": "9", "pullSecrets": [{"name": "key"}]}},
    "weights and keys of engines": _BUCKET | {"models": {"claim": "weights"}, "engineSecret": "studio-engines"},
    "no KEDA, no ingress": _BUCKET | {"autoscaling": {"keda": False}, "ingress": {"enabled": False}},
}
_FIELDS = {
    "ScaledObject": {
        "scaleTargetRef",
        "minReplicaCount",
        "maxReplicaCount",
        "pollingInterval",
        "cooldownPeriod",
        "triggers",
    },
    "TriggerAuthentication": {"secretTargetRef"},
    "ServiceMonitor": {"selector", "endpoints"},
    "PodMonitor": {"selector", "podMetricsEndpoints"},
    "PrometheusRule": {"groups"},
}
_WARNING = 2
Object = dict[str, Any]


def main() -> int:
    """0 when nothing is wrong; else every finding on a line of its own."""
    found = [*dockerfile(), *images(), *compose(), *chart(), *queries()]
    for line in found:
        print(line)
    print(f"{len(found)} findings" if found else "images, compose file, chart, rules and dashboard are well")
    return bool(found)


def dockerfile() -> Iterator[str]:
    """What hadolint says."""
    done = subprocess.run(
        [BIN / "hadolint", "--no-color", HERE / "images" / "Dockerfile"], capture_output=True, text=True, check=False
    )
    yield from (done.stdout + done.stderr).splitlines()


def images() -> Iterator[str]:
    """What the file of the images copies and is not there, and images that somebody wants and nobody builds."""
    text = (HERE / "images" / "Dockerfile").read_text()
    kept = [line[1:] for line in (HERE / "images" / "Dockerfile.dockerignore").read_text().split() if line[0] == "!"]
    for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
        for source in line.split()[:-1]:
            if not (HERE.parent / source).exists():
                yield f"Dockerfile: it copies {source}, which is not there"
            if not any(Path(source).is_relative_to(each) for each in kept):
                yield f"Dockerfile: it copies {source}, which Dockerfile.dockerignore keeps out"
    built = set(re.findall(r"^FROM \S+ AS (\S+)$", text, re.MULTILINE))
    services = yaml.safe_load((HERE / "compose.yml").read_text())["services"]
    wanted = {one["build"]["target"] for one in services.values() if "build" in one}
    yield from (f"compose file: nobody builds the image {name}" for name in sorted(wanted - built))
    told = {
        f"studio-{service['build']['target'].removesuffix('-cpu')}"
        for service in services.values()
        if "build" in service
    }
    named = {
        name
        for name in yaml.safe_load((CHART / "values.yaml").read_text())["images"].values()
        if str(name)[:7] == "studio-"
    }
    yield from (f"chart: the compose file builds no image {name}" for name in sorted(named - told))


def compose() -> Iterator[str]:
    """What the Compose schema says."""
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(HERE / "compose.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        yield from (done.stdout + done.stderr).splitlines()


def chart() -> Iterator[str]:
    """What Helm and Kubernetes say about the chart with each of VALUES."""
    for name, values in VALUES.items():
        for finding in helm_python.lint(str(CHART), values=values).get("messages", []):
            if finding["severity"] >= _WARNING:
                yield f"chart, {name}: {finding['path']}: {finding['error']}"
        for made in objects(values):
            yield from (f"chart, {name}: {said}" for said in _said_of(made))
    try:
        objects({})
    except helm_python.HelmError as error:
        if "S3_BUCKET" not in str(error):
            yield f"chart, no bucket: it does not say what is missing: {error}"
    else:
        yield "chart, no bucket: it renders without a store that workers share"


def objects(values: Mapping[str, Any]) -> Sequence[Object]:
    """Every object of a release called studio."""
    with helm_python.Chart.load(str(CHART)) as loaded:
        rendered = loaded.render(values=dict(values), name="studio")
    return [made for text in rendered.values() for made in yaml.safe_load_all(text) if made]


def _said_of(made: Object) -> Iterator[str]:
    kind, name = made["kind"], made["metadata"]["name"]
    if kind in _FIELDS:
        if unknown := set(made["spec"]) - _FIELDS[kind]:
            yield f"{kind} {name}: unknown fields {sorted(unknown)}"
        return
    for version in KUBERNETES:
        try:
            kubernetes_validate.validate(made, version, strict=True)
        except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as error:
            yield f"{kind} {name}, Kubernetes {version}: {error}"


def queries() -> Iterator[str]:
    """Queries of rules and dashboard that Prometheus would refuse."""
    rules = yaml.safe_load((CHART / "files" / "rules.yaml").read_text())
    board = json.loads((CHART / "files" / "dashboard.json").read_text())
    asked = [(rule["alert"], rule["expr"]) for group in rules["groups"] for rule in group["rules"]]
    asked += [(panel["title"], target["expr"]) for panel in board["panels"] for target in panel["targets"]]
    for name, query in asked:
        try:
            promql_parser.parse(query)
        except ValueError as error:
            yield f"query of {name!r}: {error}"


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())
