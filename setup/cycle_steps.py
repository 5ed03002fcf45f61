"""The steps of a cycle, each done by the user whose step it is, over JSON-2."""

import base64
import time

import cycle_values
from cycle_client import Api
from cycle_crew import Line, Plan
from machine import ROOT, StepError

LIBRARY = ROOT / "hr_asn_appraisal" / "demo"
AGENCY_MODEL = "organisasi"
POLL_SECONDS = 1
RUN_DONE = "done"
PLAN_FIELDS = ["employee_id", "name", "nip", "appraiser_id"]
INDICATOR_FIELDS = ["target", "unit", "direction", "pattern", "months", "name"]
EVALUATION_FIELDS = ["kind", "period_id", "date_from", "date_to"]
LABELS = {
    "bulan": "bulan {number}",
    "triwulan": "triwulan {number}",
    "semester": "semester {number}",
    "tahun": "tahun",
}


# The officer


def do_run(officer, title, model, method, ids):
    """Start a bulk run and wait until it is done, showing its progress.

    :param method: of the model; it returns the action that opens the run
    :returns: dict with the id of the hr.asn.run, its total and counts
    """
    line = Line(title, 0)
    run = officer.call(model, method, ids)["res_id"]
    while True:
        (state,) = officer.call(
            "hr.asn.run",
            "read",
            [run],
            fields=["state", "total", "done_count", "ok_count", "failed_count"],
        )
        line.total = state["total"]
        if state["state"] == RUN_DONE:
            line.end(state["ok_count"])
            return state
        line.add(state["done_count"] - line.done)
        time.sleep(POLL_SECONDS)


def open_cycle(officer, year, cadence):
    """Load the goal library, open the year's cycle and make its plans.

    :param cadence: code of the policy's cadence, such as `triwulan`
    :returns: id of the cycle
    """
    policy = officer.rows(
        "hr.asn.policy",
        [("cadence", "=", cadence)],
        ["name"],
        order="sequence",
        limit=1,
    )
    if not policy:
        raise StepError(
            f"No policy of the product has the cadence {cadence}.",
            "name another --cadence.",
        )
    _load_library(officer)
    values = {"year": year, "policy_id": policy[0]["id"]}
    (cycle,) = officer.create("hr.asn.cycle", [values])
    _load_objectives(officer, cycle)
    _do_whole_run(officer, "Open the cycle", "action_open", cycle)
    return cycle


def open_periods(officer, cycle):
    """Open the evaluations of all periods of a cycle."""
    _do_whole_run(officer, "Open the evaluations", "action_open_periods", cycle)


def _do_whole_run(officer, title, method, cycle):
    """Do a run of a cycle in which no line may fail."""
    run = do_run(officer, title, "hr.asn.cycle", method, [cycle])
    if run["failed_count"]:
        domain = [("run_id", "=", run["id"]), ("state", "=", "failed")]
        (first,) = officer.rows("hr.asn.run.line", domain, ["name", "message"], limit=1)
        raise StepError(
            f"{title}: {first['name']}: {first['message']}",
            "correct this in the staff list and start again.",
        )


def _load_library(officer):
    officer.call(
        "hr.asn.goal",
        "import_library",
        results=(LIBRARY / "rhk.csv").read_text(encoding="utf-8"),
        indicators=(LIBRARY / "iki.csv").read_text(encoding="utf-8"),
    )


def _load_objectives(officer, cycle):
    """Make the agency's own results of the library the objectives of the cycle."""
    goals = officer.rows(
        "hr.asn.goal",
        [("model", "=", AGENCY_MODEL)],
        ["code", "name", "indicator_ids"],
    )
    ids = [line for goal in goals for line in goal["indicator_ids"]]
    lines = officer.rows(
        "hr.asn.goal.indicator", [("id", "in", ids)], ["name", "target", "unit"]
    )
    texts = {
        line["id"]: f"{line['name']}: {line['target']} {line['unit'] or ''}".strip()
        for line in lines
    }
    officer.create(
        "hr.asn.objective",
        [
            {
                "cycle_id": cycle,
                "code": goal["code"],
                "name": goal["name"],
                "indicators": "\n".join(texts[line] for line in goal["indicator_ids"]),
            }
            for goal in goals
        ],
    )


# Who takes part


def gather(crew, cycle, accounts, keys, url):
    """Give the crew its plans and appraisers, each with his own key.

    :param accounts: {employee id: login}
    :param keys: {login: API key}
    """
    apis = {
        employee: Api(url, keys[login])
        for employee, login in accounts.items()
        if login in keys
    }
    rows = crew.officer.rows("hr.asn.skp", [("cycle_id", "=", cycle)], PLAN_FIELDS)
    for row in rows:
        own = apis.get(row["employee_id"])
        plan = Plan(
            row["id"],
            row["employee_id"],
            row["name"],
            row["nip"],
            row["appraiser_id"],
            own,
        )
        crew.plans.append(plan)
        if own is None:
            crew.fail([plan], "account", "no account was made for this person")
    crew.bosses.update(apis)
    orphans = [plan for plan in crew.active() if plan.boss not in apis]
    crew.fail(orphans, "appraiser", "there is no appraiser with an account")


def levels(plans):
    """Plans from the top of the hierarchy downwards, as lists of one level each."""
    boss_of = {plan.employee: plan.boss for plan in plans}
    ordered = {}
    for plan in plans:
        depth, boss, seen = 0, plan.boss, {plan.employee}
        while boss in boss_of and boss not in seen:
            seen.add(boss)
            depth, boss = depth + 1, boss_of[boss]
        ordered.setdefault(depth, []).append(plan)
    return [ordered[depth] for depth in sorted(ordered)]


# Planning


