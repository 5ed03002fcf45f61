-- People of an agency: users, partners, employees with a version, units, jobs, posts.
--
-- Person i has person (i - 2) / span + 1 for a boss, so that person 1, the mayor,
-- stands above a tree of that span. Who is a boss heads the unit of his own number;
-- everybody else works in the unit of his boss.
--
-- Parameters: size, span, password (a hash), since (date), timezone, domain.

CREATE TEMP TABLE seed_agency ON COMMIT DROP AS
SELECT company.id AS company_id,
       company.partner_id AS address_id,
       company.resource_calendar_id AS calendar_id,
       1 AS author_id,
       (now() AT TIME ZONE 'UTC')::timestamp(0) AS moment,
       (SELECT code FROM res_lang WHERE active ORDER BY code = 'id_ID' DESC, id LIMIT 1)
           AS lang,
       (SELECT id FROM hr_payroll_structure_type ORDER BY id LIMIT 1) AS structure_id,
       (SELECT res_id FROM ir_model_data
         WHERE module = 'base' AND name = 'group_user') AS user_group_id,
       (SELECT res_id FROM ir_model_data
         WHERE module = 'hr_asn_appraisal' AND name = 'group_asn_officer')
           AS officer_group_id
  FROM res_company company
 ORDER BY company.id
 LIMIT 1;

CREATE TEMP TABLE seed_tree ON COMMIT DROP AS
WITH RECURSIVE tree AS (
    SELECT 1 AS i, NULL::int AS boss, 0 AS level
    UNION ALL
    SELECT child, tree.i, tree.level + 1
      FROM tree
           CROSS JOIN LATERAL generate_series(
               (tree.i - 1) * %(span)s + 2,
               least(tree.i * %(span)s + 1, %(size)s)
           ) AS child
)
SELECT i, boss, level,
       ((i - 2) %% %(span)s) + 1 AS ordinal,
       (i - 1) * %(span)s + 2 <= %(size)s OR i = 1 AS is_boss
  FROM tree;

CREATE TEMP TABLE seed_person ON COMMIT DROP AS
SELECT tree.*,
       CASE WHEN is_boss THEN i ELSE boss END AS unit,
       'asn' || lpad(i::text, 6, '0') AS login,
       (ARRAY['Adi', 'Budi', 'Citra', 'Dewi', 'Eko', 'Fitri', 'Galih', 'Hana', 'Indra',
              'Joko', 'Kartika', 'Lestari', 'Made', 'Nur', 'Oki', 'Putu', 'Ratna',
              'Sari', 'Tono', 'Umar', 'Vina', 'Wayan', 'Yanti', 'Zulfikar']
       )[1 + i %% 24]
       || ' ' ||
       (ARRAY['Amri', 'Basuki', 'Cahyono', 'Darmawan', 'Effendi', 'Firmansyah',
              'Gunawan', 'Hidayat', 'Ismail', 'Kurniawan', 'Lubis', 'Maulana',
              'Nasution', 'Pratama', 'Rahayu', 'Santoso', 'Siregar', 'Utami',
              'Wibowo', 'Yulianti', 'Hasanah', 'Saputra', 'Anggraini']
       )[1 + i %% 23] AS name,
       CASE WHEN i = 1 THEN 'non_asn' WHEN i %% 10 = 0 THEN 'pppk' ELSE 'pns' END
           AS kind,
       DATE '1966-01-01' + (i * 37 %% 12000) AS birth,
       CASE WHEN i = 1 THEN 'Wali Kota'
            WHEN level = 1 THEN 'Kepala Dinas'
            WHEN is_boss AND level = 2 THEN 'Kepala Bidang'
            WHEN is_boss THEN 'Kepala Seksi'
            ELSE (ARRAY['Perawat Terampil', 'Guru Ahli Pertama',
                        'Analis Kebijakan Ahli Muda', 'Pengadministrasi Umum']
                 )[1 + i %% 4]
       END AS job,
       CASE WHEN level <= 1 THEN 'jpt'
            WHEN is_boss AND level = 2 THEN 'administrator'
            WHEN is_boss THEN 'pengawas'
            WHEN i %% 4 = 3 THEN 'pelaksana'
            ELSE 'fungsional'
       END AS post_kind,
       nextval('res_partner_id_seq') AS partner_id,
       nextval('res_users_id_seq') AS user_id,
       nextval('resource_resource_id_seq') AS resource_id,
       nextval('hr_employee_id_seq') AS employee_id,
       nextval('hr_version_id_seq') AS version_id
  FROM seed_tree tree
 ORDER BY i;

ALTER TABLE seed_person
    ADD COLUMN number text, ADD COLUMN grade text, ADD COLUMN back_title text;
