"""Sessions that were locked before: what they agreed on is delivered as it was agreed.

Delivering asks which ratings of units a session has minded; those of 19.0.1.4.0 count
as having minded what was set in their period.
"""


def migrate(cr, version):
    """Link locked sessions with the set unit ratings of their period."""
    cr.execute(
        """
        INSERT INTO hr_asn_unit_rating_calibration_rel (rating_id, calibration_id)
        SELECT rating.id, session.id
          FROM hr_asn_calibration session
          JOIN hr_asn_unit_rating rating ON rating.period_id = session.period_id
         WHERE session.state = 'locked' AND rating.state = 'set'
            ON CONFLICT DO NOTHING
        """
    )
