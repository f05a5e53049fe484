"""What operations of the OpenAPI document repeat -> said once under `components`, and referred to: error
responses, parameters, the entity tag.

Pure; works on the document in place. Clients generated from a document that repeats itself repeat themselves.
"""

import json
from collections import Counter
from typing import Any

from app.api.problems.handlers import PROBLEM

Document = dict[str, Any]

ERROR_NAMES = {
    "308": "Merged",
    "400": "InvalidCursor",
    "404": "NotFound",
    "406": "NotAcceptable",
    "410": "Withdrawn",
    "416": "RangeNotSatisfiable",
    "422": "InvalidRequest",
    "503": "Unavailable",
    "default": "AnyOther",
}
"""Names of the shared error responses. Ours: those of Python's `http` differ from version to version."""

KNOWN_TAG = {
    "name": "If-None-Match",
    "in": "header",
    "schema": {"type": "string"},
    "description": "An `ETag` from before: 304 when it is still current.",
}
ENTITY_TAG = {
    "description": "Names the state of the data that the answer shows; send it back in `If-None-Match`.",
    "schema": {"type": "string"},
}


def list_operations(document: Document) -> list[Document]:
    """Every operation of every path."""
    return [operation for path in document["paths"].values() for operation in path.values()]


def share_repeated(document: Document) -> None:
    """Move what operations repeat into the document's components."""
    _declare_revalidation(document)
    document["components"]["parameters"] = _share_parameters(document)
    document["components"]["responses"] = _share_errors(document)


def _declare_revalidation(document: Document) -> None:
    """What the service does around every route is in no route: an operation that can answer 304 takes a tag
    and gives one.
    """
    document["components"]["headers"] = {"EntityTag": ENTITY_TAG}
    for operation in list_operations(document):
        if "304" not in operation["responses"]:
            continue
        parameters = operation.setdefault("parameters", [])
        if not any(parameter["name"] == KNOWN_TAG["name"] for parameter in parameters):
            parameters.append(KNOWN_TAG)
        for status in ("200", "304"):
            headers = operation["responses"][status].setdefault("headers", {})
            headers.setdefault("ETag", {"$ref": "#/components/headers/EntityTag"})


def _share_parameters(document: Document) -> Document:
    """One component of each parameter that several operations say alike. Where a name stands for two that are
    repeated, the one that is used more has it; the other stays where it is.
    """
    written = Counter(
        json.dumps(parameter, sort_keys=True)
        for operation in list_operations(document)
        for parameter in operation.get("parameters", [])
    )
    shared: Document = {}
    for text, uses in written.most_common():
        if uses > 1:
            shared.setdefault(_name_component(json.loads(text)["name"]), json.loads(text))
    for operation in list_operations(document):
        operation["parameters"] = [
            _refer_to(parameter, shared) for parameter in operation.get("parameters", [])
        ]
    return dict(sorted(shared.items()))


def _refer_to(parameter: Document, shared: Document) -> Document:
    name = _name_component(parameter["name"])
    return {"$ref": f"#/components/parameters/{name}"} if shared.get(name) == parameter else parameter


def _name_component(parameter: str) -> str:
    """`due_after` is `DueAfter`, `If-None-Match` is `IfNoneMatch`."""
    return "".join(word[0].upper() + word[1:] for word in parameter.replace("-", "_").split("_"))


def _share_errors(document: Document) -> Document:
    """Move every operation's error responses into components, one of each status, and under their own media
    type.

    FastAPI files an error's model under the route's media type, as text/plain.
    """
    shared: Document = {}
    for operation in list_operations(document):
        operation["responses"] = dict(sorted(operation["responses"].items()))
        for status, response in operation["responses"].items():
            if status not in ERROR_NAMES:
                continue
            schema = next(iter(response["content"].values()))["schema"]
            error = {**response, "content": {PROBLEM: {"schema": schema}}}
            if shared.setdefault(ERROR_NAMES[status], error) != error:
                raise ValueError(f"two responses for {status}: {error} and {shared[ERROR_NAMES[status]]}")
            operation["responses"][status] = {"$ref": f"#/components/responses/{ERROR_NAMES[status]}"}
    return dict(sorted(shared.items()))
