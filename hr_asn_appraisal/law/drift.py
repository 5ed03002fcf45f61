"""What has changed of a leader's result for those who take it up.

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
    """Return an indicator in words: "Perekaman KTP-el: 97,8 (2025) → 99,5 %"."""
    target = f"{indicator['target']} {indicator['unit']}".strip()
    start = _start(indicator)
    told = f"{start} → {target or '–'}" if start else target
    return f"{indicator['text']}: {told}".rstrip(" :")


def _start(indicator):
    """Return from where an indicator starts, with its year: "97,8 (2025)"."""
    start = indicator.get("baseline") or ""
    year = (indicator.get("baseline_date") or "")[:4]
    return f"{start} ({year})" if start and year else start


def says(known, text):
    """Return whether these words() begin with the words of a result.

    In: a text as of words(); the words of a result. Out: bool.
    Source: see above, this program's own.
    """
    return f"{known}\n".startswith(f"{text}\n")


def known(text, noted, before, indicator=0, is_gone=False):
    """Return in which words who takes a result up knows it, "" for in none.

    In: the words of the result in his own plan; ``noted``: words() of what was only
    drafted when he took it up, "" for nothing; the result as the earlier version has
    it, None where it does not; the indicator as for words(); ``is_gone``: the later
    version does not have it. Out: a text as of words(). What was agreed before is
    known as it was agreed, unless the own words are those of the draft alone; of what
    was cancelled before anybody noted it there are the own words.
    Source: see above, this program's own.
    """
    former = words(before, indicator)
    if not former:
        return noted or (text if is_gone else "")
    is_drafted = says(noted, text) and not says(former, text)
    return noted if is_drafted else former


def change(before, after, indicator=0, known=None):
    """Return what changed of a result between two agreed versions, None for nothing.

    In: the result as the earlier and as the later version has it, None where one does
    not; the indicator as for words(); ``known``: in which words who takes it up knows
    it, where these are other than the earlier version has. Out: a Change. What he
    knows in no words has not changed for him.
    Source: see above, this program's own.
    """
    former = words(before, indicator) if known is None else known
    latter = words(after, indicator)
    if not former or former == latter:
        return None
    return Change(former, latter, after["text"] if after else "")
