"""A day as it stands in a sentence."""

from odoo.tools.misc import format_date

IN_WORDS = "d MMMM y"


def in_words(env, day, date_format=IN_WORDS):
    """Return a day with the name of its month, as "1 Juli 2026".

    In: an environment, whose language is taken; a date or its text; another form of
    a day where there is no room. Out: text, "" where there is no day.
    """
    return format_date(env, day, date_format=date_format)
