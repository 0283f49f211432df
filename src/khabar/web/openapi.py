"""What the API takes and gives, in OpenAPI 3.1, read off the types of the pages."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from inspect import cleandoc
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeGuard, get_args, get_origin, get_type_hints

from khabar import __version__
from khabar.web.asked import parameters
from khabar.web.leaves import LEAVES

if TYPE_CHECKING:
    from khabar.web.asked import Parameter
    from khabar.web.leaves import Leaf

_ABOUT = (
    "What the reading room shows of a record, as JSON: one address a page, the same parameters as the page itself. "
    "Offsets count code points of the page's text. Dates are ISO 8601 prefixes, empty where open."
)
_PLAIN: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def describe(server: str) -> dict[str, Any]:
    """Return the description of the API served at `server`."""
    schemas: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for leaf in LEAVES:
        paths[f"/api/{leaf.name}"] = {"get": _operation(leaf, schemas)}
        if leaf.table:
            paths[f"/api/{leaf.name}.csv"] = {"get": _table_operation(leaf)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "khabar", "version": __version__, "description": _ABOUT},
        "servers": [{"url": server.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


def _operation(leaf: Leaf, schemas: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": _schema(leaf.shown, schemas)}}
    answers: dict[str, Any] = {"200": {"description": _doc(leaf.shown), "content": content}}
    answers["400"] = {"description": "a parameter makes no sense"}
    if any(parameter.required for parameter in parameters(leaf.asked)):
        answers["404"] = {"description": "the record holds nothing of that id"}
    return {
        "operationId": leaf.name,
        "summary": _doc(leaf.shown).split("\n")[0],
        "parameters": [_parameter(parameter) for parameter in parameters(leaf.asked)],
        "responses": answers,
    }


def _table_operation(leaf: Leaf) -> dict[str, Any]:
    return {
        "operationId": f"{leaf.name}_csv",
        "summary": f"The field `{leaf.table}` of /api/{leaf.name} as CSV.",
        "parameters": [_parameter(parameter) for parameter in parameters(leaf.asked)],
        "responses": {"200": {"description": "UTF-8 with a byte order mark", "content": {"text/csv": {}}}},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": _PLAIN[type(parameter.default)]}
    if parameter.choices:
        schema["enum"] = [choice for choice in parameter.choices if choice]
    if parameter.default:
        schema["default"] = parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.about,
        "schema": schema,
    }


def _schema(hint: object, schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a type; frozen types are described once in `schemas` and named where they are used."""
    if _is_frozen(hint):
        return _reference(hint, schemas)
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0], schemas)}
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if isinstance(hint, UnionType):
        return {"anyOf": [_schema(choice, schemas) for choice in get_args(hint)]}
    return {"type": _PLAIN[hint]}


def _reference(of: type, schemas: dict[str, Any]) -> dict[str, Any]:
    name = f"{of.__module__.rsplit('.', 1)[-1].title()}Shown" if of.__name__ == "Shown" else of.__name__
    if name not in schemas:
        schemas[name] = {}  # so that a type which holds itself comes to an end
        hints = get_type_hints(of)
        properties = {spec.name: _schema(hints[spec.name], schemas) for spec in fields(of)}
        schemas[name] = {
            "type": "object",
            "description": _doc(of),
            "required": list(properties),
            "properties": properties,
        }
    return {"$ref": f"#/components/schemas/{name}"}


def _is_frozen(hint: object) -> TypeGuard[type]:
    return isinstance(hint, type) and is_dataclass(hint)


def _doc(of: type) -> str:
    return cleandoc(of.__doc__ or "")
