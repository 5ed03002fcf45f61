"""From the two ratings to the predikat, and from the unit's rating to its head's."""

from . import codes

MATRIX = {
    # {version: {(result, behaviour): predikat}}; the version is the year of
    # PermenPANRB 6/2022. Bad behaviour weighs more than good results: two
    # public programs that took the worse of the two codes get (di atas, di
    # bawah) and (sesuai, di bawah) wrong.
    "2022": {
        (codes.DI_ATAS, codes.DI_ATAS): codes.SANGAT_BAIK,
        (codes.DI_ATAS, codes.SESUAI): codes.BAIK,
        (codes.DI_ATAS, codes.DI_BAWAH): codes.KURANG,
        (codes.SESUAI, codes.DI_ATAS): codes.BAIK,
        (codes.SESUAI, codes.SESUAI): codes.BAIK,
        (codes.SESUAI, codes.DI_BAWAH): codes.KURANG,
        (codes.DI_BAWAH, codes.DI_ATAS): codes.BUTUH_PERBAIKAN,
        (codes.DI_BAWAH, codes.SESUAI): codes.BUTUH_PERBAIKAN,
        (codes.DI_BAWAH, codes.DI_BAWAH): codes.SANGAT_KURANG,
    },
}

# The law does not spell this mapping out; it is the usual reading [r], and a
# policy may bring its own table.
ORG_TO_RESULT = {
    codes.ISTIMEWA: codes.DI_ATAS,
    codes.BAIK: codes.SESUAI,
    codes.BUTUH_PERBAIKAN: codes.DI_BAWAH,
    codes.KURANG: codes.DI_BAWAH,
    codes.SANGAT_KURANG: codes.DI_BAWAH,
}


def predikat(result, behavior, version="2022"):
    """Return the predikat of a pair of ratings.

    In: codes of RATINGS for results and behaviour; the version of the matrix.
    Out: a code of PREDIKATS, or None while one of the two is not rated (an
    empty value). Errors: ValueError for an unknown rating or version.
    Source: matrix of PermenPANRB 6/2022 with the codes of SIASN [D].
    """
    if version not in MATRIX:
        raise ValueError(f"unknown version of the matrix: {version!r}")
    for rating in (result, behavior):
        if rating and rating not in codes.RATINGS:
            raise ValueError(f"unknown rating: {rating!r}")
    return MATRIX[version].get((result, behavior))


def move(before, after, order=codes.PREDIKATS):
    """Tell which way a code has gone: 1 for better, -1 for worse, 0 for the same.

    In: two codes of ``order``, a tuple with the best first.
    Errors: ValueError for an unknown code. Source: order of codes.py.
    """
    higher, lower = order.index(before), order.index(after)
    return (higher > lower) - (higher < lower)


def org_to_result(org_rating, table=None):
    """Return the result rating of a head from the rating of the unit.

    In: a code of ORG_RATINGS; a table {org rating: rating} of the policy, or
    None for ORG_TO_RESULT. Out: a code of RATINGS.
    Errors: ValueError where the table has no entry.
    Source: that the unit's rating is the head's result rating: SE MenPANRB
    3/2023 [C]; how five steps become three: usual practice [r], hence data.
    """
    table = ORG_TO_RESULT if table is None else table
    if org_rating not in table:
        raise ValueError(f"no result rating for the unit rating {org_rating!r}")
    return table[org_rating]
