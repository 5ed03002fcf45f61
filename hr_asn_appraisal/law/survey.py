"""What people who use a service answer, and when answers of a group may be shown.

Public satisfaction (SKM): nine elements on four steps. Values are whole hundredths.
"""

from fractions import Fraction

STEPS = (1, 2, 3, 4)
ELEMENTS = (
    *("persyaratan", "prosedur", "waktu", "biaya", "produk"),
    *("kompetensi", "perilaku", "pengaduan", "sarana"),
)
A, B, C, D = "a", "b", "c", "d"
# An index of 25 is all ones, of 100 all fours.
PER_STEP = 25
LEAST, MOST = 2500, 10000
# From which index on it is A, B or C, where a policy says nothing else [R].
STARTS = (8831, 7661, 6500)

# Of fewer people an answer would tell whose it is.
LEAST_ANSWERS = 3


def index(answers, elements=ELEMENTS, starts=STARTS):
    """Return the index of public satisfaction (IKM) as a tree.

    In: a dict {element: step, None or absent where it was left out} of each who
    answered; the elements that are asked, each with the same weight 1/n; ``starts`` as
    of band(). Out: a tree
    with ``value`` in hundredths, rounded half up, its ``band`` and ``leaves``: for each
    element that somebody answered ``ref``, ``count`` and ``total`` of steps. An element
    that nobody answered is no zero: the others make up the index. None without any.
    Errors: ValueError for a step or an element that is not asked.
    Source: PermenPANRB 14/2017 [R]; exact 1/n, rounded before it is compared [D].
    """
    leaves = [_leaf(element, answers) for element in elements]
    unknown = {name for one in answers for name in one} - set(elements)
    if unknown:
        raise ValueError(f"elements that are not asked: {sorted(unknown)}")
    return index_of(leaves, starts)


def index_of(leaves, starts=STARTS):
    """Return the index as ``index`` does, of answers that were counted before.

    In: for each element ``ref``, ``count`` and ``total`` of steps; ``starts`` as of
    band(). Out: the tree; None where nobody answered anything. Source: as of ``index``.
    """
    leaves = [leaf for leaf in leaves if leaf["count"]]
    if not leaves:
        return None
    means = [Fraction(leaf["total"], leaf["count"]) for leaf in leaves]
    exact = sum(means) / len(means) * PER_STEP * 100
    value = int(exact + Fraction(1, 2))
    return {"value": value, "band": band(value, starts), "leaves": leaves}


def merged(counts):
    """Return the leaves of several surveys as those of one: all answers weigh the same.

    In: lists of leaves, each with ``ref``, ``count`` and ``total``. Out: one leaf for
    each ref, in the order of first mention. Source: design of this program; an index of
    a unit is that of all who answered about its services [D].
    """
    found = {}
    for leaf in (leaf for leaves in counts for leaf in leaves):
        kept = found.setdefault(
            leaf["ref"], {"ref": leaf["ref"], "count": 0, "total": 0}
        )
        kept["count"] += leaf["count"]
        kept["total"] += leaf["total"]
    return [*found.values()]


def mean(leaf):
    """Return the mean step of a leaf in hundredths, rounded half up; None without any.

    In: ``count`` and ``total``. Source: PermenPANRB 14/2017 [R].
    """
    if not leaf["count"]:
        return None
    return int(Fraction(leaf["total"] * 100, leaf["count"]) + Fraction(1, 2))


def mixed(answers, keys, shuffle):
    """Return answers of a group so that no row is what one person said.

    In: dicts ``steps`` {key: step} and ``comment``; the keys that were asked; what
    brings a list into random order. Out: as many such dicts, in which each key's steps
    and the comments were put into an order of their own. Source: design of this
    program: who knows how somebody writes shall not learn how he marked.
    """
    columns = {key: [one["steps"].get(key) for one in answers] for key in keys}
    comments = [one["comment"] for one in answers]
    for column in (*columns.values(), comments):
        shuffle(column)
    return [
        {
            "steps": {
                key: column[place]
                for key, column in columns.items()
                if column[place] is not None
            },
            "comment": comment,
        }
        for place, comment in enumerate(comments)
    ]


