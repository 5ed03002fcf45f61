"""What 19.0.1.1.0 keeps, names and allows in another way than 19.0.1.0.0 did."""

import json

DROPPED_RULES = ["rule_rhk_leader", "rule_iki_leader"]
PREFIXES = {"plt": "Plt. ", "plh": "Plh. ", "pjb": "Pj. "}


def migrate(cr, version):
    """Bring rows and rules of 19.0.1.0.0 to what the code expects."""
    _agree_indicators(cr)
    _drop_rules(cr)
    _ask_for_active_logins(cr)
    _settle_versions(cr)
    _name_people(cr)
    _give_policies(cr)


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


def _settle_versions(cr):
    """What was reported stays on its version: a paper says which one it holds."""
    cr.execute(
        """
        UPDATE hr_asn_evaluation evaluation
           SET version_id = (
                   SELECT version.id
                     FROM hr_asn_skp_version version
                    WHERE version.skp_id = skp.id
                      AND (version.number = 1
                           OR version.valid_from
                                  <= LEAST(evaluation.date_to, skp.date_to)
                          AND version.create_date <= CASE evaluation.kind
                                  WHEN 'annual' THEN moved.rated
                                  ELSE COALESCE(moved.submitted, moved.rated) END)
                 ORDER BY version.number DESC
                    LIMIT 1)
          FROM hr_asn_skp skp,
               (SELECT res_id AS evaluation_id,
                       min(happened_at) FILTER (WHERE name = 'submit') AS submitted,
                       min(happened_at) FILTER (WHERE name = 'rate') AS rated
                  FROM hr_asn_event
                 WHERE res_model = 'hr.asn.evaluation'
              GROUP BY res_id) AS moved
         WHERE skp.id = evaluation.skp_id AND moved.evaluation_id = evaluation.id
           AND (moved.rated IS NOT NULL
                OR evaluation.kind = 'periodic' AND moved.submitted IS NOT NULL)
        """
    )
    cr.execute(
        """
        UPDATE hr_asn_evaluation evaluation
           SET version_id = version.id
          FROM hr_asn_document document, hr_asn_skp_version version
         WHERE document.evaluation_id = evaluation.id
           AND document.kind = 'evaluation'
           AND document.revision = evaluation.revision
           AND version.skp_id = evaluation.skp_id
           AND version.number = (document.content::jsonb ->> 'skp_version')::int
        """
    )


def _name_people(cr):
    """Evaluations name people as the paper does: delivered ones as theirs did."""
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
           SET post = person ->> 'post',
               nip = NULLIF(person ->> 'number', ''),
               name = concat(NULLIF(person ->> 'front_title', '') || ' ',
                             person ->> 'name',
                             ', ' || NULLIF(person ->> 'back_title', ''))
          FROM (SELECT evaluation_id, revision, content::jsonb -> 'employee' AS person
                  FROM hr_asn_document
                 WHERE kind = 'evaluation') AS document
         WHERE document.evaluation_id = evaluation.id
           AND document.revision = evaluation.revision
        """
    )


def _give_policies(cr):
    """A policy that an agency made before it had to say so becomes the agency's."""
    cr.execute(
        """
        UPDATE hr_asn_policy policy
           SET company_id = agency.company_id
          FROM (SELECT policy_id, min(company_id) AS company_id
                  FROM (SELECT policy_id, company_id FROM hr_asn_cycle
                         UNION SELECT audience.policy_id, cycle.company_id
                                 FROM hr_asn_cycle_audience audience
                                 JOIN hr_asn_cycle cycle ON cycle.id = audience.cycle_id
                         UNION SELECT policy.id, company.id
                                 FROM hr_asn_policy policy, res_company company
                                WHERE (SELECT count(*) FROM res_company) = 1
                       ) AS used
              GROUP BY policy_id
                HAVING count(DISTINCT company_id) = 1) AS agency
         WHERE agency.policy_id = policy.id AND policy.company_id IS NULL
           AND NOT EXISTS (SELECT FROM ir_model_data data
                            WHERE data.module = 'hr_asn_appraisal'
                              AND data.model = 'hr.asn.policy'
                              AND data.res_id = policy.id)
        """
    )
