"""Rules that ask something else than before; an update leaves rules as they are.

Those of services ask who answers today; those of the gap report know objectives; those
of files that fill in plans ask whose plan it is; those of considerations know who sets
the rating of a unit; those of objections and questions know who rated for another.
"""

OWN = (
    "[('run_id.user_id', '=', user.id),"
    " ('run_id.own_skp_id.employee_id.user_id', '=', user.id)]"
)
CASE = (
    "['|', '|', '|', ('employee_id.user_id', '=', user.id),"
    " ('appraiser_id.user_id', '=', user.id),"
    " ('superior_id.user_id', '=', user.id),"
    " ('asn_is_delegated', '=', True)]"
)
DOMAINS = {
    "rule_service_owner": "[('asn_answers', '=', True)]",
    "rule_service_target_owner": "[('service_id.asn_answers', '=', True)]",
    "rule_service_member_owner": "[('service_id.asn_answers', '=', True)]",
    "rule_gap_concerned": (
        "['|', '|', '|', '|', '|', '|',"
        " '&', ('kind', '=', 'objective'),"
        " ('company_id.asn_head_id.user_id', '=', user.id),"
        " ('owner_uid', '=', user.id),"
        " ('rater_uid', '=', user.id),"
        " ('skp_id.superior_id.user_id', '=', user.id),"
        " ('asn_in_headed_units', '=', True),"
        " ('skp_id.evaluation_ids.appraiser_id.user_id', '=', user.id),"
        " ('skp_id.evaluation_ids.superior_id.user_id', '=', user.id)]"
    ),
    "rule_gap_officer": (
        "['|', ('kind', '=', 'objective'), ('asn_in_officer_scope', '=', True)]"
    ),
    "rule_consideration_concerned": (
        "['|', '|', '|', ('author_id', '=', user.id),"
        " ('rating_id.asn_is_led', '=', True),"
        " ('evaluation_ids.appraiser_id.user_id', '=', user.id),"
        " ('evaluation_ids.superior_id.user_id', '=', user.id)]"
    ),
    "rule_run_plan_own": (
        "[('user_id', '=', user.id), ('own_skp_id.employee_id.user_id', '=', user.id)]"
    ),
    "rule_inquiry_party": CASE,
    "rule_objection_party": CASE,
    "rule_run_line_plan_own": OWN,
    "rule_run_problem_plan_own": OWN,
    "rule_run_change_plan_own": OWN,
}


def migrate(cr, version):
    """Give the rules of 19.0.1.4.0 the domains that new databases have."""
    for name, domain in DOMAINS.items():
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
