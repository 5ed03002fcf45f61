"""Periods have the days of the calendar, and two of a kind share no day.

Before, days could be any. A key of the database now keeps periods apart: what is left
with other days is marked, so that the key can be set beside it.
"""

import logging

from odoo.tools import SQL
from odoo.tools.sql import column_exists, table_exists

from odoo.addons.hr_asn_appraisal.law import periods

_logger = logging.getLogger(__name__)

# What was given, set or agreed in a period: {table: which of its rows}. An early
# release had not all of them.
STANDING = {
    "hr_asn_evaluation": SQL("TRUE"),
    "hr_asn_unit_rating": SQL("state = 'set'"),
    "hr_asn_calibration": SQL("TRUE"),
}


def migrate(cr, version):
    """Give periods the days of the calendar; name those that something stands on."""
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
            "%s periods have other days than the calendar, and evaluations, set unit "
            "ratings or calibration sessions already; nothing was changed. These keep "
            "their days. They are: %s",
            len(kept),
            "; ".join(kept),
        )


def _periods(cr):
    cr.execute(
        """
        SELECT period.id, agency.name AS agency, cycle.year, period.kind,
               period.number, period.date_from, period.date_to
          FROM hr_asn_period period
          JOIN hr_asn_cycle cycle ON cycle.id = period.cycle_id
          JOIN res_company agency ON agency.id = cycle.company_id
      ORDER BY period.id
        """
    )
    rows, used = cr.dictfetchall(), _used(cr)
    return [row | {"is_used": row["id"] in used} for row in rows]


def _used(cr):
    """Return the ids of the periods on which something stands."""
    found = set()
    for table, rows in STANDING.items():
        if table_exists(cr, table):
            cr.execute(
                SQL(
                    "SELECT DISTINCT period_id FROM %s WHERE %s",
                    SQL.identifier(table),
                    rows,
                )
            )
            found.update(period for (period,) in cr.fetchall())
    return found


def _set_days(cr, period_id, found):
    """Set the days, and what is kept of them elsewhere.

    That is the day until which is reported, and the last day of drafts of unit ratings.
    """
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
    if column_exists(cr, "hr_asn_unit_rating", "date_to"):
        cr.execute(
            "UPDATE hr_asn_unit_rating SET date_to = %s WHERE period_id = %s",
            [found.end, period_id],
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
