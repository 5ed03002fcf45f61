"""Rules of services ask who answers today; an update leaves rules as they are."""

ANSWERS = {
    "rule_service_owner": "[('asn_answers', '=', True)]",
    "rule_service_target_owner": "[('service_id.asn_answers', '=', True)]",
    "rule_service_member_owner": "[('service_id.asn_answers', '=', True)]",
}


def migrate(cr, version):
    """Give the rules of 19.0.1.4.0 the domains that new databases have."""
    for name, domain in ANSWERS.items():
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
