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
# From which index on; the first that is reached.
BANDS = ((8831, A), (7661, B), (6500, C), (2500, D))
# An index of 25 is all ones, of 100 all fours.
PER_STEP = 25

# Of fewer people an answer would tell whose it is.
LEAST_ANSWERS = 3


def index(answers, elements=ELEMENTS):
    """Return the index of public satisfaction (IKM) as a tree.

    In: a dict {element: step, None or absent where it was left out} of each who
    answered; the elements that are asked, each with the same weight 1/n. Out: a tree
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
    return index_of(leaves)


def index_of(leaves):
    """Return the index as ``index`` does, of answers that were counted before.

    In: for each element ``ref``, ``count`` and ``total`` of steps. Out: the tree; None
    where nobody answered anything. Source: as of ``index``.
    """
    leaves = [leaf for leaf in leaves if leaf["count"]]
    if not leaves:
        return None
    means = [Fraction(leaf["total"], leaf["count"]) for leaf in leaves]
    exact = sum(means) / len(means) * PER_STEP * 100
    value = int(exact + Fraction(1, 2))
    return {"value": value, "band": band(value), "leaves": leaves}


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


def shares(answers, keys, steps):
    """Return how the answers of a group are spread over the steps of each key.

    In: dicts {key: step} of those who answered; the keys; the steps, best first. Out:
    {key: [share of each step in whole percent]}, of those who answered it; a key that
    nobody answered is left out. Errors: ValueError for a step that is none of them.
    Source: design of this program; a fact beside a rating, never one itself.
    """
    told = {}
    for key in keys:
        given = [one[key] for one in answers if one.get(key) is not None]
        if not set(given) <= set(steps):
            raise ValueError(f"a step that was not asked: {key}")
        if given:
            told[key] = [
                (200 * given.count(s) + len(given)) // (2 * len(given)) for s in steps
            ]
    return told


def band(value):
    """Return the band of an index.

    In: hundredths from 2500 to 10000. Out: A to D. Errors: ValueError for a value
    outside. Source: PermenPANRB 14/2017 [R], half-open.
    """
    if not 2500 <= value <= 10000:
        raise ValueError(f"an index from 25 to 100 is needed, not {value / 100}")
    return next(code for least, code in BANDS if value >= least)


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
