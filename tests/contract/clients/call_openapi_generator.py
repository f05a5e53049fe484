"""The Python client of openapi-generator at work."""

import os
from typing import Any

from checking import check
from openapi_client import (
    Actor,
    ActorsApi,
    ApiClient,
    Configuration,
    DeadlineKind,
    PledgePage,
    PledgesApi,
    Problem,
    Stage,
)
from openapi_client.exceptions import ApiException

client = ApiClient(Configuration(host=os.environ["COMMUNIQUE_URL"]))
api = PledgesApi(client)


def raised(call: Any, *args: Any, **options: Any) -> ApiException:
    """What a call raises; nothing ends the script."""
    try:
        call(*args, **options)
    except ApiException as error:
        return error
    raise SystemExit(f"FAIL {call.__name__} raised nothing")


def a_page(**query: Any) -> PledgePage:
    """A page of pledges."""
    return api.list_pledges(**query)


pages = [a_page(limit=20)]
while cursor := pages[-1].page.next_cursor:
    pages.append(a_page(limit=20, cursor=cursor))
ids = [pledge.id for page in pages for pledge in page.results]
check(f"{len(ids)} pledges on {len(pages)} pages, each once", len(pages) > 2 and len(set(ids)) == len(ids))

found = a_page(issuer=["nato", "fin"], stage=[Stage.DONE, Stage.REAFFIRMED]).results
check("arrays filter", {pledge.stage for pledge in found} == {Stage.DONE, Stage.REAFFIRMED})

vague = a_page(deadline_kind=[DeadlineKind.VAGUE]).results[0]
check("a deadline without a day", [deadline.latest for deadline in vague.deadlines] == [None])
check("a pledge without a deadline", a_page(has_deadline=False).results[0].deadlines == [])

one = api.get_pledge_with_http_info(vague.id)
check("one pledge", one.data.quote == vague.quote)
headers = {name.lower(): value for name, value in (one.headers or {}).items()}
check("304", raised(api.get_pledge, vague.id, if_none_match=headers["etag"]).status == 304)

missing = raised(api.get_pledge, "plg_nobody")
check("404 is a problem", isinstance(missing.data, Problem) and missing.data.status == 404)
# This client sends nothing that the contract forbids; only the service knows what goes with what.
refused = raised(api.list_pledges, as_of="2024-01-01")
check(
    "422 names the parameter",
    isinstance(refused.data, Problem) and refused.data.errors[0].parameter == "as_of",
)

actor = ActorsApi(client).get_actor("est").to_dict()
future = Actor.from_dict({**actor, "kind": "city"})
check("an unknown kind passes", future is not None and future.kind == "city")
