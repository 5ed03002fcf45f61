"""Indicators are agreed like results; leaders' results are read from versions."""

AGREED_BY_RULES = ("rule_rhk_leader", "rule_iki_leader")


def migrate(cr, version):
    """Mark the indicators that versions hold; drop the rules that showed rows."""
    cr.execute(
        """
        UPDATE hr_asn_iki
           SET is_agreed = TRUE
         WHERE id IN (
               SELECT (indicator ->> 'id')::int
                 FROM hr_asn_skp_version version,
                      jsonb_array_elements(version.content::jsonb -> 'results') result,
                      jsonb_array_elements(result -> 'indicators') indicator)
        """
    )
    cr.execute(
        """
        DELETE FROM ir_rule
         USING ir_model_data data
         WHERE data.module = 'hr_asn_appraisal' AND data.model = 'ir.rule'
           AND data.res_id = ir_rule.id AND data.name = ANY(%s)
        """,
        [list(AGREED_BY_RULES)],
    )
    cr.execute(
        """
        DELETE FROM ir_model_data
         WHERE module = 'hr_asn_appraisal' AND name = ANY(%s)
        """,
        [list(AGREED_BY_RULES)],
    )
