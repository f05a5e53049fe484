"""What all resources of version 1 share: where their routes lie, what each refuses, and what each may answer
besides.
"""

from fastapi import APIRouter, Depends

from app.api.etags import ROOT, is_tagged
from app.api.problems.faults import refuse_mistakes
from app.api.problems.responses import EVERYWHERE, NOT_MODIFIED


def make_router(name: str, *, tag: str) -> APIRouter:
    """For the routes of a resource, which the contract groups under a tag.

    A function's name is its operationId: stable when a path moves, and a good method name in every language.
    """
    prefix = f"{ROOT}{name}"
    return APIRouter(
        prefix=prefix,
        tags=[tag],
        dependencies=[Depends(refuse_mistakes)],
        responses={**EVERYWHERE, **(NOT_MODIFIED if is_tagged(prefix) else {})},
        generate_unique_id_function=lambda route: route.name,
    )
