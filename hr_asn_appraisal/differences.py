"""What differs between two contents of a plan, line by line, by the ids of its rows.

A content is what a version seals, or what would be sealed now: the same reader for
both, so that nothing on a screen is compared otherwise than what was agreed. No ORM.
"""

from typing import NamedTuple

ADDED = "added"
CHANGED = "changed"
CANCELLED = "cancelled"

PLAN = "plan"
RESULT = "result"
LINK = "link"
INDICATOR = "indicator"
EXPECTATION = "expectation"
ANNEX = "annex"

# What of each kind of row is compared. The number of a result is not: it moves along
# when another is cancelled. Nor are the indicators of who is taken up: not one's own.
FIELDS = {
    PLAN: ("approach", "model", "date_from", "date_to"),
    RESULT: (
        *("text", "kind", "classification"),
        *("assigned_by", "assigned_by_id", "weight_bp"),
    ),
    LINK: ("text", "owner", "direct"),
    INDICATOR: (
        "text",
        "result",
        "aspect",
        "baseline",
        "baseline_date",
        "baseline_source",
        "target",
        "low",
        "high",
        "unit",
        "direction",
        "pattern",
        "months",
        "dimension",
        "split",
        "is_team",
        "team.part",
        "team.from",
        "team.to",
        "manual.purpose",
        "manual.definition",
        "manual.formula",
        "manual.control",
        "manual.source",
        "manual.reporting",
    ),
    EXPECTATION: ("text",),
    ANNEX: ("kind", "text"),
}
# What follows words is told where these stayed: figures of a target, a named lead.
FOLLOWING = {"low": "target", "high": "target", "assigned_by_id": "assigned_by"}
WHOLE = ("manual", "team")


class Field(NamedTuple):
    """One field of a changed row; texts are "" where there is none."""

    name: str
    before: object
    after: object


class Difference(NamedTuple):
    """One row that differs.

    ``kind``: PLAN …; ``id`` of the row and of its ``result`` (0: of the whole plan);
    ``what``: ADDED …; ``before``, ``after``: the row, None where there is none;
    ``fields``: of a changed row those that differ.
    """

    kind: str
    id: int
    result: int
    what: str
    before: dict | None
    after: dict | None
    fields: tuple = ()


def compare(before, after):
    """Return the Differences between two contents, in the order of the paper.

    In: dicts of schema skp/1 or skp/2; a key that is absent counts as nothing.
    Errors: none; a content without results has lost all of them.
    Source: design of this program (peers: line diff between revisions, by row).
    """
    old, new = _rows(before), _rows(after)
    # What is gone keeps its place behind what is left, with its own result.
    keys = [*new, *(key for key in old if key not in new)]
    found = [_difference(key, old.get(key), new.get(key)) for key in keys]
    places = {key: place for place, key in enumerate(keys)}
    return sorted(filter(None, found), key=lambda one: _place(one, places, len(places)))


def _place(one, places, last):
    """Return where a row stands: the plan, results with their rows, the rest."""
    if one.kind == PLAN:
        return (-1, 0)
    own = places[one.kind, one.id]
    return (places.get((RESULT, one.result), last), own)


def _rows(content):
    """Return {(kind, id): row} of a content, each with the id of its result."""
    rows = {(PLAN, 0): {name: content.get(name, "") for name in FIELDS[PLAN]}}
    for result in content.get("results", ()):
        key = result["id"]
        rows[RESULT, key] = result | {"result": key}
        for link in result.get("links", ()):
            rows[LINK, link["id"]] = link | {"result": key}
        for indicator in result.get("indicators", ()):
            rows[INDICATOR, indicator["id"]] = _flat(indicator) | {"result": key}
    return rows | _rows_of_plan(content)


def _rows_of_plan(content):
    """Return as `_rows` what belongs to no result."""
    told = {
        (EXPECTATION, one["id"]): {"name": one["name"], "text": one["expectation"]}
        for one in content.get("behaviors", ())
        if one.get("expectation")
    }
    return told | {(ANNEX, one["id"]): one for one in content.get("annexes", ())}


def _flat(indicator):
    """Return an indicator whose manual and share are fields of their own."""
    row = {name: value for name, value in indicator.items() if name not in WHOLE}
    for name in WHOLE:
        parts = indicator.get(name) or {}
        row |= {f"{name}.{part}": value for part, value in parts.items()}
    # The lead's own indicator stands for no other.
    row["is_team"] = row.get("team.lead") == 0
    return row


def _difference(key, before, after):
    """Return the Difference of one row, None where it stayed."""
    kind, row_id = key
    result = (after or before).get("result", 0)
    if before is None or after is None:
        what = CANCELLED if after is None else ADDED
        return Difference(kind, row_id, result, what, before, after)
    fields = tuple(_changed(kind, before, after))
    if not fields:
        return None
    return Difference(kind, row_id, result, CHANGED, before, after, fields)


def _said(name, value):
    """Return what a value is compared by: a season that is renamed is the same one."""
    if name != "split" or not value:
        return value
    return {part: told for part, told in value.items() if part != "curve"}


def _changed(kind, before, after):
    """Yield the fields of a row that differ; nothing is as good as absent."""
    told = set()
    for name in FIELDS[kind]:
        old, new = before.get(name) or "", after.get(name) or ""
        if _said(name, old) == _said(name, new) or FOLLOWING.get(name) in told:
            continue
        told.add(name)
        yield Field(name, old, new)
