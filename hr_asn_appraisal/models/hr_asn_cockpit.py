from collections import Counter, defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import formatLang
from odoo.tools.misc import format_date

from ..days import in_words
from ..law import monitor
from ..law.states import PUBLISHED
from .hr_asn_monitor import FIRST, SECOND, THROUGH
from .hr_asn_scope_mixin import OFFICER_GROUP

# What stands in a bar, from done to what cannot be reminded.
BAR = (monitor.DONE, monitor.BLOCKED, monitor.LATE, monitor.NO_LOGIN)
PEOPLE_SHOWN = 20
NAMES_SHOWN = 3


class HrAsnCockpit(models.AbstractModel):
    """The figures of the cycle cockpit: all from one grouped query of hr.asn.monitor.

    What the user may not read there is in none of them.
    """

    _name = "hr.asn.cockpit"
    _description = "ASN cycle cockpit"

    # -- for the screen ------------------------------------------------------

    @api.model
    @api.readonly
    def read_cockpit(self, domain):
        """Return what the cockpit shows for what is searched.

        ``domain``: of hr.asn.monitor; the standing in it chooses who is reminded and
        copied and leaves the figures as they are. Raises AccessError for who may not
        read hr.asn.monitor.
        """
        rows = self.env["hr.asn.monitor"]
        rows.check_access("read")
        stage, stages, domain = self._asn_stage(domain)
        if not stage:
            return {
                "stages": [],
                "tasks": self.env["hr.asn.tasks"]._asn_tasks(),
                "warning": self.env.user._asn_lost_units(),
            }
        self._asn_load_units()
        groups = self._asn_groups(self._asn_all(domain))
        buckets = self._asn_count(groups, lambda group: group["bucket"])
        chosen = self._asn_buckets(domain)
        return {
            "stages": self._asn_stage_switch(stages, stage),
            "offices": len({group["office_id"] for group in groups}),
            "due": self._asn_due(stage),
            "asof": self._asn_asof(),
            "total": sum(buckets.values()),
            "funnel": self._asn_funnel(stage, groups),
            "boxes": self._asn_boxes(groups, buckets, chosen),
            "units": self._asn_units(groups),
            "standings": self._asn_standings(),
            "people": self._asn_people(domain),
            "tasks": self.env["hr.asn.tasks"]._asn_tasks(),
            "warning": self.env.user._asn_lost_units(),
            "can_remind": self.env.user.has_group(OFFICER_GROUP),
            "remind_count": sum(
                buckets[one] for one in monitor.REMINDABLE if one in chosen
            ),
        }

    @api.model
    @api.readonly
    def read_predikat(self, domain):
        """Return how the delivered predikat of what is searched are distributed.

        Counted as the one who asks: what he may not read is in no figure, and what
        was not delivered has no predikat yet. Out: a dict of ``total``, ``elsewhere``
        (how many of it other systems hold: no step of the funnel counts them) and
        ``rows`` (key, label, count, share in words); False for a stage without
        ratings and where the user reads none.
        """
        self.env["hr.asn.monitor"].check_access("read")
        stage, _stages, domain = self._asn_stage(domain)
        if not stage or stage.key._name == "hr.asn.cycle":
            return False
        domain = self._asn_all(domain)
        counts = self._asn_predikat_counts(domain)
        apart = domain & Domain("bucket", "in", monitor.NOT_OBLIGED)
        total = sum(counts.values())
        field = self.env["hr.asn.evaluation"]._fields["predikat"]
        return bool(total) and {
            "total": total,
            "elsewhere": sum(self._asn_predikat_counts(apart).values()),
            "rows": [
                {
                    "key": key,
                    "label": label,
                    "count": counts.get(key, 0),
                    "share": self._asn_share(counts.get(key, 0), total),
                }
                for key, label in field._description_selection(self.env)
            ],
        }

    @api.model
    def _asn_predikat_counts(self, domain):
        """Return {predikat: how many} of the delivered evaluations behind rows."""
        evaluations = self.env["hr.asn.evaluation"]
        if not evaluations.has_access("read"):
            return {}
        rows = self.env["hr.asn.monitor"]._search(domain)
        delivered = Domain("state", "in", PUBLISHED) & Domain("predikat", "!=", False)
        return dict(
            evaluations._read_group(
                delivered & Domain("id", "in", rows.subselect("evaluation_id")),
                ["predikat"],
                ["__count"],
            )
        )

    @api.model
    def copy_list(self, domain):
        """Return the names of what is searched by unit, as text for a chat group.

        Out: a text without NIP: what it is, as of when, units with their parents and
        the names in them, what is asked.
        """
        stage, _stages, domain = self._asn_stage(domain)
        if not stage:
            return ""
        rows = self.env["hr.asn.monitor"].search_fetch(
            self._asn_listed(domain), ["name", "department_id"], order="name, id"
        )
        by_unit = rows.grouped("department_id")
        units = sorted(by_unit, key=lambda unit: unit._asn_path())
        blocks = [
            self._asn_block(unit, by_unit[unit], len(by_unit[unit])) for unit in units
        ]
        return self._asn_text(stage, domain, blocks)

    @api.model
    @api.readonly
    def preview_list(self, domain):
        """Return how the text of `copy_list` begins and ends: a unit, a few names."""
        stage, _stages, domain = self._asn_stage(domain)
        if not stage:
            return ""
        listed = self._asn_listed(domain)
        rows = self.env["hr.asn.monitor"]
        counts = dict(rows._read_group(listed, ["department_id"], ["__count"]))
        blocks = []
        if counts:
            unit = min(counts, key=lambda one: one._asn_path())
            inside = listed & Domain("department_id", "=", unit.id)
            some = rows.search_fetch(
                inside, ["name"], order="name, id", limit=NAMES_SHOWN
            )
            block = self._asn_block(unit, some, counts[unit])
            more = sum(counts.values()) > len(some)
            blocks = [f"{block}\n…" if more else block]
        return self._asn_text(stage, domain, blocks)

    @api.model
    def remind(self, domain):
        """Start the run that reminds what is searched; return its form.

        Raises AccessError for who may not make runs.
        """
        stage, _stages, domain = self._asn_stage(domain)
        name = self.env["hr.asn.monitor"]._asn_key_name(stage.key)
        run = self.env["hr.asn.run"].create(
            {
                "kind": "reminder",
                "cycle_id": self._asn_cycle_of(stage.key).id,
                "name": self.env._("Reminder %s", name),
                "params": {"domain": [*self._asn_listed(domain)]},
            }
        )
        return run.action_start()

    # -- what is asked -------------------------------------------------------

    @api.model
    def _asn_stage(self, domain):
        """Return (stage, all stages of its year, domain within it).

        A domain that names no stage is asked of the current one.
        """
        rows = self.env["hr.asn.monitor"]
        domain = Domain(domain)
        key = self._asn_stage_key(domain)
        stages = rows._asn_stages(self._asn_cycle_of(key) if key else rows._asn_cycle())
        if key:
            return next(one for one in stages if one.key == key), stages, domain
        stage = monitor.current_stage(stages, self.env.company._asn_today())
        inside = rows._asn_stage_domain(stage.key) if stage else Domain.TRUE
        return stage, stages, self._asn_settled(domain) & inside

    @api.model
    def _asn_settled(self, domain):
        """Return a domain without the question which stage is the current one."""
        return domain.map_conditions(
            lambda one: Domain.TRUE if one.field_expr == "is_current" else one
        )

    @api.model
    def _asn_stage_key(self, domain):
        """Return the period or cycle that a domain names, or none."""
        asked = {
            condition.field_expr: condition.value
            for condition in domain.iter_conditions()
            if condition.operator == "=" and isinstance(condition.value, int)
        }
        if asked.get("period_id"):
            return self.env["hr.asn.period"].browse(asked["period_id"]).exists()
        return self.env["hr.asn.cycle"].browse(asked.get("cycle_id", ())).exists()

    @api.model
    def _asn_cycle_of(self, key):
        return key if key._name == "hr.asn.cycle" else key.cycle_id

    @api.model
    def _asn_all(self, domain):
        """Return a domain without the standing in it."""
        return domain.map_conditions(
            lambda one: Domain.TRUE if one.field_expr == "bucket" else one
        )

    @api.model
    def _asn_buckets(self, domain):
        """Return the standings that a domain names; those who are late if none."""
        named = []
        for one in domain.iter_conditions():
            if one.field_expr == "bucket" and one.operator in ("=", "in"):
                named += [one.value] if isinstance(one.value, str) else one.value
        return [one for one in monitor.BUCKETS if one in named] or [monitor.LATE]

    @api.model
    def _asn_listed(self, domain):
        """Return who is copied and reminded."""
        return self._asn_all(domain) & Domain("bucket", "in", self._asn_buckets(domain))

    # -- figures -------------------------------------------------------------

    @api.model
    def _asn_groups(self, domain):
        """Return counts as dicts by unit, standing, step: the one query of all."""
        keys = ["department_id", "office_id", "bucket", "step"]
        keys += ["has_appraiser", "awaits_check"]
        found = self.env["hr.asn.monitor"]._read_group(
            domain, keys, ["__count", "reminded_at:max"]
        )
        names = [*keys, "count", "reminded_at"]
        return [dict(zip(names, values, strict=True)) for values in found]

    @api.model
    def _asn_count(self, groups, key):
        counts = Counter()
        for group in groups:
            counts[key(group)] += group["count"]
        return counts

    @api.model
    def _asn_funnel(self, stage, groups):
        """Return the four figures: who is obliged, and how far they are."""
        total = sum(group["count"] for group in groups)
        obliged = [one for one in groups if one["bucket"] not in monitor.NOT_OBLIGED]
        steps = self._asn_count(obliged, lambda group: group["step"])
        reached = [
            sum(count for step, count in steps.items() if step >= least)
            for least in range(THROUGH + 1)
        ]
        labels = self._asn_funnel_labels(stage)
        return [
            self._asn_figure(label, count, reached[0] if least else total, least)
            for least, (label, count) in enumerate(zip(labels, reached, strict=True))
        ]

    @api.model
    def _asn_funnel_labels(self, stage):
        if stage.key._name == "hr.asn.cycle":
            return (
                self.env._("Obliged to Plan"),
                self.env._("Begun"),
                self.env._("Submitted"),
                self.env._("Approved"),
            )
        return (
            self.env._("To Be Evaluated"),
            self.env._("Reported"),
            self.env._("Rated"),
            self.env._("Delivered"),
        )

    @api.model
    def _asn_figure(self, label, count, whole, least):
        share = self._asn_share(count, whole)
        hints = {
            0: self.env._("%s of all ASN", share),
            FIRST: self.env._("%s have not begun", whole - count),
            SECOND: share,
            THROUGH: self.env._("%(share)s; %(n)s left", share=share, n=whole - count),
        }
        percent = 100 * count / whole if whole else 0
        return {
            "label": label,
            "count": count,
            "percent": percent,
            "hint": hints[least],
        }

    @api.model
    def _asn_share(self, count, whole):
        """Return a share in words: "88,9%"; of nothing there is none."""
        if not whole:
            return "–"
        return f"{formatLang(self.env, 100 * count / whole, digits=1)}%"

    @api.model
    def _asn_boxes(self, groups, buckets, chosen):
        """Return one box per standing; they and what is done add up to all."""
        labels = dict(self._asn_bucket_labels())
        hints = self._asn_box_hints(groups)
        shown = [one for one in hints if one != monitor.NOT_DUE or buckets[one]]
        return [
            {
                "key": one,
                "label": labels[one],
                "count": buckets[one],
                "hint": hints[one],
                "chosen": one in chosen,
            }
            for one in shown
        ]

    @api.model
    def _asn_bucket_labels(self):
        field = self.env["hr.asn.monitor"]._fields["bucket"]
        return field._description_selection(self.env)

    @api.model
    def _asn_standings(self):
        """Return what a chart of units stacks, in the order of its colours."""
        labels = dict(self._asn_bucket_labels())
        charted = [*BAR, monitor.NOT_DUE]
        # In a line of a unit "done" is its share in words.
        keys = {monitor.DONE: "through"}
        return [{"key": keys.get(one, one), "label": labels[one]} for one in charted]

    @api.model
    def _asn_box_hints(self, groups):
        return {
            monitor.LATE: self.env._("it is their turn; can be reminded"),
            monitor.BLOCKED: self._asn_blocked_hint(groups),
            monitor.NO_LOGIN: self.env._("officer or appraiser fills in"),
            monitor.EXEMPT: self.env._("leave, study, suspension"),
            monitor.ELSEWHERE: self.env._("state by import"),
            monitor.NOT_DUE: self.env._("it is their turn; there is time"),
        }

    @api.model
    def _asn_blocked_hint(self, groups):
        """Say for whom those wait who can do nothing themselves."""
        blocked = [one for one in groups if one["bucket"] == monitor.BLOCKED]
        hints = []
        checking = sum(one["count"] for one in blocked if one["awaits_check"])
        if checking:
            hints.append(self.env._("%s of them wait for the check", checking))
        lacking = sum(one["count"] for one in blocked if not one["has_appraiser"])
        if lacking:
            hints.append(self.env._("%s of them without appraiser", lacking))
        return ", ".join(hints) or self.env._("submitted to the appraiser")

    # -- units ---------------------------------------------------------------

    @api.model
    def _asn_units(self, groups):
        """Return a line per office; of a single office: a line per unit of it."""
        offices = {group["office_id"] for group in groups}
        key = "office_id" if len(offices) > 1 else "department_id"
        by_unit = defaultdict(list)
        for group in groups:
            by_unit[group[key]].append(group)
        officers = self._asn_officers(by_unit)
        lines = [
            self._asn_unit(unit, some) | {"officer": officers[unit.id]}
            for unit, some in by_unit.items()
        ]
        return sorted(lines, key=lambda line: (-line["late"], line["name"]))

    @api.model
    def _asn_unit(self, unit, groups):
        buckets = self._asn_count(groups, lambda group: group["bucket"])
        obliged = sum(buckets.values()) - sum(
            buckets[one] for one in monitor.NOT_OBLIGED
        )
        moments = [group["reminded_at"] for group in groups if group["reminded_at"]]
        return {
            "id": unit.id,
            "name": unit._asn_path(),
            "obliged": obliged,
            "done": self._asn_share(buckets[monitor.DONE], obliged),
            "bar": [
                {"key": one, "percent": 100 * buckets[one] / obliged}
                for one in BAR
                if buckets[one]
            ],
            "through": buckets[monitor.DONE],
            **{one: buckets[one] for one in monitor.BUCKETS if one != monitor.DONE},
            "reminded": self._asn_reminded(max(moments, default=None)),
        }

    @api.model
    def _asn_reminded(self, moment):
        if not moment:
            return self.env._("not reminded yet")
        day = self.env.company._asn_local_day(moment, "d MMM")
        return self.env._("reminded %s", day)

    @api.model
    def _asn_load_units(self):
        """Read the units of the agency at once, instead of level by level."""
        # sudo: hr.department - the name of a unit is no secret
        units = self.env["hr.department"].sudo()
        units.search_fetch(
            [("company_id", "=", self.env.company.id)],
            ["name", "parent_id", "parent_path"],
        )

    @api.model
    def _asn_officers(self, units):
        """Return {unit id: names of the officers whose units it is among}."""
        names = self._asn_officer_names()
        return {
            # sudo: hr.department - the line of a unit above it
            unit.id: ", ".join(
                name
                for above in (unit.sudo().parent_path or "").split("/")[:-1]
                for name in names.get(int(above), ())
            )
            for unit in units
        }

    @api.model
    def _asn_officer_names(self):
        """Return {unit id: names of who has it among his units}."""
        # sudo: res.users - who looks after a unit is for the officer to know
        officers = self.env["res.users"].sudo()
        found = officers._read_group(
            [
                ("asn_unit_ids", "!=", False),
                ("company_ids", "in", self.env.company.ids),
                # Who is no officer any more, or archived, looks after nothing.
                ("all_group_ids", "in", self.env.ref(OFFICER_GROUP).ids),
            ],
            ["asn_unit_ids", "name"],
        )
        names = defaultdict(list)
        for unit, name in found:
            names[unit.id].append(name)
        return names

    # -- stages and people ---------------------------------------------------

    @api.model
    def _asn_stage_switch(self, stages, stage):
        rows = self.env["hr.asn.monitor"]
        return [
            {
                "name": rows._asn_key_name(one.key),
                "domain": [*rows._asn_stage_domain(one.key)],
                "chosen": one.key == stage.key,
                "is_rated": one.key._name != "hr.asn.cycle",
            }
            for one in stages
        ]

    @api.model
    def _asn_due_on(self, stage):
        key = stage.key
        return key.plan_due_on if key._name == "hr.asn.cycle" else key.report_until

    @api.model
    def _asn_due(self, stage):
        """Return the deadline of a stage in words, and by how much it has passed."""
        due_on = self._asn_due_on(stage)
        days = (self.env.company._asn_today() - due_on).days
        return {
            "day": in_words(self.env, due_on),
            "late": self.env._("%s days past", days) if days > 0 else "",
        }

    @api.model
    def _asn_asof(self):
        """Return now in the agency's zone: "3 Februari 2026 09.12 WIB"."""
        agency = self.env.company
        day = in_words(self.env, agency._asn_today())
        return f"{day} {agency._asn_clock()}"

    @api.model
    def _asn_people(self, domain):
        """Return whom a search for a person finds, whether they have a plan or not."""
        asked = Domain.AND(
            Domain(one.field_expr, one.operator, one.value)
            for one in domain.iter_conditions()
            if one.field_expr == "person"
        )
        if asked.is_true():
            return []
        found = self.env["hr.asn.timeline"].search(asked, limit=PEOPLE_SHOWN)
        return [
            {
                "id": one.id,
                "name": one.name,
                "nip": one.nip,
                "post": one.post,
                "unit": one.department_id._asn_path(),
            }
            for one in found
        ]

    # -- text ----------------------------------------------------------------

    @api.model
    def _asn_list_title(self, stage, buckets):
        name = self.env["hr.asn.monitor"]._asn_key_name(stage.key)
        if set(buckets) <= set(monitor.REMINDABLE):
            return self.env._("%s: not submitted yet", name)
        labels = dict(self._asn_bucket_labels())
        return f"{name}: {', '.join(labels[one] for one in buckets)}"

    @api.model
    def _asn_text(self, stage, domain, blocks):
        """Return the text with its heading, as of when, and what is asked.

        Without anybody in it, nothing is asked of anybody.
        """
        buckets = self._asn_buckets(domain)
        title = self._asn_list_title(stage, buckets)
        asof = self.env._("as of %s", self._asn_asof())
        if not blocks:
            return "\n\n".join([f"{title}\n{asof}", self.env._("Nobody.")])
        closing = self._asn_closing(stage, buckets, domain)
        return "\n\n".join([f"{title}\n{asof}", *blocks, *closing])

    @api.model
    def _asn_block(self, unit, rows, count):
        names = [f"{n}. {row.name}" for n, row in enumerate(rows, start=1)]
        return "\n".join([f"{unit._asn_path()} ({count})", *names])

    @api.model
    def _asn_closing(self, stage, buckets, domain):
        """Return what is asked of those listed, where it is one thing for all."""
        due_on = self._asn_due_on(stage)
        due = format_date(self.env, due_on, date_format="EEEE, d MMMM y")
        if buckets == [monitor.BLOCKED]:
            checked = self._asn_listed(domain) & Domain("awaits_check", "=", True)
            if self.env["hr.asn.monitor"].search_count(checked, limit=1):
                return [
                    self.env._(
                        "The performance officers and the appraisers are asked to "
                        "finish what waits for them."
                    )
                ]
            return [
                self.env._("The appraisers are asked to finish what waits for them.")
            ]
        if not set(buckets) <= set(monitor.REMINDABLE):
            return []
        if due_on < self.env.company._asn_today():
            return [self.env._("The deadline was %s. Please complete it at once.", due)]
        return [self.env._("Please complete it by %s at the latest.", due)]
