"""Dates of periods that 19.0.1.1.0 no longer takes."""


def migrate(cr, version):
    """Empty days out of order, so that all others can be kept in order."""
    cr.execute(
        """
        UPDATE hr_asn_period
           SET close_on = NULL, extended_to = NULL
         WHERE close_on < open_on OR extended_to < close_on OR extended_to < open_on
        """
    )
