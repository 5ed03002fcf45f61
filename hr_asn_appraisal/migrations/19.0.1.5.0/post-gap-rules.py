"""Rules of the gap report know objectives; an update leaves rules as they are."""

CONCERNED = (
    "['|', '|', '|', '|', '|', '|',"
    " '&', ('kind', '=', 'objective'),"
    " ('company_id.asn_head_id.user_id', '=', user.id),"
    " ('owner_uid', '=', user.id),"
    " ('rater_uid', '=', user.id),"
    " ('skp_id.superior_id.user_id', '=', user.id),"
    " ('asn_in_headed_units', '=', True),"
    " ('skp_id.evaluation_ids.appraiser_id.user_id', '=', user.id),"
    " ('skp_id.evaluation_ids.superior_id.user_id', '=', user.id)]"
)
OFFICER = "['|', ('kind', '=', 'objective'), ('asn_in_officer_scope', '=', True)]"


def migrate(cr, version):
    """Give the rules of 19.0.1.4.0 the domains that new databases have."""
    for name, domain in (
        ("rule_gap_concerned", CONCERNED),
        ("rule_gap_officer", OFFICER),
    ):
        cr.execute(
            """
            UPDATE ir_rule rule
               SET domain_force = %s
              FROM ir_model_data data
             WHERE data.model = 'ir.rule' AND data.res_id = rule.id
               AND data.module = 'hr_asn_appraisal' AND data.name = %s
            """,
            (domain, name),
        )
