"""Periods have the days of the calendar, and two of a kind share no day.

Before, days could be any. A key of the database now keeps periods apart: what is left
with other days is marked, so that the key can be set beside it.
"""

import logging

from odoo.tools.sql import column_exists

from odoo.addons.hr_asn_appraisal.law import periods

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    """Give periods the days of the calendar; name those that evaluations stand on."""
    cr.execute(
        "ALTER TABLE hr_asn_period ADD COLUMN IF NOT EXISTS is_off_calendar boolean"
    )
    cr.execute(
        """
        UPDATE hr_asn_period SET is_off_calendar = FALSE WHERE is_off_calendar IS NULL
        """
    )
    kept = []
    for row in _periods(cr):
        found = periods.period(row["year"], row["kind"], row["number"])
        if found and (row["date_from"], row["date_to"]) == (found.start, found.end):
            continue
        if found and not row["is_used"]:
            _set_days(cr, row["id"], found)
        else:
            kept.append(_kept(cr, row, found))
    if kept:
        _logger.warning(
            "%s periods have other days than the calendar and evaluations already; "
            "nothing was changed. Their evaluations keep these days. They are: %s",
            len(kept),
            "; ".join(kept),
        )


def _periods(cr):
    cr.execute(
        """
        SELECT period.id, agency.name AS agency, cycle.year, period.kind,
               period.number, period.date_from, period.date_to,
               EXISTS (SELECT FROM hr_asn_evaluation evaluation
                        WHERE evaluation.period_id = period.id) AS is_used
          FROM hr_asn_period period
          JOIN hr_asn_cycle cycle ON cycle.id = period.cycle_id
          JOIN res_company agency ON agency.id = cycle.company_id
      ORDER BY period.id
        """
    )
    return cr.dictfetchall()


def _set_days(cr, period_id, found):
    """Set the days, and the day until which is reported where it follows from them."""
    cr.execute(
        """
        UPDATE hr_asn_period
           SET date_from = %s, date_to = %s, is_off_calendar = FALSE
         WHERE id = %s
        """,
        [found.start, found.end, period_id],
    )
    if column_exists(cr, "hr_asn_period", "report_until"):
        cr.execute(
            """
            UPDATE hr_asn_period
               SET report_until = coalesce(extended_to, close_on, date_to)
             WHERE id = %s
            """,
            [period_id],
        )


def _kept(cr, row, found):
    """Mark a period that keeps its days; return it in words."""
    cr.execute(
        "UPDATE hr_asn_period SET is_off_calendar = TRUE WHERE id = %s", [row["id"]]
    )
    right = f"{found.start} to {found.end}" if found else "no such number in a year"
    return (
        f"{row['agency']}, {row['kind']} {row['number']} of {row['year']}, "
        f"{row['date_from']} to {row['date_to']} (calendar: {right}), "
        f"period {row['id']}"
    )
