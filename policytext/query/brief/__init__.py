"""A brief on a topic: what documents say of it, who must do what, which figures differ, what is not there.

`material` brings the statements on a topic together, `positions`, `duties`, `figures` and `gaps` make lines of them,
`making` puts the parts in the order of an audience. All of it is data (`model`); words are put to it in `export.brief`.
"""

from policytext.query.brief.making import BriefQuery, make_brief
from policytext.query.brief.model import Audience, Brief, Group, Line, Part, PartKind, Template

__all__ = ["Audience", "Brief", "BriefQuery", "Group", "Line", "Part", "PartKind", "Template", "make_brief"]
