"""What a seeded database holds, in words: input for `mirror.py`.

Only what a person would type is read; everything that the ORM computes, or fills
with a default, is left for it to find.
"""

from psycopg2.extras import RealDictCursor

UNITS = """
SELECT unit.asn_unor AS unor, unit.asn_unor_parent AS parent,
       unit.name ->> 'en_US' AS name, head.login AS head
  FROM hr_department unit
       JOIN hr_employee manager ON manager.id = unit.manager_id
       JOIN res_users head ON head.id = manager.user_id
 WHERE unit.asn_unor IS NOT NULL
 ORDER BY unit.id
"""
PEOPLE = """
SELECT person.login, partner.name, partner.email, partner.lang, partner.tz,
       employee.asn_kind AS kind, employee.asn_nip AS number,
       employee.asn_back_title AS back_title, boss.login AS boss, held.post,
       held.post_kind, version.job_title AS job, unit.asn_unor AS unor,
       rank.code AS grade, held.date_from::text AS since
  FROM hr_asn_assignment held
       JOIN hr_employee employee ON employee.id = held.employee_id
       JOIN res_users person ON person.id = employee.user_id
       JOIN res_partner partner ON partner.id = person.partner_id
       JOIN hr_version version ON version.id = employee.current_version_id
       JOIN hr_department unit ON unit.id = held.department_id
       LEFT JOIN hr_asn_rank rank ON rank.id = version.asn_rank_id
       LEFT JOIN hr_employee above ON above.id = held.appraiser_id
       LEFT JOIN res_users boss ON boss.id = above.user_id
 ORDER BY held.id
"""
OFFICER = """
SELECT person.login, partner.name, partner.email, partner.lang, partner.tz
  FROM res_users person JOIN res_partner partner ON partner.id = person.partner_id
 WHERE person.login = 'petugas'
"""
OBJECTIVES = """
SELECT code, name, indicators FROM hr_asn_objective WHERE cycle_id = %(cycle)s
 ORDER BY code
"""
RESULTS = """
SELECT owner.login,
       jsonb_build_object('name', rhk.name, 'sequence', rhk.sequence, 'kind', rhk.kind,
           'classification', rhk.classification, 'assigned_by', rhk.assigned_by
       ) AS values,
       (SELECT jsonb_agg(jsonb_build_object('name', iki.name, 'target', iki.target,
                   'target_low', iki.target_low, 'unit', iki.unit,
                   'sequence', iki.sequence, 'aspect_id', iki.aspect_id,
                   'pattern', iki.pattern) ORDER BY iki.id)
          FROM hr_asn_iki iki WHERE iki.rhk_id = rhk.id) AS indicators
  FROM hr_asn_rhk rhk
       JOIN hr_asn_skp plan ON plan.id = rhk.skp_id
       JOIN hr_employee employee ON employee.id = plan.employee_id
       JOIN res_users owner ON owner.id = employee.user_id
 WHERE plan.cycle_id = %(cycle)s
 ORDER BY rhk.id
"""
LINKS = """
SELECT owner.login, rhk.sequence, boss.login AS superior,
       theirs.sequence AS superior_sequence, objective.code AS objective, link.text
  FROM hr_asn_rhk_link link
       JOIN hr_asn_rhk rhk ON rhk.id = link.rhk_id
       JOIN hr_asn_skp plan ON plan.id = rhk.skp_id
       JOIN hr_employee employee ON employee.id = plan.employee_id
       JOIN res_users owner ON owner.id = employee.user_id
       LEFT JOIN hr_asn_objective objective ON objective.id = link.objective_id
       LEFT JOIN hr_asn_rhk theirs ON theirs.id = link.superior_rhk_id
       LEFT JOIN hr_asn_skp upper_plan ON upper_plan.id = theirs.skp_id
       LEFT JOIN hr_employee upper_one ON upper_one.id = upper_plan.employee_id
       LEFT JOIN res_users boss ON boss.id = upper_one.user_id
 WHERE plan.cycle_id = %(cycle)s
 ORDER BY link.id
"""
RATINGS = """
SELECT owner.login, rating.result, rating.behavior, rating.reason, '98,5' AS actual,
       (SELECT jsonb_build_object('name', min(name), 'url', min(url))
          FROM hr_asn_evidence proof WHERE proof.skp_id = own.skp_id) AS evidence
  FROM hr_asn_rating rating
       JOIN hr_asn_evaluation own ON own.id = rating.evaluation_id
       JOIN hr_employee employee ON employee.id = own.employee_id
       JOIN res_users owner ON owner.id = employee.user_id
 WHERE own.cycle_id = %(cycle)s AND rating.kind = 'given'
 ORDER BY rating.id
"""


def read(connection, cycles):
    """Return the sample as JSON-able data.

    :param cycles: {id of the cycle: (year, state)}
    """
    people = _rows(connection, PEOPLE)
    return {
        "units": _rows(connection, UNITS),
        "people": people,
        "jobs": sorted({person["job"] for person in people}),
        "officer": _rows(connection, OFFICER)[0],
        "cycles": [
            _cycle(connection, cycle, year, state)
            for cycle, (year, state) in cycles.items()
        ],
    }


def _cycle(connection, cycle, year, state):
    return {
        "year": year,
        "state": state,
        "objectives": _rows(connection, OBJECTIVES, cycle=cycle),
        "results": _rows(connection, RESULTS, cycle=cycle),
        "links": _rows(connection, LINKS, cycle=cycle),
        "ratings": _rows(connection, RATINGS, cycle=cycle),
    }


def _rows(connection, statement, **values):
    with connection, connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(statement, values)
        return [dict(row) for row in cursor.fetchall()]
