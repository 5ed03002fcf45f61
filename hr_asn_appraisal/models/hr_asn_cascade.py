"""What counts in the cascade on a day: one definition for matrix and gap report.

Each function returns SQL about rows of the statement around it: ``skp`` is a plan,
``rhk`` one of its results. ``day``: the day that is asked about, as SQL.
"""

from odoo.tools import SQL

from ..law.codes import HERE
from .hr_asn_exemption import CONFIRMED


def runs(plan, day):
    """Say whether a plan runs on a day; one that was taken back never does."""
    return SQL(
        "(%(plan)s.state != 'cancelled'"
        " AND %(plan)s.date_from <= %(day)s AND %(plan)s.date_to >= %(day)s)",
        plan=SQL.identifier(plan),
        day=day,
    )


def held(post, day):
    """Say whether a post is held on a day."""
    return SQL(
        "(%(post)s.date_from <= %(day)s"
        " AND (%(post)s.date_to IS NULL OR %(post)s.date_to >= %(day)s))",
        post=SQL.identifier(post),
        day=day,
    )


def excused(plan, day):
    """Say whether nobody waits for the owner of a plan: away that day, or throughout.

    Several exemptions may cover a plan together.
    """
    return SQL(
        """
        COALESCE((
            SELECT range_agg(daterange(away.date_from, away.date_to, '[]')) @> %(day)s
                   OR range_agg(daterange(away.date_from, away.date_to, '[]'))
                      @> daterange(%(plan)s.date_from, %(plan)s.date_to, '[]')
              FROM hr_asn_exemption away
             WHERE away.employee_id = %(plan)s.employee_id
               AND away.state = %(confirmed)s), FALSE)
        """,
        plan=SQL.identifier(plan),
        day=day,
        confirmed=CONFIRMED,
    )


def absent(plan, period, policy):
    """Say whether a plan is not evaluated in a period, as its owner is away.

    About all confirmed exemptions of him, ``away``, together: as law/exemptions.py says
    it of one who is away on the last day. No two of them overlap: the database refuses.
    """
    names = {"plan": plan, "period": period, "policy": policy}
    tables = {name: SQL.identifier(table) for name, table in names.items()}
    first = SQL("greatest(%(plan)s.date_from, %(period)s.date_from)", **tables)
    last = SQL("least(%(plan)s.date_to, %(period)s.date_to)", **tables)
    return SQL(
        """
        (bool_or(daterange(away.date_from, away.date_to, '[]') @> %(last)s)
         AND %(last)s - %(first)s + 1 - sum(greatest(0,
                least(coalesce(away.date_to, %(last)s), %(last)s)
                - greatest(away.date_from, %(first)s) + 1))
             < greatest(%(policy)s.minimum_days, 1))
        """,
        first=first,
        last=last,
        policy=tables["policy"],
    )


def taken_up(target, day):
    """Say whether somebody whose plan runs that day takes a target of ``link`` up."""
    return SQL(
        """
        EXISTS (
            SELECT FROM hr_asn_rhk_link link
              JOIN hr_asn_rhk own
                ON own.id = link.rhk_id AND own.is_cancelled IS NOT TRUE
              JOIN hr_asn_skp his ON his.id = own.skp_id AND %(runs)s
             WHERE %(target)s)
        """,
        runs=runs("his", day),
        target=target,
    )


def leads_from(leader, own, unit, day, today):
    """Return the post from which a leader stands over a unit that day.

    It is `hr.asn.assignment._asn_nearest` of the posts he holds. Of a day that has
    passed, those of today count as well: what he leads from his next post is not of the
    one that has ended. ``own``: a post of his that counts in any case.
    """
    return SQL(
        """
        (SELECT seat.id
           FROM hr_asn_assignment seat
      LEFT JOIN hr_department led ON led.id = %(unit)s
          WHERE seat.employee_id = %(leader)s
            AND (seat.id = %(own)s OR %(then)s
                 OR (%(day)s < %(today)s AND %(now)s))
       ORDER BY array_position(
                    string_to_array(led.parent_path, '/'), seat.department_id::text
                ) DESC NULLS LAST, seat.status, seat.id
          LIMIT 1)
        """,
        leader=leader,
        own=own,
        unit=unit,
        day=day,
        today=today,
        then=held("seat", day),
        now=held("seat", today),
    )


def leads(day, today):
    """Say whether somebody is led from the post of a plan that day."""
    return SQL(
        """
        EXISTS (
            SELECT FROM hr_asn_assignment post
             WHERE post.appraiser_id = skp.employee_id
               AND post.company_id = skp.company_id
               AND post.employee_id != skp.employee_id
               AND %(held)s
               AND %(seat)s = skp.assignment_id)
        """,
        held=held("post", day),
        seat=leads_from(
            SQL("skp.employee_id"),
            SQL("skp.assignment_id"),
            SQL("post.department_id"),
            day,
            today,
        ),
    )


def is_uncarried(day, today):
    """Say whether a leader's result lacks somebody who takes it up.

    That of a leader who is exempt does not: his results are not awaited.
    """
    return SQL(
        "rhk.is_cancelled IS NOT TRUE AND %(awaited)s AND %(leads)s AND NOT %(taken)s",
        awaited=_awaited(day),
        leads=leads(day, today),
        taken=taken_up(SQL("link.superior_rhk_id = rhk.id"), day),
    )


def is_idle(day):
    """Say whether the owner of a plan lacks a role, in this plan and in all others.

    Whoever has several posts is one person: his main plan is meant. A role in a result
    that was cancelled, or in a plan that was taken back, is none.
    """
    return SQL(
        """
        %(awaited)s AND skp.appraiser_id IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM hr_asn_skp main
             WHERE main.employee_id = skp.employee_id AND main.cycle_id = skp.cycle_id
               AND main.appraiser_id IS NOT NULL
               AND main.source = %(here)s AND %(main_runs)s
               AND (main.status, main.id) < (skp.status, skp.id))
        AND NOT EXISTS (
            SELECT FROM hr_asn_skp his
              JOIN hr_asn_rhk own
                ON own.skp_id = his.id AND own.is_cancelled IS NOT TRUE
              JOIN hr_asn_rhk_link link ON link.rhk_id = own.id
         LEFT JOIN hr_asn_rhk up ON up.id = link.superior_rhk_id
         LEFT JOIN hr_asn_skp above ON above.id = up.skp_id
             WHERE his.employee_id = skp.employee_id AND his.cycle_id = skp.cycle_id
               AND %(his_runs)s
               AND (link.objective_id IS NOT NULL
                    OR (up.is_cancelled IS NOT TRUE AND above.state != 'cancelled')))
        """,
        awaited=_awaited(day),
        here=HERE,
        main_runs=runs("main", day),
        his_runs=runs("his", day),
    )


def _awaited(day):
    return SQL(
        "skp.source = %(here)s AND %(runs)s AND NOT %(excused)s",
        here=HERE,
        runs=runs("skp", day),
        excused=excused("skp", day),
    )
