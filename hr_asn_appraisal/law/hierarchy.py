"""Who may sensibly appraise whom: the limits by which a superior is doubtful.

None of them forbids anything; they name what an officer should look at. The
appraiser is the direct superior (PermenPANRB 6/2022 article 1 [B]); the order of
posts is that of the civil service law [B]; the numbers are practice [R].
"""

# What may be wrong with who appraises whom.
NONE = "none"
GONE = "gone"
OWN = "own"
LOOP = "loop"
LOWER = "lower"
OTHER_UNIT = "other_unit"
HEADLESS = "headless"
ACTING = "acting"
SPAN = "span"
# What concerns the appraiser of the one person it names.
PERSONAL = (NONE, GONE, OWN, LOOP, LOWER, OTHER_UNIT)

JPT = "jpt"
FUNCTIONAL = "fungsional"

# Kinds of post by what they command: the higher the number, the more.
LEVELS = {
    JPT: 4,
    "administrator": 3,
    "pengawas": 2,
    "pelaksana": 1,
    FUNCTIONAL: 1,
}
MANAGES = 2

# More people than one can know well enough to rate.
SPAN_LIMIT = 40

# So many days before an acting post ends its people need to know their next appraiser.
ENDING_DAYS = 30

# So deep below the top of the tree stand the offices of an agency. Their heads have a
# superior outside their own line: the secretary of the agency.
OFFICE_DEPTH = 2

# Posts right under the agency that answer to somebody else than its head.
ASSISTANT = "asisten"
NOT_HEADS = (
    *(ASSISTANT, "wakil", "sekretaris", "kepala bagian", "kepala bidang"),
    *("kepala seksi", "kepala sub", "kepala tata usaha"),
)

# Posts of which a unit may have several under one name: each is the others' equal.
EQUALS = (
    *(ASSISTANT, "staf ahli", "wakil"),
    *("kepala bagian", "kepala bidang", "kepala seksi", "kepala sub"),
)
HEAD_OF = "kepala "


def level(post_kind, has_duty=False):
    """Return the level of a post, or None where it is compared with no other.

    ``post_kind``: a key of LEVELS, or empty. Who holds a functional post with an
    assigned duty (head of a school, head of a Puskesmas) leads whatever his post.
    Source: see above, the order of posts [B]; that a duty leads is practice [R].
    """
    if post_kind == FUNCTIONAL and has_duty:
        return None
    return LEVELS.get(post_kind)


def answers_to_head(post_kind, post, has_duty, depth, has_jpt):
    """Say whether the head of the agency is above somebody who names no superior.

    In: ``post_kind`` a key of LEVELS, or empty; ``post`` in lower case, without Plt.
    and the like; ``has_duty`` as of `level`; ``depth`` of his unit, the agency's own
    being 1; ``has_jpt``: whether a JPT sits in that unit. Out: True for the leadership
    of the agency, every JPT but an Asisten, and where an office has no JPT for who has
    the post or the duty of its head. Errors: none.
    Source: JPT Madya and Pratama are appraised by the Kepala Daerah [C]; Asisten
    answer to the Sekda.
    """
    if depth > OFFICE_DEPTH:
        return False
    if post_kind == JPT and not post.startswith(ASSISTANT):
        return True
    heads = (has_duty or LEVELS.get(post_kind, 0) >= MANAGES) and not has_jpt
    return heads and not post.startswith(NOT_HEADS)


def is_held_by_one(post, unit):
    """Say whether a unit has a post, or a duty, but once: who comes to it follows.

    In: ``post``, as of `answers_to_head`, or the duty, and the name of the ``unit`` in
    which it is held, in lower case without punctuation. Out: False for Staf Ahli,
    Asisten, Wakil, and for who heads a section, a field and the like that is not this
    unit itself: Kepala Seksi in Seksi Data is one, in Bidang Mutu there are several.
    Errors: none. Source: practice of the organisation of offices [R].
    """
    if not post.startswith(EQUALS):
        return True
    part = post.removeprefix(HEAD_OF).split(" ", 1)[0]
    return post.startswith(HEAD_OF) and unit.startswith(part)
