"""A day as it stands in a sentence."""

from odoo.tools.misc import format_date

IN_WORDS = "d MMMM y"
DAY_AND_MONTH = "d MMMM"


def in_words(env, day, date_format=IN_WORDS):
    """Return a day with the name of its month, as "1 Juli 2026".

    In: an environment, whose language is taken; a date or its text; another form of
    a day where there is no room. Out: text, "" where there is no day.
    """
    return format_date(env, day, date_format=date_format)


def span(env, start, end):
    """Return two days in words; of one year it is said once: "1 Mei s.d. 30 Juni 2026".

    In: an environment, whose language is taken; two dates. Out: text.
    """
    first = IN_WORDS if start.year != end.year else DAY_AND_MONTH
    return env._(
        "%(start)s to %(end)s",
        start=in_words(env, start, first),
        end=in_words(env, end),
    )
