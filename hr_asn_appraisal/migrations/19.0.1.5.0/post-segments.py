"""Segments of a year keep by which rule it was put together."""


def migrate(cr, version):
    """Give those of before the rule that their paper names, or else their policy."""
    cr.execute(
        """
        UPDATE hr_asn_evaluation_segment segment
           SET rule = coalesce(
                   (SELECT document.content::jsonb ->> 'merge_rule'
                      FROM hr_asn_document document
                     WHERE document.evaluation_id = year.id
                       AND document.kind = 'evaluation'
                  ORDER BY document.id DESC
                     LIMIT 1),
                   policy.merge_rule)
          FROM hr_asn_evaluation year
          JOIN hr_asn_skp plan ON plan.id = year.skp_id
          JOIN hr_asn_policy policy ON policy.id = plan.policy_id
         WHERE year.id = segment.evaluation_id AND segment.rule IS NULL
        """
    )
