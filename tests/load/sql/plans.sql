-- A cycle with one plan for each assignment: 4 results of 3 indicators each.
--
-- Parameters: year, state (draft, submitted or approved), results, indicators.

CREATE TEMP TABLE seed_cycle ON COMMIT DROP AS
SELECT nextval('hr_asn_cycle_id_seq') AS cycle_id, company.id AS company_id,
       1 AS author_id, (now() AT TIME ZONE 'UTC')::timestamp(0) AS moment,
       make_date(%(year)s, 1, 1) AS date_from, make_date(%(year)s, 12, 31) AS date_to,
       make_date(%(year)s, 1, 10) AS submitted_on,
       make_date(%(year)s, 1, 20) AS approved_on,
       %(state)s <> 'draft' AS is_submitted, %(state)s = 'approved' AS is_approved,
       (SELECT res_id FROM ir_model_data
         WHERE module = 'hr_asn_appraisal' AND name = 'policy_quarterly') AS policy_id
  FROM res_company company
 ORDER BY company.id
 LIMIT 1;

INSERT INTO hr_asn_cycle (
    id, year, name, company_id, policy_id, state, active, date_from, date_to,
    plan_due_on, picks_up, is_part_time_seen, create_uid, write_uid, create_date, write_date)
SELECT cycle_id, %(year)s, %(year)s::text, company_id, policy_id, 'planning', TRUE,
       date_from, date_to, make_date(%(year)s, 1, 31), FALSE, FALSE,
       author_id, author_id, moment, moment
  FROM seed_cycle;

INSERT INTO hr_asn_period (
    cycle_id, company_id, kind, number, date_from, date_to, report_until,
    is_off_calendar, create_uid, write_uid, create_date, write_date)
SELECT cycle_id, company_id, kind, number, start,
       (start + months * INTERVAL '1 month')::date - 1,
       (start + months * INTERVAL '1 month')::date - 1,
       FALSE, author_id, author_id, moment, moment
  FROM seed_cycle,
       (SELECT 'tahun' AS kind, 1 AS number, 12 AS months,
               make_date(%(year)s, 1, 1) AS start
        UNION ALL
        SELECT 'triwulan', quarter, 3, make_date(%(year)s, 3 * quarter - 2, 1)
          FROM generate_series(1, 4) AS quarter) AS period
 ORDER BY kind, number;

CREATE TEMP TABLE seed_objective ON COMMIT DROP AS
SELECT n, nextval('hr_asn_objective_id_seq') AS objective_id,
       'Meningkatnya kualitas pelayanan publik ' || n AS name,
       'Indeks kepuasan ' || n || ': 90 nilai' AS indicators
  FROM generate_series(1, %(results)s - 1) AS n;
INSERT INTO hr_asn_objective (
    id, code, name, indicators, cycle_id, company_id,
    create_uid, write_uid, create_date, write_date)
SELECT objective_id, 'S' || n, name, indicators, cycle_id, company_id,
       author_id, author_id, moment, moment
  FROM seed_objective, seed_cycle
 ORDER BY n;

CREATE TEMP TABLE seed_plan ON COMMIT DROP AS
SELECT nextval('hr_asn_skp_id_seq') AS skp_id, held.*,
       CASE WHEN held.post_kind = 'jpt' THEN 'jpt_ukm' ELSE 'ja_jf' END AS model,
       employee.user_id, boss.user_id AS boss_user_id
  FROM (SELECT assignment.*
          FROM hr_asn_assignment assignment, seed_cycle c
         WHERE assignment.company_id = c.company_id
           AND assignment.asn_kind <> 'non_asn'
           AND assignment.date_from <= c.date_to
           AND (assignment.date_to IS NULL OR assignment.date_to >= c.date_from)
         ORDER BY assignment.id) AS held
       JOIN hr_employee employee ON employee.id = held.employee_id
       LEFT JOIN hr_employee boss ON boss.id = held.appraiser_id
 ORDER BY held.id;
CREATE UNIQUE INDEX ON seed_plan (skp_id);
CREATE INDEX ON seed_plan (employee_id);
ANALYZE seed_plan;

INSERT INTO hr_asn_skp (
    id, assignment_id, cycle_id, year, company_id, employee_id, department_id,
    appraiser_id, superior_id, policy_id, source, version_number, name, nip, asn_kind,
    post, duty, status, model, approach, state, date_from, date_to, submitted_on,
    approved_on, opened_on, locks_late, checks_plans,
    create_uid, write_uid, create_date, write_date)
SELECT skp_id, plan.id, c.cycle_id, %(year)s, c.company_id, plan.employee_id,
       plan.department_id, plan.appraiser_id, plan.superior_id, c.policy_id, 'here',
       c.is_approved::int, plan.name, plan.nip, plan.asn_kind, plan.post, plan.duty,
       plan.status, plan.model, 'kuantitatif', %(state)s,
       greatest(plan.date_from, c.date_from),
       least(coalesce(plan.date_to, c.date_to), c.date_to),
       CASE WHEN c.is_submitted THEN c.submitted_on END,
       CASE WHEN c.is_approved THEN c.approved_on END,
       c.moment::date, FALSE, FALSE,
       c.author_id, c.author_id, c.moment, c.moment
  FROM seed_plan plan, seed_cycle c
 ORDER BY skp_id;

CREATE TEMP TABLE seed_result ON COMMIT DROP AS
SELECT nextval('hr_asn_rhk_id_seq') AS rhk_id, plan.skp_id, plan.employee_id,
       plan.appraiser_id, plan.model, plan.user_id, n, n < %(results)s AS is_main,
       CASE WHEN n < %(results)s THEN 'Terlaksananya pelayanan ' || n || ' oleh '
                 || plan.post
            ELSE 'Terlaksananya tugas tambahan oleh ' || plan.post END AS name
  FROM seed_plan plan, generate_series(1, %(results)s) AS n
 ORDER BY plan.skp_id, n;
