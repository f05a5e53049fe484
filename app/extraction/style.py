"""A text -> how it speaks: in the first person, or as a report of what was agreed."""

import re

FEWEST_REPORTS = 4
"""Reporting verbs a report has at least; one or two stand in any statement."""
_REPORTING = re.compile(
    r"\b(?:agreed|noted|reaffirmed|reiterated|welcomed|recalled|expressed|affirmed|discussed|underlined|emphasi[sz]ed"
    r"|stressed|recognised|recognized|decided|considered|believed|reviewed)\b"
)
_SPEAKING = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")


def reads_as_report(content: str) -> bool:
    """Whether a text is a report ("The Ministers agreed, noted, reaffirmed"), with hardly a "we"."""
    told, spoken = len(_REPORTING.findall(content)), len(_SPEAKING.findall(content))
    return told >= FEWEST_REPORTS and told > spoken
