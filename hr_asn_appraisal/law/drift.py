"""What has changed of a leader's agreed result for those who take it up.

The law has results taken up (PermenPANRB 6/2022, Lampiran Bab II); that a change is
told to who has done so is this program's rule, not the law's.
"""

from typing import NamedTuple


class Change(NamedTuple):
    """A result before and after a change, in words; ``text``: its new text alone.

    What was cancelled has neither ``after`` nor ``text``.
    """

    before: str
    after: str
    text: str


def words(result, indicator=0):
    """Return a sealed result as who takes it up knows it, a line for each indicator.

    In: a result of a sealed plan, None for one that is not in it; the id of the only
    indicator that is taken up, 0 for all. Out: text, "" for no result.
    Source: SKP of JA/JF, column 2: a result of JPT or UKM stands there with its
    indicators.
    """
    if not result:
        return ""
    taken = [
        one for one in result["indicators"] if not indicator or one["id"] == indicator
    ]
    return "\n".join([result["text"], *map(_line, taken)])


def _line(indicator):
    told = f"{indicator['text']}: {indicator['target']} {indicator['unit']}"
    return told.rstrip(" :")


def change(before, after, indicator=0, known=None):
    """Return what changed of a result between two agreed versions, None for nothing.

    In: the result as the earlier and as the later version has it, None where one does
    not; the indicator as for words(); ``known``: in which words who takes it up knows
    it, where these are older than the earlier version. Out: a Change. What was not
    agreed before has not changed: it was only drafted when it was taken up.
    Source: see above, this program's own.
    """
    former = words(before, indicator) if known is None else known
    latter = words(after, indicator)
    if not former or former == latter:
        return None
    return Change(former, latter, after["text"] if after else "")
