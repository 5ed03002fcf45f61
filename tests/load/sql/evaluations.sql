-- Evaluations of all periods; those of the first quarter reported and rated.
--
-- Parameter: cycle.

CREATE TEMP TABLE seed_evaluation ON COMMIT DROP AS
SELECT nextval('hr_asn_evaluation_id_seq') AS evaluation_id, plan.*,
       period.id AS period_id, period.kind AS period_kind,
       period.date_from AS starts, period.date_to AS ends,
       period.kind = 'triwulan' AND period.number = 1 AS is_rated,
       employee.user_id, boss.user_id AS boss_user_id,
       dense_rank() OVER (ORDER BY plan.id) %% 5 = 0 AS is_above,
       (now() AT TIME ZONE 'UTC')::timestamp(0) AS moment, 1 AS author_id
  FROM hr_asn_skp plan
       JOIN hr_asn_period period ON period.cycle_id = plan.cycle_id
       JOIN hr_employee employee ON employee.id = plan.employee_id
       LEFT JOIN hr_employee boss ON boss.id = plan.appraiser_id
 WHERE plan.cycle_id = %(cycle)s
 ORDER BY plan.id, period.id;
ANALYZE seed_evaluation;

INSERT INTO hr_asn_evaluation (
    id, skp_id, period_id, cycle_id, company_id, employee_id, department_id,
    appraiser_id, superior_id, revision, score, kind, name, nip, post, state, date_from,
    date_to, submitted_on, rated_on, opened_on, is_deemed_received, version_id,
    create_uid, write_uid, create_date, write_date)
SELECT evaluation_id, id, period_id, cycle_id, company_id, employee_id, department_id,
       appraiser_id, superior_id, 0, 0,
       CASE period_kind WHEN 'tahun' THEN 'annual' ELSE 'periodic' END, name, nip, post,
       CASE WHEN is_rated THEN 'rated' ELSE 'draft' END, starts, ends,
       CASE WHEN is_rated THEN ends + 5 END, CASE WHEN is_rated THEN ends + 10 END,
       moment::date, FALSE, CASE WHEN is_rated THEN (
           SELECT version.id FROM hr_asn_skp_version version
            WHERE version.skp_id = seed_evaluation.id) END,
       author_id, author_id, moment, moment
  FROM seed_evaluation
 ORDER BY evaluation_id;

INSERT INTO hr_asn_realization (
    iki_id, rhk_id, skp_id, company_id, period_id, actual, value, is_number,
    create_uid, write_uid, create_date, write_date)
SELECT iki.id, iki.rhk_id, iki.skp_id, iki.company_id, own.period_id, '98,5', 98.5, TRUE,
       own.user_id, own.user_id, own.moment, own.moment
  FROM seed_evaluation own JOIN hr_asn_iki iki ON iki.skp_id = own.id
 WHERE own.is_rated
 ORDER BY iki.id;

INSERT INTO hr_asn_evidence (
    rhk_id, skp_id, company_id, period_id, name, url, sha256, state,
    create_uid, write_uid, create_date, write_date)
SELECT rhk.id, rhk.skp_id, rhk.company_id, own.period_id, 'Laporan kegiatan',
       'https://contoh.go.id/laporan',
       encode(sha256('https://contoh.go.id/laporan'::bytea), 'hex'), 'sent',
       own.user_id, own.user_id, own.moment, own.moment
  FROM seed_evaluation own JOIN hr_asn_rhk rhk ON rhk.skp_id = own.id
 WHERE own.is_rated
 ORDER BY rhk.id;

INSERT INTO hr_asn_rating (
    evaluation_id, company_id, revision, actor_id, kind, result, behavior, predikat,
    reason, is_published, create_uid, write_uid, create_date, write_date)
