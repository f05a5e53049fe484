"""A text -> how it speaks: in the first person, or as a report of what was agreed."""

import re

FEWEST_REPORTS = 4
"""Reporting verbs a report has at least; one or two stand in any statement."""
_REPORTING = re.compile(
    r"\b(?:agreed|noted|reaffirmed|reiterated|welcomed|recalled|expressed|affirmed|discussed|underlined|emphasi[sz]ed"
    r"|stressed|recognised|recognized|decided|considered|believed|reviewed|approved|invited|requested|mandated|directed"
    r"|endorsed|urged|acknowledged|commended|condemned|congratulated|instructed|renewed|tasked)\b"
)
_WE = re.compile(r"\b[Ww]e\b")
_WE_REPORT = re.compile(r"\b[Ww]e (?:\w+ly |also |further |once again )*(?:agreed|\w+[^e]ed)\b")
_FEWEST_OF_US = 3
_SHORTEST_TEXT = 1_000  # code points; less may be an excerpt
_SPEAKING = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")


def reads_as_report(content: str) -> bool:
    """Whether a text is a report ("The Ministers agreed, noted, reaffirmed"), with hardly a "we", or with one
    that reports of itself ("We discussed, we agreed").
    """
    told, spoken = len(_REPORTING.findall(content)), len(_SPEAKING.findall(content))
    if told >= FEWEST_REPORTS and told > spoken:
        return True
    told_of_us = len(_WE_REPORT.findall(content))
    return told_of_us >= FEWEST_REPORTS and 2 * told_of_us > len(_WE.findall(content))


def says_nothing_of_us(content: str) -> bool:
    """Whether a text, long enough to do so, has no words for those who speak."""
    return len(content) >= _SHORTEST_TEXT and len(_SPEAKING.findall(content)) < _FEWEST_OF_US


def speaks_of_us(content: str) -> bool:
    """Whether the issuers call themselves "we": then "they" are others."""
    return len(_WE.findall(content)) >= _FEWEST_OF_US
