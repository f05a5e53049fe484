"""The page of each error code: what it means, as its docstring begins, and what to do about it."""

from html import escape
from string import Template

from app.errors import CommuniqueError

REMEDIES = {
    "bad-request": "The detail names what could not be read.",
    "cursor-expired": "Take since=now, keep its next_cursor, list everything anew, then follow that cursor.",
    "cursor-from-other-epoch": "Forget your copy. Take since=now, keep its next_cursor, list everything, "
    "then follow that cursor.",
    "database-unavailable": "Try again after the seconds in Retry-After. The operator looks at the database.",
    "internal-error": "Try again. If it stays, report the request_id: the service's log holds the rest.",
    "invalid-cursor": "Start again without `cursor`; pass next_cursor on unchanged, with the same filters.",
    "invalid-parameter": "Each entry of `errors` names a parameter and, if there is a list, what is allowed.",
    "merged": "Follow Location, and keep the id it names; `/history` of the old one keeps what it said.",
    "method-not-allowed": "Use a method that the Allow header names.",
    "not-acceptable": "Send an Accept header with one of the media types in the detail, or none; or put the "
    "format's suffix behind the path, as in /v1/pledges.csv.",
    "not-found": "Check the id; lists give the ids that exist.",
    "range-not-satisfiable": "Ask for bytes below the size that Content-Range names.",
    "schema-outdated": "The operator runs `communique migrate` with this version of the service.",
    "too-many-streams": "Try again after the seconds in Retry-After, or walk the pages of the list.",
    "unknown-path": "Check the path against /docs. Resources live under /v1 and have no final slash.",
    "withdrawn": "Its `/history` keeps what a pledge or call said; `replaced_by` names those that hold its "
    "words now, if any; the lists hold what stands.",
}
"""What to do about each code."""

PAGE = Template("""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>$title</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto }</style>
$body
</html>
""")


def list_errors(root: type[CommuniqueError] = CommuniqueError) -> dict[str, type[CommuniqueError]]:
    """Every public code, with the most general error that has it."""
    errors = {root.code: root}
    for kind in root.__subclasses__():
        errors = {**list_errors(kind), **errors}
    return dict(sorted(errors.items()))


def render_index() -> str:
    """HTML: all codes."""
    entries = "".join(
        f'<li><a href="problems/{code}">{code}</a> ({error.status}): {escape(error.title)}</li>'
        for code, error in list_errors().items()
    )
    body = f"<h1>Problems</h1><p>What the <code>type</code> of an error can be.</p><ul>{entries}</ul>"
    return PAGE.substitute(title="Problems", body=body)


def render_problem(error: type[CommuniqueError]) -> str:
    """HTML: one code."""
    meaning, *_ = (error.__doc__ or "").split("\n\n")
    body = (
        f"<h1>{escape(error.title)}</h1><p><code>{error.code}</code>, HTTP status {error.status}</p>"
        f"<p>{escape(meaning)}</p><h2>What to do</h2><p>{escape(REMEDIES[error.code])}</p>"
        '<p><a href="../problems">All problems</a></p>'
    )
    return PAGE.substitute(title=escape(error.title), body=body)
