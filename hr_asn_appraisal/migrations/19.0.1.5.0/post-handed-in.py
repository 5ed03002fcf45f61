"""Versions keep when they were handed in and checked, for a change that is dropped."""


def migrate(cr, version):
    """Give the version in force of a plan its days, where nothing is under way."""
    cr.execute(
        """
        UPDATE hr_asn_skp_version version
           SET submitted_on = plan.submitted_on, checked_on = plan.checked_on
          FROM hr_asn_skp plan
         WHERE plan.id = version.skp_id
           AND plan.version_number = version.number
           AND plan.state IN ('approved', 'closed')
        """
    )