UPDATE seed_person SET
    number = CASE WHEN i = 1 THEN NULL ELSE
        to_char(birth, 'YYYYMMDD') || extract(year FROM birth) + 23
        || lpad((1 + i %% 12)::text, 2, '0') || 1 + i %% 2
        || lpad((1 + i %% 999)::text, 3, '0') END,
    grade = CASE WHEN i = 1 THEN NULL WHEN kind = 'pppk' THEN 'IX'
        WHEN is_boss THEN 'IV/a' ELSE 'III/b' END,
    back_title = CASE WHEN i %% 3 = 0 THEN 'S.AP.' END;
CREATE UNIQUE INDEX ON seed_person (i);
ANALYZE seed_person;

CREATE TEMP TABLE seed_unit ON COMMIT DROP AS
SELECT i AS unit, boss AS parent, level,
       nextval('hr_department_id_seq') AS department_id,
       CASE WHEN level = 0 THEN 'Pemerintah Kota Contoh'
            WHEN level = 1 THEN 'Dinas ' || (ARRAY['Kesehatan', 'Pendidikan', 'Sosial',
                'Perhubungan', 'Pekerjaan Umum', 'Lingkungan Hidup', 'Perdagangan',
                'Pariwisata', 'Pertanian', 'Perikanan'])[1 + (ordinal - 1) %% 10]
                || CASE WHEN ordinal > 10 THEN ' ' || ordinal ELSE '' END
            WHEN ordinal = 1 THEN CASE level WHEN 2 THEN 'Sekretariat'
                                             ELSE 'Subbagian Umum' END
            ELSE CASE level WHEN 2 THEN 'Bidang ' ELSE 'Seksi ' END || ordinal
       END AS name
  FROM seed_person
 WHERE is_boss
 ORDER BY i;
CREATE UNIQUE INDEX ON seed_unit (unit);

ALTER TABLE seed_unit ADD COLUMN path text, ADD COLUMN root_id int;
WITH RECURSIVE placed AS (
    SELECT unit, department_id || '/' AS path, department_id AS root_id
      FROM seed_unit WHERE parent IS NULL
    UNION ALL
    SELECT child.unit, placed.path || child.department_id || '/', placed.root_id
      FROM placed JOIN seed_unit child ON child.parent = placed.unit
)
UPDATE seed_unit SET path = placed.path, root_id = placed.root_id
  FROM placed WHERE placed.unit = seed_unit.unit;

CREATE TEMP TABLE seed_job ON COMMIT DROP AS
SELECT job, nextval('hr_job_id_seq') AS job_id
  FROM (SELECT DISTINCT job FROM seed_person ORDER BY job) AS named;

CREATE TEMP TABLE seed_login ON COMMIT DROP AS
SELECT login, name, partner_id, user_id, a.user_group_id AS group_id, TRUE AS employed
  FROM seed_person, seed_agency a
UNION ALL
SELECT 'petugas', 'Petugas Kepegawaian', nextval('res_partner_id_seq'),
       nextval('res_users_id_seq'), a.officer_group_id, FALSE
  FROM seed_agency a;

INSERT INTO res_partner (
    id, name, complete_name, commercial_partner_id, lang, tz, type, color, email,
    email_normalized, active, employee, is_company, partner_share, message_bounce,
    calendar_last_notif_ack, create_uid, write_uid, create_date, write_date)
SELECT partner_id, name, name, partner_id, a.lang, %(timezone)s, 'contact', 0,
       login || '@' || %(domain)s, login || '@' || %(domain)s, TRUE, employed, FALSE,
       FALSE, 0, a.moment, a.author_id, a.author_id, a.moment, a.moment
  FROM seed_login, seed_agency a
 ORDER BY partner_id;

INSERT INTO res_users (
    id, login, password, partner_id, company_id, active, share, signature,
    notification_type, tour_enabled, asn_digest, create_uid, write_uid, create_date,
    write_date)
SELECT user_id, login, %(password)s, partner_id, a.company_id, TRUE, FALSE,
       '<div>' || name || '</div>', 'email', FALSE, TRUE,
       a.author_id, a.author_id, a.moment, a.moment
  FROM seed_login, seed_agency a
 ORDER BY user_id;

INSERT INTO res_groups_users_rel (gid, uid) SELECT group_id, user_id FROM seed_login;
INSERT INTO res_company_users_rel (cid, user_id)
SELECT a.company_id, user_id FROM seed_login, seed_agency a;

INSERT INTO res_users_settings (
    user_id, voice_active_duration, is_discuss_sidebar_category_channel_open,
    is_discuss_sidebar_category_chat_open, use_push_to_talk, calendar_default_privacy,
    create_uid, write_uid, create_date, write_date)
SELECT user_id, 200, TRUE, TRUE, FALSE, 'public',
       a.author_id, a.author_id, a.moment, a.moment
  FROM seed_login, seed_agency a
 ORDER BY user_id;

INSERT INTO hr_department (
    id, name, parent_id, parent_path, master_department_id, company_id, active,
    asn_unor, asn_unor_parent, create_uid, write_uid, create_date, write_date)