def answered(answers, keys, least=LEAST_ANSWERS):
    """Return the keys of which so many have said something that it may be told.

    In: dicts {key: step} of those who answered; the keys; the least number of the
    policy. Out: a list of these keys, in their order. Errors: those of may_show().
    Source: that of may_show(): of a key that one alone has answered a share or a mean
    is his answer.
    """
    said = {key: sum(one.get(key) is not None for one in answers) for key in keys}
    return [key for key, count in said.items() if may_show(count, least)]


def told_rows(answers, least=LEAST_ANSWERS):
    """Return answers of a group without what too few of them have said something of.

    In: dicts ``steps`` {key: step} and whatever else; the least number of the policy.
    Out: as many such dicts, in their order; of some nothing may be left. Errors: those
    of may_show(). Source: that of answered(): shown row by row a step that one alone
    has given is his answer, whatever the index leaves out.
    """
    said = [one["steps"] for one in answers]
    keys = {key for steps in said for key in steps}
    told = set(answered(said, keys, least))
    return [
        one
        | {"steps": {key: step for key, step in one["steps"].items() if key in told}}
        for one in answers
    ]


def told_leaves(leaves, least=LEAST_ANSWERS):
    """Return the leaves of an index that enough have answered to be told.

    In: leaves as of index(); the least number of the policy. Out: a list of these.
    What is not told is not counted either: the index and the other means would tell
    it. Errors: those of may_show(). Source: that of answered().
    """
    return [leaf for leaf in leaves if may_show(leaf["count"], least)]


def shares(answers, keys, steps, least=LEAST_ANSWERS):
    """Return how the answers of a group are spread over the steps of each key.

    In: dicts {key: step} of those who answered; the keys; the steps, best first; the
    least number of the policy. Out: {key: [share of each step in whole percent]}, of
    those who answered it; a key that fewer answered is left out. Errors: ValueError
    for a step that is none of them, and those of may_show().
    Source: design of this program; a fact beside a rating, never one itself.
    """
    told, shown = {}, answered(answers, keys, least)
    for key in keys:
        given = [one[key] for one in answers if one.get(key) is not None]
        if not set(given) <= set(steps):
            raise ValueError(f"a step that was not asked: {key}")
        if key in shown:
            told[key] = [
                (200 * given.count(s) + len(given)) // (2 * len(given)) for s in steps
            ]
    return told


def band(value, starts=STARTS):
    """Return the band of an index.

    In: hundredths from 2500 to 10000; from which of them on it is A, B and C. Out: A to
    D. Errors: ValueError for a value outside, and those of check_starts().
    Source: PermenPANRB 14/2017 [R], half-open; a policy may begin them elsewhere.
    """
    check_starts(starts)
    if not LEAST <= value <= MOST:
        raise ValueError(f"an index from 25 to 100 is needed, not {value / 100}")
    bands = zip((*starts, LEAST), (A, B, C, D), strict=True)
    return next(code for least, code in bands if value >= least)


def check_starts(starts):
    """Refuse bands that are none.

    In: from which hundredths on an index is A, B and C. Errors: ValueError unless these
    descend, between 100 and what is D. Source: PermenPANRB 14/2017 [R].
    """
    a, b, c = starts
    if not MOST >= a > b > c > LEAST:
        raise ValueError(f"bands that do not descend: {starts}")


def may_show(count, least=LEAST_ANSWERS):
    """Say whether the answers of a group may be shown, or even written down.

    In: how many have answered; the least number of the policy. Out: bool. Errors:
    ValueError for a least number below LEAST_ANSWERS. Source: design of this program;
    users fear to be known by what they say.
    """
    if least < LEAST_ANSWERS:
        raise ValueError(f"fewer than {LEAST_ANSWERS} tell whose answer it is")
    return count >= least


def _leaf(element, answers):
    steps = [one[element] for one in answers if one.get(element) is not None]
    if not set(steps) <= set(STEPS):
        raise ValueError(f"steps from 1 to 4 are needed for {element}")
    return {"ref": element, "count": len(steps), "total": sum(steps)}