def agree_plans(crew):
    """Let everybody plan from the library and submit, his appraiser approve."""
    for number, level in enumerate(levels(crew.active()), 1):
        crew.each(f"Plan and submit, level {number}", level, _submit_plan)
        ready = [plan for plan in level if plan not in crew.lost]
        crew.each_boss(f"Approve, level {number}", ready, _approve_plans)


def _submit_plan(plan):
    plan.api.call("hr.asn.skp", "action_take_library", [plan.id])
    plan.api.call("hr.asn.skp", "action_submit", [plan.id])


def _approve_plans(boss, plans):
    boss.call("hr.asn.skp", "action_approve", [plan.id for plan in plans])


# Periods


def read_plans(crew):
    """Let everybody read his agreed plan and what is to be reported when."""
    crew.each("Read the agreed plans", crew.active(), _read_plan)


def _read_plan(plan):
    own = [("skp_id", "=", plan.id)]
    plan.results = plan.api.rows("hr.asn.rhk", own, ["name"])
    plan.indicators = plan.api.rows("hr.asn.iki", own, INDICATOR_FIELDS)
    plan.evaluations = plan.api.rows(
        "hr.asn.evaluation", own, EVALUATION_FIELDS, order="date_to"
    )
    ids = [one["period_id"] for one in plan.evaluations]
    periods = plan.api.rows("hr.asn.period", [("id", "in", ids)], ["kind", "number"])
    labels = {one["id"]: LABELS[one["kind"]].format(**one) for one in periods}
    for one in plan.evaluations:
        one["label"] = labels[one["period_id"]]


def evaluate_periods(crew):
    """Report, rate, deliver and receive every period, one after the other."""
    periods = {
        (one["date_from"], one["period_id"]): one["label"]
        for plan in crew.active()
        for one in plan.periodic()
    }
    for (_, period), label in sorted(periods.items()):
        _evaluate(crew, label, lambda plan, own=period: _of_period(plan, own))


def evaluate_year(crew):
    """Submit, rate, deliver and receive the evaluation of the year."""
    _evaluate(crew, LABELS["tahun"], Plan.annual)


def _of_period(plan, period):
    return [one for one in plan.periodic() if one["period_id"] == period]


def _evaluate(crew, label, pick):
    """One period of everybody; `pick` returns a plan's evaluations of it."""
    title = label.capitalize()
    concerned = [plan for plan in crew.active() if pick(plan)]

    def still():
        return [plan for plan in concerned if plan not in crew.lost]

    crew.each(f"{title}: report", still(), lambda plan: _report(plan, pick(plan)[0]))
    crew.each_boss(
        f"{title}: rate and deliver",
        still(),
        lambda boss, plans: _rate(boss, plans, pick),
    )
    crew.each(f"{title}: receive", still(), lambda plan: _receive(plan, pick(plan)))


def _report(plan, evaluation):
    """Record what was reached with its evidence, then submit.

    The year is the sum of its periods: only who has none reports on it itself.
    """
    if evaluation["kind"] == "periodic" or not plan.periodic():
        _record(plan, evaluation)
    plan.api.call("hr.asn.evaluation", "action_submit", [evaluation["id"]])


def _record(plan, evaluation):
    periods = plan.periodic() or [evaluation]
    rated = cycle_values.ratings(plan.nip, evaluation["label"])
    reached = [
        {
            "iki_id": iki["id"],
            "period_id": evaluation["period_id"],
            "actual": cycle_values.actual(
                iki, evaluation, periods, rated[cycle_values.RESULT]
            ),
        }
        for iki in plan.indicators
        if cycle_values.is_measured(iki, evaluation)
    ]
    if reached:
        plan.api.create("hr.asn.realization", reached)
    proof = [row for rhk in plan.results for row in _proof(rhk, evaluation, plan.nip)]
    plan.api.create("hr.asn.evidence", proof)


def _proof(rhk, evaluation, nip):
    (name, text), (title, link) = cycle_values.evidence(rhk, evaluation, nip)
    place = {"rhk_id": rhk["id"], "period_id": evaluation["period_id"]}
    file = base64.b64encode(text.encode()).decode()
    return place | {"name": name, "datas": file}, place | {"name": title, "url": link}


def _rate(boss, plans, pick):
    """Rate people alike together, then deliver all."""
    chosen = {plan: pick(plan)[0] for plan in plans}
    given = _given(boss, chosen)
    alike = {}
    for plan, evaluation in chosen.items():
        rated = given.get(plan.id)
        rated = (
            cycle_values.year_ratings(rated)
            if rated
            else cycle_values.ratings(plan.nip, evaluation["label"])
        )
        alike.setdefault(tuple(rated.items()), []).append(evaluation["id"])
    for rated, ids in alike.items():
        figures = dict(rated) | {"reason": cycle_values.reason(dict(rated))}
        boss.call("hr.asn.evaluation", "action_rate", ids, **figures)
    delivered = [evaluation["id"] for evaluation in chosen.values()]
    boss.call("hr.asn.evaluation", "action_deliver", delivered)


def _given(boss, chosen):
    """What the appraiser sees of the periods of a year: {plan id: ratings in order}.

    :param chosen: {plan: evaluation to be rated}; those of a period have none
    """
    ids = [plan.id for plan, one in chosen.items() if one["kind"] == "annual"]
    rows = boss.rows(
        "hr.asn.evaluation",
        [("skp_id", "in", ids), ("kind", "=", "periodic")],
        ["skp_id", "result", "behavior"],
        order="date_to",
    )
    given = {}
    for row in rows:
        given.setdefault(row["skp_id"], []).append(row)
    return given


def _receive(plan, evaluations):
    ids = [one["id"] for one in evaluations]
    plan.api.call("hr.asn.evaluation", "action_receive", ids)
