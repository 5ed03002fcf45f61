"""People and documents for the guard tests: run in Odoo's shell.

Kadis appraises Kapus and the officer, Kapus appraises Dewi and Mukhlis. The first
quarter is rated and not delivered, the second delivered (Dewi only), the third open.
Prints one line of JSON: API keys and ids by name.
"""

import json
from datetime import datetime, timedelta

env = env  # noqa: F821, PLW0127 (the shell's environment)
SECRET = "alasan-rahasia"
GROUPS = {
    "petugas": "hr_asn_appraisal.group_asn_officer",
    "auditor": "hr_asn_appraisal.group_asn_auditor",
}
NIPS = {
    "kadis": "197402192002121001",
    "kapus": "198305112010122001",
    "dewi": "199409262019032001",
    "mukhlis": "198801172014031001",
    "petugas": "198602122010012001",
}


def make_user(name):
    group = GROUPS.get(name, "base.group_user")
    values = {
        "name": name.title(),
        "login": name,
        "group_ids": [(6, 0, [env.ref("base.group_user").id, env.ref(group).id])],
    }
    return env["res.users"].with_context(no_reset_password=True).create(values)


def make_employee(name, user):
    values = {
        "name": name.title(),
        "user_id": user.id,
        "asn_nip": NIPS.get(name),
        "asn_kind": "pns" if name in NIPS else "non_asn",
    }
    return env["hr.employee"].create(values)


users = {
    name: make_user(name)
    for name in ("wali", "kadis", "kapus", "dewi", "mukhlis", "petugas", "auditor")
}
people = {
    name: make_employee(name, user) for name, user in users.items() if name != "auditor"
}
agency = env["hr.department"].create({"name": "Pemerintah Kota Contoh"})
unit = env["hr.department"].create({"name": "Dinas Kesehatan", "parent_id": agency.id})
BOSSES = {
    "kadis": ("wali", None),
    "kapus": ("kadis", "wali"),
    "petugas": ("kadis", "wali"),
    "dewi": ("kapus", "kadis"),
    "mukhlis": ("kapus", "kadis"),
}
YEAR = env.company._asn_today().year - 1
for name, (boss, above) in BOSSES.items():
    env["hr.asn.assignment"].create(
        {
            "employee_id": people[name].id,
            "post": "Perawat Terampil",
            "post_kind": "fungsional",
            "department_id": unit.id,
            "date_from": f"{YEAR}-01-01",
            "appraiser_id": people[boss].id,
            "superior_id": people[above].id if above else False,
        }
    )

officer = users["petugas"]
cycle = (
    env["hr.asn.cycle"]
    .with_user(officer)
    .create(
        {"year": YEAR, "policy_id": env.ref("hr_asn_appraisal.policy_quarterly").id}
    )
)
cycle.action_open()
aspect = env["hr.asn.aspect"].search([("model", "=", "ja_jf")], limit=1)
plans = {
    name: env["hr.asn.skp"].search([("employee_id", "=", people[name].id)])
    for name in BOSSES
}
for name, (boss, _above) in BOSSES.items():
    own = plans[name].with_user(users[name])
    result = own.env["hr.asn.rhk"].create(
        {"skp_id": own.id, "name": f"Hasil kerja {name}"}
    )
    own.env["hr.asn.iki"].create(
        {
            "rhk_id": result.id,
            "name": "Jumlah pasien",
            "aspect_id": aspect.id,
            "target": "400",
        }
    )
    own.action_submit()
    env.invalidate_all()
    plans[name].with_user(users[boss]).action_approve()
cycle.action_open_periods()
env.invalidate_all()


def evaluation(name, number, kind="triwulan"):
    return env["hr.asn.evaluation"].search(
        [
            ("skp_id", "=", plans[name].id),
            ("period_id.kind", "=", kind),
            ("period_id.number", "=", number),
        ]
    )


def record(name, number):
    one = evaluation(name, number).with_user(users[name])
    env["hr.asn.realization"].with_user(users[name]).create(
        {
            "iki_id": one.skp_id.iki_ids.id,
            "period_id": one.period_id.id,
            "actual": "98",
        }
    )
    env["hr.asn.evidence"].with_user(users[name]).create(
        {
            "rhk_id": one.skp_id.rhk_ids.id,
            "period_id": one.period_id.id,
            "name": f"Bukti {name}.txt",
            "datas": "cmFoYXNpYQ==",
        }
    )
    env["hr.asn.action"].with_user(users[name]).create(
        {
            "rhk_id": one.skp_id.rhk_ids.id,
            "period_id": one.period_id.id,
            "name": f"Rencana {name}",
        }
    )
    one.action_submit()
    env.invalidate_all()
    return one.with_user(users[BOSSES[name][0]])


def is_given(rating):
    return rating.kind == "given"


for name in ("dewi", "mukhlis", "petugas", "kapus"):
    record(name, 1).action_rate("di_bawah", "di_bawah", SECRET)
    env.invalidate_all()
second = record("dewi", 2)
second.action_rate("sesuai", "di_atas", "boleh dibaca")
env.invalidate_all()
second.action_deliver()
env.invalidate_all()

until = datetime.now() + timedelta(days=1)
keys = {
    name: env["res.users.apikeys"].with_user(user)._generate("rpc", "test", until)
    for name, user in users.items()
}
env.cr.commit()
print(
    "GUARD="
    + json.dumps(
        {
            "keys": keys,
            "cycle": cycle.id,
            "skp": {name: plan.id for name, plan in plans.items()},
            "rhk": {name: plan.rhk_ids.id for name, plan in plans.items()},
            "version": {name: plan.version_ids.id for name, plan in plans.items()},
            "assignment": {n: one.assignment_id.id for n, one in plans.items()},
            "employee": {name: person.id for name, person in people.items()},
            "hidden": {
                name: evaluation(name, 1).id
                for name in ("dewi", "mukhlis", "petugas", "kapus")
            },
            "delivered": evaluation("dewi", 2).id,
            "open": evaluation("dewi", 3).id,
            "rating": {
                name: evaluation(name, 1).rating_ids.filtered(is_given).id
                for name in ("dewi", "mukhlis", "petugas", "kapus")
            },
            "document": evaluation("dewi", 2).document_ids.id,
            "event": env["hr.asn.event"].search([], limit=1).id,
            "period": evaluation("dewi", 3).period_id.id,
        }
    )
)