SELECT evaluation_id, company_id, 0, boss_user_id, 'given',
       CASE WHEN is_above THEN 'di_atas' ELSE 'sesuai' END,
       CASE WHEN is_above THEN 'di_atas' ELSE 'sesuai' END,
       CASE WHEN is_above THEN 'sangat_baik' ELSE 'baik' END,
       CASE WHEN is_above THEN 'Menjadi teladan bagi rekan kerja' END, FALSE,
       boss_user_id, boss_user_id, moment, moment
  FROM seed_evaluation
 WHERE is_rated
 ORDER BY evaluation_id;

-- What the system proposes of it: 98,5 of a target of 95 meets it, in each indicator.
CREATE TEMP TABLE seed_proposal ON COMMIT DROP AS
SELECT rhk.skp_id, rhk.sequence, rhk.id AS rhk_id, rhk.kind,
       CASE rhk.kind WHEN 'utama' THEN 2 ELSE 1 END AS weight,
       jsonb_agg(jsonb_build_object(
           'ref', jsonb_build_array('hr.asn.iki', iki.id),
           'achievement_bp', trunc(10000 * 98.5 / 95)::int, 'rating', 'sesuai')
           ORDER BY iki.sequence) AS indicators
  FROM seed_evaluation own
       JOIN hr_asn_rhk rhk ON rhk.skp_id = own.id
       JOIN hr_asn_iki iki ON iki.rhk_id = rhk.id
 WHERE own.is_rated
 GROUP BY rhk.id;

INSERT INTO hr_asn_rating (
    evaluation_id, company_id, revision, actor_id, kind, result, behavior, predikat,
    basis, is_published, create_uid, write_uid, create_date, write_date)
SELECT own.evaluation_id, own.company_id, 0, author_id, 'proposed', 'sesuai', 'sesuai',
       'baik', jsonb_build_object(
           'result', jsonb_build_object(
               'value', 'sesuai', 'rule', 'majority', 'total', sum(found.weight),
               'weights', jsonb_build_object(
                   'di_atas', 0, 'sesuai', sum(found.weight), 'di_bawah', 0),
               'leaves', jsonb_agg(jsonb_build_object(
                   'ref', jsonb_build_array('hr.asn.rhk', found.rhk_id),
                   'kind', found.kind, 'weight', found.weight, 'rating', 'sesuai',
                   'leaves', found.indicators) ORDER BY found.sequence)),
           'behavior', jsonb_build_object(
               'value', 'sesuai', 'rule', 'presumed', 'total', 0,
               'weights', jsonb_build_object('di_atas', 0, 'sesuai', 0, 'di_bawah', 0),
               'leaves', jsonb_build_array())),
       FALSE, author_id, author_id, moment, moment
  FROM seed_evaluation own JOIN seed_proposal found ON found.skp_id = own.id
 WHERE own.is_rated
 GROUP BY own.evaluation_id, own.company_id, author_id, moment
 ORDER BY own.evaluation_id;

INSERT INTO hr_asn_event (
    res_model, res_id, name, state_from, state_to, actor_id, happened_at, company_id)
SELECT 'hr.asn.evaluation', evaluation_id, move.name, move.state_from, move.state_to,
       CASE move.name WHEN 'open' THEN author_id WHEN 'submit' THEN user_id
                      ELSE boss_user_id END, moment, company_id
  FROM seed_evaluation,
       (VALUES (1, 'open', NULL, NULL),
               (2, 'submit', 'draft', 'submitted'),
               (3, 'rate', 'submitted', 'rated')
       ) AS move (step, name, state_from, state_to)
 WHERE move.step = 1 OR is_rated
 ORDER BY evaluation_id, move.step;

INSERT INTO hr_asn_event (
    res_model, res_id, name, state_from, state_to, actor_id, happened_at, company_id)
SELECT DISTINCT 'hr.asn.cycle', cycle_id, 'start', 'planning', 'running', author_id,
       moment, company_id
  FROM seed_evaluation;

UPDATE hr_asn_cycle SET state = 'running' WHERE id = %(cycle)s;