CREATE INDEX ON seed_result (employee_id, n);
ANALYZE seed_result;

CREATE TEMP TABLE seed_link ON COMMIT DROP AS
SELECT own.rhk_id, own.skp_id, own.user_id, above.rhk_id AS superior_rhk_id,
       CASE WHEN above.rhk_id IS NULL THEN objective.objective_id END AS objective_id,
       coalesce(above.name, objective.name) AS text,
       above.name || drafted.lines AS known
  FROM seed_result own
       LEFT JOIN seed_result above
              ON above.employee_id = own.appraiser_id AND above.n = own.n
       LEFT JOIN seed_objective objective ON objective.n = own.n
       -- What is no more than drafted is noted as it was taken up.
       LEFT JOIN (
           SELECT model, string_agg(
                      E'\n' || 'Persentase layanan selesai, ' || lower(name)
                      || ': 95 persen', '' ORDER BY n) AS lines
             FROM (SELECT name, model,
                          row_number() OVER (
                              PARTITION BY model ORDER BY sequence, id) AS n
                     FROM hr_asn_aspect) AS aspect
            WHERE n <= %(indicators)s
            GROUP BY model) AS drafted ON drafted.model = above.model
 WHERE own.is_main
 ORDER BY own.rhk_id;

INSERT INTO hr_asn_rhk (
    id, skp_id, company_id, sequence, kind, classification, assigned_by, name,
    parent_id, is_agreed, create_uid, write_uid, create_date, write_date)
SELECT own.rhk_id, own.skp_id, c.company_id, 10 * n,
       CASE WHEN is_main THEN 'utama' ELSE 'tambahan' END, 'individu',
       CASE WHEN is_main THEN NULL ELSE 'Sekretaris Daerah' END, own.name,
       link.superior_rhk_id, c.is_approved,
       own.user_id, own.user_id, c.moment, c.moment
  FROM seed_result own LEFT JOIN seed_link link USING (rhk_id), seed_cycle c
 ORDER BY own.rhk_id;

INSERT INTO hr_asn_rhk_link (
    rhk_id, skp_id, company_id, superior_rhk_id, objective_id, text, is_direct, drift_due,
    drift_missed, drift_known, create_uid, write_uid, create_date, write_date)
SELECT rhk_id, skp_id, c.company_id, superior_rhk_id, objective_id, text, TRUE, FALSE,
       0, CASE WHEN NOT c.is_approved THEN known END, user_id, user_id, c.moment, c.moment
  FROM seed_link, seed_cycle c
 ORDER BY rhk_id;

INSERT INTO hr_asn_iki (
    skp_id, rhk_id, company_id, sequence, aspect_id, name, target, target_low,
    unit, direction, pattern, split, is_agreed,
    create_uid, write_uid, create_date, write_date)
SELECT own.skp_id, own.rhk_id, c.company_id, 10 * aspect.n, aspect.id,
       'Persentase layanan selesai, ' || lower(aspect.name), '95', 95, 'persen',
       'naik', 'posisi', 'even', c.is_approved, own.user_id, own.user_id, c.moment, c.moment
  FROM seed_result own
       JOIN (SELECT id, name, model,
                    row_number() OVER (PARTITION BY model ORDER BY sequence, id) AS n
               FROM hr_asn_aspect) AS aspect
         ON aspect.model = own.model AND aspect.n <= %(indicators)s,
       seed_cycle c
 ORDER BY own.rhk_id, aspect.n;

INSERT INTO hr_asn_event (
    res_model, res_id, name, state_from, state_to, actor_id, happened_at, company_id)
SELECT 'hr.asn.skp', skp_id, move.name, move.state_from, move.state_to,
       CASE move.name WHEN 'open' THEN c.author_id WHEN 'submit' THEN plan.user_id
                      ELSE plan.boss_user_id END, c.moment, c.company_id
  FROM seed_plan plan, seed_cycle c,
       (VALUES (1, 'open', NULL, NULL),
               (2, 'submit', 'draft', 'submitted'),
               (3, 'approve', 'submitted', 'approved')
       ) AS move (step, name, state_from, state_to)
 WHERE move.step <= 1 + c.is_submitted::int + c.is_approved::int
 ORDER BY skp_id, move.step;

INSERT INTO hr_asn_event (
    res_model, res_id, name, state_from, state_to, actor_id, happened_at, company_id)
SELECT 'hr.asn.cycle', cycle_id, 'open', 'draft', 'planning', author_id, moment,
       company_id
  FROM seed_cycle;

INSERT INTO mail_activity (
    res_model_id, res_model, res_id, res_name, activity_type_id, summary, user_id,
    user_tz, date_deadline, automated, active,
    create_uid, write_uid, create_date, write_date)
SELECT model.id, 'hr.asn.skp', plan.skp_id, 'SKP ' || %(year)s || ' ' || plan.name,
       type.id, coalesce(type.summary ->> partner.lang, type.summary ->> 'en_US'),
       plan.boss_user_id, partner.tz, c.submitted_on,
       TRUE, TRUE, 1, 1, c.moment, c.moment
  FROM seed_plan plan
       JOIN res_users boss ON boss.id = plan.boss_user_id
       JOIN res_partner partner ON partner.id = boss.partner_id
       JOIN ir_model model ON model.model = 'hr.asn.skp'
       JOIN ir_model_data known ON known.module = 'hr_asn_appraisal'
                               AND known.name = 'mail_act_asn_skp_approve'
       JOIN mail_activity_type type ON type.id = known.res_id,
       seed_cycle c
 WHERE %(state)s = 'submitted'
 ORDER BY plan.skp_id;
