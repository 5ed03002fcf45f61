"""Makes the people and cycles of `SEED_SAMPLE` (JSON) again, through the ORM.

Runs in Odoo's shell. What it makes is held against what `seed.py` has written.
"""

import json
import os

from odoo.fields import Command

# In one language, whatever the machine that tests speaks.
env = globals()["env"](context={"lang": "en_US"})


def create_units(units):
    """Make the tree of units; returns {unor: unit}."""
    made = {}
    for unit in units:
        above = made.get(unit["parent"])
        made[unit["unor"]] = env["hr.department"].create(
            {
                "name": unit["name"],
                "parent_id": above and above.id,
                "asn_unor": unit["unor"],
                "asn_unor_parent": unit["parent"],
            }
        )
    return made


def create_user(person, group):
    """Make a login with its partner."""
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            {
                "name": person["name"],
                "login": person["login"],
                "password": "rahasia",
                "email": person["email"],
                "lang": person["lang"],
                "tz": person["tz"],
                "group_ids": [Command.set(env.ref(group).ids)],
            }
        )
    )


def create_person(person, people, units, jobs):
    """Make a login, an employee and his post; returns the employee."""
    user = create_user(person, "base.group_user")
    rank = env["hr.asn.rank"].search(
        [("kind", "=", person["kind"]), ("code", "=", person["grade"])]
    )
    boss = people.get(person["boss"], env["hr.employee"])
    unit = units[person["unor"]]
    return env["hr.employee"].create(
        {
            "name": person["name"],
            "user_id": user.id,
            "parent_id": boss.id,
            "asn_kind": person["kind"],
            "asn_nip": person["number"],
            "asn_back_title": person["back_title"],
            "date_version": person["since"],
            "department_id": unit.id,
            "job_id": jobs[person["job"]].id,
            "asn_rank_id": rank.id,
            "asn_rank_date": rank and person["since"],
            "asn_post_kind": person["post_kind"],
        }
    )


def create_assignment(person, people, units, jobs):
    """Make the post of one person, with his bosses."""
    boss = people.get(person["boss"], env["hr.employee"])
    env["hr.asn.assignment"].create(
        {
            "employee_id": people[person["login"]].id,
            "job_id": jobs[person["job"]].id,
            "post": person["post"],
            "post_kind": person["post_kind"],
            "department_id": units[person["unor"]].id,
            "date_from": person["since"],
            "appraiser_id": boss.id,
            "superior_id": boss.parent_id.id,
        }
    )


def create_people(sample):
    """Make everybody; returns {login: employee}."""
    units = create_units(sample["units"])
    jobs = {name: env["hr.job"].create({"name": name}) for name in sample["jobs"]}
    people = {}
    for person in sample["people"]:
        people[person["login"]] = create_person(person, people, units, jobs)
    for person in sample["people"]:
        create_assignment(person, people, units, jobs)
    for unit in sample["units"]:
        units[unit["unor"]].manager_id = people[unit["head"]]
    create_user(sample["officer"], "hr_asn_appraisal.group_asn_officer")
    return people


def create_cycle(wanted, people):
    """Make a cycle and bring its plans to their state."""
    cycle = env["hr.asn.cycle"].create(
        {
            "year": wanted["year"],
            "policy_id": env.ref("hr_asn_appraisal.policy_quarterly").id,
        }
    )
    cycle.action_open()
    objectives = {
        goal["code"]: env["hr.asn.objective"].create(goal | {"cycle_id": cycle.id})
        for goal in wanted["objectives"]
    }
    plans = {plan.employee_id: plan for plan in cycle.skp_ids}
    fill_plans(wanted, people, plans, objectives)
    for login, employee in people.items():
        if plan := plans.get(employee):
            bring(plan, wanted["state"], login)
    if wanted["state"] == "rated":
        cycle.action_open_periods()
        for rating in wanted["ratings"]:
            rate(plans[people[rating["login"]]], rating)


def fill_plans(wanted, people, plans, objectives):
    """Write results, indicators and links as each owner."""
    made = {}
    for result in wanted["results"]:
        employee = people[result["login"]]
        made[result["login"], result["values"]["sequence"]] = (
            env["hr.asn.rhk"]
            .with_user(employee.user_id)
            .create(
                result["values"]
                | {
                    "skp_id": plans[employee].id,
                    "iki_ids": [
                        Command.create(values | {"skp_id": plans[employee].id})
                        for values in result["indicators"]
                    ],
                }
            )
        )
    for link in wanted["links"]:
        own = made[link["login"], link["sequence"]]
        above = made.get((link["superior"], link["superior_sequence"]))
        # As the library links: also to what is no more than drafted.
        env["hr.asn.rhk.link"].with_user(own.create_uid).sudo().create(
            {
                "rhk_id": own.id,
                "superior_rhk_id": above and above.id,
                "objective_id": not above and objectives[link["objective"]].id,
                "text": link["text"],
            }
        )


def bring(plan, state, login):
    """Submit a plan and let the boss agree it, as far as the state says."""
    if state != "draft":
        plan.with_user(plan.employee_id.user_id).action_submit()
    if state in ("approved", "rated"):
        env.invalidate_all()
        plan.with_user(plan.appraiser_id.user_id).action_approve()


def rate(plan, rating):
    """Report the first quarter with evidence and let the boss rate it."""
    owner = plan.employee_id.user_id
    evaluation = plan.evaluation_ids.filtered(
        lambda one: one.period_id.kind == "triwulan" and one.period_id.number == 1
    )
    period = evaluation.period_id.id
    env["hr.asn.realization"].with_user(owner).create(
        [
            {"iki_id": iki.id, "period_id": period, "actual": rating["actual"]}
            for iki in plan.iki_ids
        ]
    )
    env["hr.asn.evidence"].with_user(owner).create(
        [
            rating["evidence"] | {"rhk_id": rhk.id, "period_id": period}
            for rhk in plan.rhk_ids
        ]
    )
    evaluation.with_user(owner).action_submit()
    env.invalidate_all()
    boss = plan.appraiser_id.user_id
    rated = rating["result"], rating["behavior"], rating["reason"]
    evaluation.with_user(boss).action_rate(*rated)
    env.invalidate_all()


def main():
    with open(os.environ["SEED_SAMPLE"]) as file:
        sample = json.load(file)
    people = create_people(sample)
    for wanted in sample["cycles"]:
        create_cycle(wanted, people)
    env.cr.commit()


main()
