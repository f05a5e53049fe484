"""The pages that problem types point to."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.api.problems.pages import list_errors, render_index, render_problem
from app.errors import NotFound

router = APIRouter(prefix="/problems", include_in_schema=False)


@router.get("")
async def show_problems() -> HTMLResponse:
    """Every error code."""
    return HTMLResponse(render_index())


@router.get("/{code}")
async def show_problem(code: str) -> HTMLResponse:
    """What one error code means and what to do about it."""
    error = list_errors().get(code)
    if error is None:
        raise NotFound(f"No problem has the code '{code}'.")
    return HTMLResponse(render_problem(error))
