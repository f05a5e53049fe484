"""The client of openapi-python-client at work."""

import os
from typing import Any

from checking import check
from communique_opc import Client
from communique_opc.api.actors import get_actor
from communique_opc.api.pledges import get_pledge, list_pledges
from communique_opc.models import Actor, DeadlineKind, Pledge, PledgePage, Problem, Stage

client = Client(base_url=os.environ["COMMUNIQUE_URL"])


def a_page(**query: Any) -> PledgePage:
    """A page of pledges; a problem ends the script."""
    page = list_pledges.sync(client=client, **query)
    if not isinstance(page, PledgePage):
        raise SystemExit(f"FAIL {page}")
    return page


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

one = get_pledge.sync_detailed(vague.id, client=client)
check("one pledge", isinstance(one.parsed, Pledge) and one.parsed.quote == vague.quote)
again = get_pledge.sync_detailed(vague.id, client=client, if_none_match=one.headers["ETag"])
check("304", again.status_code == 304 and again.parsed is None)

missing = get_pledge.sync("plg_nobody", client=client)
check("404 is a problem", isinstance(missing, Problem) and missing.status == 404)
refused = list_pledges.sync(client=client, limit=1000)
check(
    "422 names the parameter",
    isinstance(refused, Problem) and refused.errors[0].parameter == "limit",
)

actor = get_actor.sync("est", client=client)
assert isinstance(actor, Actor)
check("an unknown kind passes", Actor.from_dict({**actor.to_dict(), "kind": "city"}).kind == "city")
