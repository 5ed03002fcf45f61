"""What 19.0.1.2.0 keeps and allows in another way than 19.0.1.1.0 did."""

import logging

_logger = logging.getLogger(__name__)

# Reading has rules of its own now: a parent agency may read those below it.
NO_LONGER_READ = [
    f"rule_{name}_company"
    for name in (
        "assignment",
        "cycle",
        "cycle_audience",
        "document",
        "evaluation",
        "event",
        "evidence",
        "iki",
        "objective",
        "period",
        "rating",
        "realization",
        "rhk",
        "rhk_link",
        "skp",
        "skp_behavior",
        "skp_version",
    )
]


def migrate(cr, version):
    """Bring rows and rules of 19.0.1.1.0 to what the code expects."""
    _split_company_rules(cr)
    _give_one_app(cr)
    _remember_lists(cr)
    _date_openings(cr)
    _say_who_is_of_units(cr)
    _remember_part_time(cr)
    _name_doubles(cr)


def _split_company_rules(cr):
    """The rule of the own agency stays for changes; reading has one beside it."""
    cr.execute(
        """
        UPDATE ir_rule
           SET perm_read = FALSE
          FROM ir_model_data data
         WHERE data.module = 'hr_asn_appraisal' AND data.model = 'ir.rule'
           AND data.res_id = ir_rule.id AND data.name = ANY(%s)
        """,
        [NO_LONGER_READ],
    )


def _give_one_app(cr):
    """Accounts that the import made (user name = NIP) see one app, as new ones do.

    Who has more rights than an employee sees all his apps in spite of it.
    """
    cr.execute(
        """
        UPDATE res_users
           SET asn_only_app = TRUE
          FROM hr_employee employee
         WHERE employee.user_id = res_users.id
           AND employee.asn_nip = res_users.login
        """
    )


def _remember_lists(cr):
    """Appraisers and heads came from lists so far: from now on corrected ones stay."""
    cr.execute(
        """
        UPDATE hr_asn_assignment
           SET listed_appraiser_id = appraiser_id
         WHERE appraiser_id IS NOT NULL
        """
    )
    cr.execute(
        """
        UPDATE hr_department
           SET asn_listed_head_id = manager_id
         WHERE manager_id IS NOT NULL AND asn_unor IS NOT NULL
        """
    )


def _date_openings(cr):
    """Plans and evaluations were opened on the day on which their rows were made."""
    for table in ("hr_asn_skp", "hr_asn_evaluation"):
        cr.execute(
            f"""
            UPDATE {table} AS document
               SET opened_on = (document.create_date AT TIME ZONE 'UTC'
                                AT TIME ZONE coalesce(agency.asn_tz, 'UTC'))::date
              FROM res_company agency
             WHERE agency.id = document.company_id AND document.opened_on IS NULL
            """
        )


def _say_who_is_of_units(cr):
    """Who has units is an officer of units, also where they are archived since."""
    cr.execute(
        """
        UPDATE res_users
           SET asn_of_units = TRUE
         WHERE EXISTS (SELECT FROM res_users_asn_unit_rel unit
                        WHERE unit.user_id = res_users.id)
        """
    )


def _remember_part_time(cr):
    """Cycles that are over, or know of PPPK Paruh Waktu, keep their audiences."""
    cr.execute(
        """
        UPDATE hr_asn_cycle AS cycle
           SET is_part_time_seen = TRUE
         WHERE cycle.state = 'closed'
            OR EXISTS (SELECT FROM hr_asn_skp plan
                        WHERE plan.cycle_id = cycle.id
                          AND plan.asn_kind = 'pppk_paruh_waktu')
            OR EXISTS (SELECT FROM hr_asn_cycle_audience audience
                        WHERE audience.cycle_id = cycle.id
                          AND audience.asn_kind = 'pppk_paruh_waktu')
        """
    )


# What stands twice, each with what is to be done before the next upgrade.
DOUBLES = (
    (
        "acting posts",
        "end or delete one of them",
        """
        SELECT concat_ws(', ', one.name, one.status, one.post,
                         'assignments ' || one.id || ' and ' || other.id)
          FROM hr_asn_assignment one
          JOIN hr_asn_assignment other
            ON other.employee_id = one.employee_id
           AND other.department_id = one.department_id
           AND other.status = one.status AND other.post = one.post
           AND other.id > one.id
           AND daterange(other.date_from, other.date_to, '[]')
               && daterange(one.date_from, one.date_to, '[]')
         WHERE one.status <> 'definitif'
      ORDER BY one.id, other.id
        """,
    ),
    (
        "units",
        "merge them, or empty Unor of the one that is not used",
        """
        SELECT concat_ws(', ', asn_unor,
                         coalesce(nullif(min(asn_unor_parent), ''), 'at the top'),
                         'units ' || string_agg(id::text, ' and ' ORDER BY id))
          FROM hr_department
         WHERE asn_unor IS NOT NULL AND company_id IS NOT NULL
      GROUP BY company_id, asn_unor, coalesce(asn_unor_parent, '')
        HAVING count(*) > 1
      ORDER BY min(id)
        """,
    ),
)


def _name_doubles(cr):
    """Name what the new keys of the database refuse; it stays as it is.

    The upgrade goes on without that key: what is double has plans and rights, so that
    a person decides which one stays. The next upgrade sets the key.
    """
    cr.execute(
        """
        ALTER TABLE hr_department
        DROP CONSTRAINT IF EXISTS hr_department_asn_unor_uniq
        """
    )
    for what, remedy, query in DOUBLES:
        cr.execute(query)
        found = [text for (text,) in cr.fetchall()]
        if found:
            _logger.warning(
                "%s %s stand twice; nothing was changed. The key that prevents it is "
                "not set: %s, then upgrade hr_asn_appraisal again. They are: %s",
                len(found),
                what,
                remedy,
                "; ".join(found),
            )
