"""Dates of periods that 19.0.1.1.0 no longer takes."""


def migrate(cr, version):
    """Empty a day that is out of order, so that all others can be kept in order."""
    cr.execute("UPDATE hr_asn_period SET close_on = NULL WHERE close_on < open_on")
    cr.execute(
        """
        UPDATE hr_asn_period
           SET extended_to = NULL
         WHERE extended_to < GREATEST(open_on, close_on)
        """
    )
