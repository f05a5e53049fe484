"""The contract over HTTP, and a page to try it on that works without internet: its scripts come from an
installed package.
"""

from importlib.util import find_spec
from pathlib import Path

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from app.api.contract import build_document, render_yaml
from app.api.links import public_url

ASSETS = "/docs/assets"

router = APIRouter(include_in_schema=False)


@router.get("/openapi.json")
def show_contract(request: Request) -> Response:
    """The contract as JSON, with the address of this very service, which the page sends its requests to."""
    document = {**build_document(), "servers": [{"url": public_url(request), "description": "This service."}]}
    return Response(orjson.dumps(document), media_type="application/json")


@router.get("/openapi.yaml")
def show_contract_as_yaml() -> Response:
    """The contract as YAML."""
    return Response(render_yaml(), media_type="application/yaml")


@router.get("/docs")
async def show_docs() -> HTMLResponse:
    """The contract as a page."""
    return get_swagger_ui_html(
        openapi_url="openapi.json",
        title="Communiqué",
        swagger_js_url=f".{ASSETS}/swagger-ui-bundle.js",
        swagger_css_url=f".{ASSETS}/swagger-ui.css",
        swagger_favicon_url="data:,",
        swagger_ui_parameters={"validatorUrl": None},  # or the page would send the contract to swagger.io
    )


@router.get("/")
async def show_start() -> RedirectResponse:
    """A person who opens the service's address wants something to read."""
    return RedirectResponse("docs")


def docs_assets() -> Mount:
    """The page's scripts and styles."""
    package = find_spec("fastapi_standalone_docs")
    if package is None or package.origin is None:
        raise RuntimeError("the package fastapi-standalone-docs is not installed")
    return Mount(ASSETS, StaticFiles(directory=Path(package.origin).parent / "static" / "swagger"))
