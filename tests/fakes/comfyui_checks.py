"""A workflow in API form, checked as a ComfyUI server checks it before it queues anything."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from tests.fakes.comfyui_nodes import NODES, NUMBER, WHOLE, WORDS, YES_NO, Node

Said = dict[str, Any]


def faults_of(graph: Mapping[str, Any], *, nodes: Collection[str], files: Collection[str]) -> Said | None:
    """The body of the server's 400; None for a workflow that is queued. `nodes` are those it has installed."""
    if not graph:
        return _said("prompt_no_outputs", "Prompt has no outputs")
    for number, node in graph.items():
        if node.get("class_type") not in nodes:
            said = f"Cannot execute because node {node.get('class_type')} does not exist."
            return _said("missing_node_type", said, f"Node ID '#{number}'")
    if not any(NODES[node["class_type"]].is_output for node in graph.values()):
        return _said("prompt_no_outputs", "Prompt has no outputs")
    wrong = {number: list(_of_node(node, graph, files)) for number, node in graph.items()}
    found = {
        number: {"errors": errors, "dependent_outputs": ["9"], "class_type": graph[number]["class_type"]}
        for number, errors in wrong.items()
        if errors
    }
    if not found:
        return None
    return _said("prompt_outputs_failed_validation", "Prompt outputs failed validation") | {"node_errors": found}


def _said(kind: str, message: str, details: str = "") -> Said:
    error = {"type": kind, "message": message, "details": details, "extra_info": {}}
    return {"error": error, "node_errors": {}}


def _of_node(node: Mapping[str, Any], graph: Mapping[str, Any], files: Collection[str]) -> Iterator[Said]:
    known, given = NODES[node["class_type"]], node["inputs"]
    for name in known.inputs:
        if name not in given:
            yield _error("required_input_missing", "Required input is missing", name)
    for name, value in given.items():
        kind = known.inputs.get(name, known.optional.get(name))
        if kind is None:
            continue  # the server ignores what a node does not know
        yield from _of_link(name, kind, value, graph) if _is_link(value) else _of_value(known, name, kind, value, files)


def _is_link(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2


def _of_link(name: str, kind: Any, value: list[Any], graph: Mapping[str, Any]) -> Iterator[Said]:
    source = graph.get(str(value[0]))
    outputs = NODES[source["class_type"]].outputs if source else ()
    if not isinstance(value[1], int) or value[1] >= len(outputs):
        yield _error("bad_linked_input", "Bad linked input, must be a length-2 list of [node_id, slot_index]", name)
        return
    wanted = kind if isinstance(kind, str) else kind[0]
    if outputs[value[1]] != wanted:
        details = f"{name}, received_type({outputs[value[1]]}) mismatch input_type({wanted})"
        yield _error("return_type_mismatch", "Return type mismatch between linked nodes", details)


def _of_value(known: Node, name: str, kind: Any, value: Any, files: Collection[str]) -> Iterator[Said]:
    if name in known.files and value not in files:
        yield _error("custom_validation_failed", "Custom validation failed for node", f"{name} - Invalid file: {value}")
    elif isinstance(kind, list) and value not in kind:
        yield _error("value_not_in_list", "Value not in list", f"{name}: '{value}' not in {kind}")
    elif kind == WORDS and not isinstance(value, str):
        yield _error("invalid_input_type", "Failed to convert an input value to a STRING value", name)
    elif kind == YES_NO and not isinstance(value, bool):
        yield _error("invalid_input_type", "Failed to convert an input value to a BOOLEAN value", name)
    elif isinstance(kind, tuple):
        yield from _of_number(name, kind, value)
    elif isinstance(kind, str) and kind not in (WORDS, YES_NO):
        yield _error("bad_linked_input", "Bad linked input, must be a length-2 list of [node_id, slot_index]", name)


def _of_number(name: str, kind: tuple[Any, ...], value: Any) -> Iterator[Said]:
    numbers = (int,) if kind[0] == WHOLE else (int, float)
    assert kind[0] in (WHOLE, NUMBER)
    if isinstance(value, bool) or not isinstance(value, numbers):
        yield _error("invalid_input_type", f"Failed to convert an input value to a {kind[0]} value", name)
    elif value < kind[1]:
        yield _error("value_smaller_than_min", f"Value {value} smaller than min of {kind[1]}", name)
    elif value > kind[2]:
        yield _error("value_bigger_than_max", f"Value {value} bigger than max of {kind[2]}", name)


def _error(kind: str, message: str, details: str) -> Said:
    return {"type": kind, "message": message, "details": details, "extra_info": {}}
