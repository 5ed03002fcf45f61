"""What 19.0.1.1.0 keeps, names and allows in another way than 19.0.1.0.0 did."""

import json

DROPPED_RULES = ["rule_rhk_leader", "rule_iki_leader"]
PREFIXES = {"plt": "Plt. ", "plh": "Plh. ", "pjb": "Pj. "}


def migrate(cr, version):
    """Bring rows and rules of 19.0.1.0.0 to what the code expects."""
    _agree_indicators(cr)
    _drop_rules(cr)
    _ask_for_active_logins(cr)
    _name_posts(cr)


def _agree_indicators(cr):
    """An indicator that a version holds is agreed, as its result is."""
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


def _drop_rules(cr):
    """Leaders' results are read from versions, no longer from their rows."""
    cr.execute(
        """
        DELETE FROM ir_rule
         USING ir_model_data data
         WHERE data.module = 'hr_asn_appraisal' AND data.model = 'ir.rule'
           AND data.res_id = ir_rule.id AND data.name = ANY(%s)
        """,
        [DROPPED_RULES],
    )
    cr.execute(
        """
        DELETE FROM ir_model_data
         WHERE module = 'hr_asn_appraisal' AND name = ANY(%s)
        """,
        [DROPPED_RULES],
    )


def _ask_for_active_logins(cr):
    """Rules for people without a login hold for those whose login is archived."""
    cr.execute(
        """
        UPDATE ir_rule
           SET domain_force = replace(
                   domain_force,
                   'employee_id.user_id'', ''='', False',
                   'employee_id.asn_has_login'', ''='', False')
          FROM ir_model_data data
         WHERE data.module = 'hr_asn_appraisal' AND data.model = 'ir.rule'
           AND data.res_id = ir_rule.id AND data.name LIKE '%substitute_write'
        """
    )


def _name_posts(cr):
    """Evaluations name the post as the paper does: delivered ones as theirs did."""
    cr.execute(
        """
        UPDATE hr_asn_evaluation evaluation
           SET post = (%s::jsonb ->> skp.status) || skp.post
          FROM hr_asn_skp skp
         WHERE skp.id = evaluation.skp_id AND evaluation.delivered_on IS NULL
           AND skp.status <> 'definitif'
        """,
        [json.dumps(PREFIXES)],
    )
    cr.execute(
        """
        UPDATE hr_asn_evaluation evaluation
           SET post = document.content::jsonb #>> '{employee,post}'
          FROM hr_asn_document document
         WHERE document.evaluation_id = evaluation.id
           AND document.kind = 'evaluation'
           AND document.revision = evaluation.revision
        """
    )