SELECT unit.department_id, jsonb_build_object('en_US', unit.name), above.department_id,
       unit.path, unit.root_id, a.company_id, TRUE, 'U' || unit.unit,
       CASE WHEN unit.parent IS NULL THEN NULL ELSE 'U' || unit.parent END,
       a.author_id, a.author_id, a.moment, a.moment
  FROM seed_unit unit
       LEFT JOIN seed_unit above ON above.unit = unit.parent,
       seed_agency a
 ORDER BY unit.department_id;

INSERT INTO hr_job (
    id, name, sequence, no_of_recruitment, user_id, company_id, active,
    create_uid, write_uid, create_date, write_date)
SELECT job_id, jsonb_build_object('en_US', job), 10, 1, a.author_id, a.company_id, TRUE,
       a.author_id, a.author_id, a.moment, a.moment
  FROM seed_job, seed_agency a
 ORDER BY job_id;

INSERT INTO resource_resource (
    id, name, resource_type, user_id, company_id, calendar_id, tz, active,
    time_efficiency, color, create_uid, write_uid, create_date, write_date)
SELECT resource_id, name, 'user', user_id, a.company_id, a.calendar_id, %(timezone)s,
       TRUE, 100, 1 + i %% 11, a.author_id, a.author_id, a.moment, a.moment
  FROM seed_person, seed_agency a
 ORDER BY resource_id;

INSERT INTO hr_employee (
    id, name, legal_name, resource_id, company_id, user_id, work_contact_id, work_email,
    parent_id, coach_id, color, active, birthday_public_display,
    work_permit_scheduled_activity, asn_kind, asn_nip, asn_back_title,
    create_uid, write_uid, create_date, write_date)
SELECT person.employee_id, person.name, person.name, person.resource_id, a.company_id,
       person.user_id, person.partner_id, person.login || '@' || %(domain)s,
       boss.employee_id, boss.employee_id, 0, TRUE, FALSE, FALSE, person.kind,
       person.number, person.back_title, a.author_id, a.author_id, a.moment, a.moment
  FROM seed_person person
       LEFT JOIN seed_person boss ON boss.i = person.boss,
       seed_agency a
 ORDER BY person.i;

INSERT INTO hr_version (
    id, employee_id, company_id, date_version, department_id, job_id, job_title,
    address_id, resource_calendar_id, structure_type_id, hr_responsible_id,
    km_home_work, distance_home_work_unit, marital,
    employee_type, active, is_custom_job_title, is_flexible, is_fully_flexible,
    last_modified_uid, last_modified_date, asn_rank_id, asn_rank_date, asn_post_kind,
    create_uid, write_uid, create_date, write_date)
SELECT person.version_id, person.employee_id, a.company_id, %(since)s::date,
       unit.department_id, job.job_id, person.job, a.address_id, a.calendar_id,
       a.structure_id, a.author_id, 0, 'kilometers', 'single', 'employee', TRUE,
       FALSE, FALSE, FALSE, a.author_id, a.moment, rank.id,
       CASE WHEN rank.id IS NOT NULL THEN %(since)s::date END, person.post_kind,
       a.author_id, a.author_id, a.moment, a.moment
  FROM seed_person person
       JOIN seed_unit unit ON unit.unit = person.unit
       JOIN seed_job job ON job.job = person.job
       LEFT JOIN hr_asn_rank rank
              ON rank.kind = person.kind AND rank.code = person.grade,
       seed_agency a
 ORDER BY person.i;

UPDATE hr_employee SET current_version_id = person.version_id
  FROM seed_person person WHERE person.employee_id = hr_employee.id;
UPDATE hr_department SET manager_id = person.employee_id
  FROM seed_unit unit JOIN seed_person person ON person.i = unit.unit
 WHERE unit.department_id = hr_department.id;

INSERT INTO hr_asn_assignment (
    employee_id, company_id, name, nip, asn_kind, job_id, post, post_kind, status,
    department_id, date_from, appraiser_id, superior_id,
    create_uid, write_uid, create_date, write_date)
SELECT person.employee_id, a.company_id,
       person.name || coalesce(', ' || person.back_title, ''), person.number,
       person.kind, job.job_id,
       CASE WHEN person.is_boss AND person.i > 1 THEN 'Kepala ' || unit.name
            ELSE person.job END,
       person.post_kind, 'definitif', unit.department_id, %(since)s::date,
       boss.employee_id, above.employee_id,
       a.author_id, a.author_id, a.moment, a.moment
  FROM seed_person person
       JOIN seed_unit unit ON unit.unit = person.unit
       JOIN seed_job job ON job.job = person.job
       LEFT JOIN seed_person boss ON boss.i = person.boss
       LEFT JOIN seed_person above ON above.i = boss.boss,
       seed_agency a
 ORDER BY person.i;
