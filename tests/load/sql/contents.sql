-- What each agreed plan of a cycle is sealed as; the caller makes it canonical.
--
-- Parameter: cycle.

WITH held AS (
    SELECT DISTINCT ON (assignment.employee_id) assignment.*
      FROM hr_asn_assignment assignment
           JOIN hr_asn_cycle cycle ON cycle.id = %(cycle)s
     WHERE assignment.date_from <= cycle.date_to
       AND (assignment.date_to IS NULL OR assignment.date_to >= cycle.date_from)
     ORDER BY assignment.employee_id, assignment.status, assignment.id
), party AS MATERIALIZED (
    SELECT employee.id, jsonb_build_object(
               'employee', employee.id,
               'name', employee.name,
               'front_title', coalesce(employee.asn_front_title, ''),
               'back_title', coalesce(employee.asn_back_title, ''),
               'kind', coalesce(employee.asn_kind, 'non_asn'),
               'number', coalesce(employee.asn_nip, ''),
               'rank', coalesce(CASE WHEN rank.name IS NULL THEN rank.code
                                ELSE rank.name || ' (' || rank.code || ')' END, ''),
               'version', version.id,
               'assignment', held.id,
               'post', held.post,
               'duty', coalesce(held.duty, ''),
               'unit', unit.name ->> 'en_US',
               'parent_unit', coalesce(opd.name, unit.name) ->> 'en_US',
               'agency', company.name) AS content
      FROM held
           JOIN hr_employee employee ON employee.id = held.employee_id
           JOIN res_company company ON company.id = employee.company_id
           JOIN hr_version version ON version.id = employee.current_version_id
           LEFT JOIN hr_asn_rank rank ON rank.id = version.asn_rank_id
           JOIN hr_department unit ON unit.id = held.department_id
           LEFT JOIN hr_department opd
                  ON opd.id = nullif(split_part(unit.parent_path, '/', 2), '')::int
), indicator AS MATERIALIZED (
    SELECT iki.rhk_id,
           jsonb_agg(jsonb_build_object(
               'id', iki.id, 'aspect', aspect.name, 'aspect_id', aspect.id,
               'text', iki.name,
               'target', iki.target, 'unit', coalesce(iki.unit, ''),
               'direction', iki.direction, 'pattern', iki.pattern,
               'months', coalesce(iki.months, ''),
               'baseline', coalesce(iki.baseline, ''),
               'baseline_date', '', 'baseline_source', '', 'dimension', '',
               'low', coalesce(trim_scale(iki.target_low)::text, '0'),
               'high', coalesce(trim_scale(iki.target_high)::text, '0')
           ) ORDER BY aspect.sequence, iki.sequence, iki.id) AS content,
           jsonb_agg(iki.name || ': ' || iki.target || coalesce(' ' || iki.unit, '')
               ORDER BY iki.sequence, iki.id) AS texts
      FROM hr_asn_iki iki
           JOIN hr_asn_skp plan ON plan.id = iki.skp_id
           JOIN hr_asn_aspect aspect ON aspect.id = iki.aspect_id
     WHERE plan.cycle_id = %(cycle)s
     GROUP BY iki.rhk_id
), link AS MATERIALIZED (
    SELECT link.rhk_id, jsonb_agg(jsonb_build_object(
               'id', link.id, 'indicator', 0, 'text', link.text, 'direct', link.is_direct,
               'objective', link.objective_id IS NOT NULL,
               'target', coalesce(link.objective_id, link.superior_rhk_id),
               'owner', coalesce(above.name, company.name),
               'indicators', CASE
                   WHEN objective.id IS NOT NULL
                       THEN to_jsonb(string_to_array(objective.indicators, E'\n'))
                   WHEN above.model = 'jpt_ukm' THEN indicator.texts
                   ELSE '[]' END) ORDER BY link.id) AS content
      FROM hr_asn_rhk_link link
           JOIN hr_asn_skp plan ON plan.id = link.skp_id
           JOIN res_company company ON company.id = link.company_id
           LEFT JOIN hr_asn_objective objective ON objective.id = link.objective_id
           LEFT JOIN hr_asn_rhk theirs ON theirs.id = link.superior_rhk_id
           LEFT JOIN hr_asn_skp above ON above.id = theirs.skp_id
           LEFT JOIN indicator ON indicator.rhk_id = theirs.id
     WHERE plan.cycle_id = %(cycle)s
     GROUP BY link.rhk_id
), result AS MATERIALIZED (
    SELECT rhk.skp_id, jsonb_agg(jsonb_build_object(
               'id', rhk.id, 'number', rhk.number, 'kind', rhk.kind,
               'text', rhk.name, 'weight_bp', 0,
               'classification', coalesce(rhk.classification, ''),
               'assigned_by', coalesce(rhk.assigned_by, ''),
               'links', coalesce(link.content, '[]'),
               'indicators', coalesce(indicator.content, '[]')
           ) ORDER BY rhk.kind DESC, rhk.sequence) AS content
      FROM (SELECT rhk.*, row_number() OVER (
                       PARTITION BY rhk.skp_id, rhk.kind ORDER BY rhk.sequence
                   ) AS number
              FROM hr_asn_rhk rhk) AS rhk
           JOIN hr_asn_skp plan ON plan.id = rhk.skp_id
           LEFT JOIN link ON link.rhk_id = rhk.id
           LEFT JOIN indicator ON indicator.rhk_id = rhk.id
     WHERE plan.cycle_id = %(cycle)s
     GROUP BY rhk.skp_id
), value AS (
    SELECT jsonb_agg(jsonb_build_object(
               'id', id, 'name', name, 'guides', jsonb_build_array(
                   guide_1, guide_2, guide_3), 'expectation', ''
           ) ORDER BY sequence) AS content
      FROM hr_asn_behavior
     WHERE kind = 'berakhlak'
)
SELECT plan.id, jsonb_build_object(
           'schema', 'skp/2', 'skp', plan.id, 'number', 1, 'year', plan.year,
           'agency', company.name, 'place', coalesce(company.asn_place, ''),
           'model', plan.model, 'approach', plan.approach,
           'date_from', plan.date_from, 'date_to', plan.date_to,
           'employee', own.content, 'appraiser', boss.content,
           'superior', above.content, 'results', result.content,
           'annexes', '[]'::jsonb,
           'behaviors', value.content, 'agreed_on', plan.approved_on, 'reason', '')
  FROM hr_asn_skp plan
       JOIN res_company company ON company.id = plan.company_id
       JOIN party own ON own.id = plan.employee_id
       LEFT JOIN party boss ON boss.id = plan.appraiser_id
       LEFT JOIN party above ON above.id = plan.superior_id
       JOIN result ON result.skp_id = plan.id,
       value
 WHERE plan.cycle_id = %(cycle)s
 ORDER BY plan.id
