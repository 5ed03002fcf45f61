"""Which aspects of behaviour a policy asks for, and of whom.

The seven values BerAKHLAK are the default. PP 30/2019 has aspects of its own, and a
ministry adds leadership to the seven. Leadership is asked of who leads, of nobody else.
"""

from .hierarchy import HEAD_OF, LEVELS, MANAGES

# What a policy follows.
BERAKHLAK = "berakhlak"
PP30 = "pp30"
BERAKHLAK_LEADING = "berakhlak_leading"
SCHEMES = (BERAKHLAK, PP30, BERAKHLAK_LEADING)

# What an aspect is: a value of BerAKHLAK, one of PP 30/2019, or leadership.
VALUE = "berakhlak"
ASPECT = "pp30"
LEADING = "leading"
KINDS = (VALUE, ASPECT, LEADING)

# {scheme: the kinds of aspects that it asks for}
ASKED = {
    BERAKHLAK: (VALUE,),
    PP30: (ASPECT, LEADING),
    BERAKHLAK_LEADING: (VALUE, LEADING),
}


def asks_leaders(scheme):
    """Say whether a scheme asks those who lead for more than the others.

    In: one of SCHEMES. Out: False for BERAKHLAK: nobody has to know then who leads.
    Errors: KeyError for another scheme. Source: as of `applies`.
    """
    return LEADING in ASKED[scheme]


def applies(scheme, kind, leads):
    """Say whether an aspect is asked of a person.

    In: one of SCHEMES; the kind of the aspect, one of KINDS; whether the person leads,
    as of `leads`. Out: True or False. Errors: KeyError for another scheme, ValueError
    for another kind.
    Source: SE MenPANRB 20/2021, the seven values [R]; PP 30/2019, orientasi pelayanan,
    komitmen, inisiatif kerja, kerja sama, and kepemimpinan for posts that lead [R];
    KMK 127/2026, the seven and kepemimpinan [D]: that it, too, is asked of posts that
    lead only is a reading of this program.
    """
    if kind not in KINDS:
        raise ValueError(f"unknown kind of aspect: {kind!r}")
    return kind in ASKED[scheme] and (leads or kind != LEADING)


def leads(post_kind, duty="", heads_unit=False):
    """Say whether somebody leads in a post.

    In: a kind of post as of hierarchy.LEVELS, or empty; the duty beside the post, or
    empty; whether he is the head of the unit. Out: True for JPT, administrator and
    pengawas, for who has the duty of a head (of a school, a Puskesmas) and for the head
    of the unit, whatever his post. Errors: none.
    Source: PP 30/2019 asks leadership of posts that lead [R]; which those are: the
    order of posts in law.hierarchy [B], that a head's duty leads [R].
    """
    has_head_duty = (duty or "").strip().lower().startswith(HEAD_OF)
    return heads_unit or has_head_duty or LEVELS.get(post_kind, 0) >= MANAGES
