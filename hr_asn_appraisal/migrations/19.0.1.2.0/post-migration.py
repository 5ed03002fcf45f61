"""What 19.0.1.2.0 keeps and allows in another way than 19.0.1.1.0 did."""

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
    """Appraisers came from lists so far: one that is corrected from now on stays."""
    cr.execute(
        """
        UPDATE hr_asn_assignment
           SET listed_appraiser_id = appraiser_id
         WHERE appraiser_id IS NOT NULL
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
    """Cycles that are over, or have plans of PPPK Paruh Waktu, keep their audiences."""
    cr.execute(
        """
        UPDATE hr_asn_cycle AS cycle
           SET is_part_time_seen = TRUE
         WHERE cycle.state = 'closed'
            OR EXISTS (SELECT FROM hr_asn_skp plan
                        WHERE plan.cycle_id = cycle.id
                          AND plan.asn_kind = 'pppk_paruh_waktu')
        """
    )
