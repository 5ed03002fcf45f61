from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..days import in_words
from ..dialogs import dialog
from ..law.split import MANUAL
from ..law.states import CANCELLED, CLOSED, DRAFT, RETURNED, REVISING
from .hr_asn_iki_target_mixin import FOLLOWED

OPEN = (DRAFT, RETURNED, REVISING)


class Place(NamedTuple):
    """What somebody does in a team, and from and until when; False where open."""

    part: str
    joined_on: object = False
    left_on: object = False


class HrAsnIkiTeamMixin(models.AbstractModel):
    """A team indicator: its lead records what was reached, for all who are in it.

    The lead's own indicator is marked; those of the members stand for it. A member
    says in one line what his part is, and from and until when he is in the team.
    """

    _name = "hr.asn.iki.team.mixin"
    _description = "ASN team indicator"

    is_team = fields.Boolean("Team Indicator")
    lead_iki_id = fields.Many2one(
        "hr.asn.iki",
        "Indicator of the Team",
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
    )
    member_ids = fields.One2many("hr.asn.iki", "lead_iki_id", "Members' Indicators")
    part = fields.Char("Part in the Team")
    joined_on = fields.Date("In the Team From", copy=False)
    left_on = fields.Date("In the Team Until", copy=False)
    lead_name = fields.Char(
        "Recorded By", compute="_compute_lead_name", compute_sudo=True
    )
    team_mark = fields.Char("Team", compute="_compute_team_mark")

    _member_uniq = models.UniqueIndex(
        "(skp_id, lead_iki_id) WHERE lead_iki_id IS NOT NULL",
        "This team indicator is in the plan already.",
    )
    _lead_or_member = models.Constraint(
        "CHECK(lead_iki_id IS NULL OR is_team IS NOT TRUE)",
        "An indicator is the team's own, or stands for one of a team.",
    )
    _team_days_ordered = models.Constraint(
        "CHECK(left_on >= joined_on)", "Who leaves a team has joined it before."
    )

    @api.depends("lead_iki_id.skp_id.name")
    def _compute_lead_name(self):
        for iki in self:
            iki.lead_name = iki.lead_iki_id.skp_id.name

    @api.depends("is_team", "lead_iki_id")
    @api.depends_context("lang")
    def _compute_team_mark(self):
        for iki in self:
            in_team = iki.is_team or iki.lead_iki_id
            iki.team_mark = self.env._("Team") if in_team else False

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(self._asn_followed(vals_list))
        lines._asn_check_taken()
        # A default of the context may have named the lead, and values of its own.
        lines._asn_follow_leads()
        # sudo: hr.asn.iki - until when its lead records, whoever may read his plan
        lines.sudo()._asn_begin_with_lead()
        return lines

    def write(self, vals):
        if "lead_iki_id" in vals:
            self._asn_check_same_lead(vals["lead_iki_id"])
        if not self.env.su:
            self._asn_check_follows(vals)
        back = self._asn_coming_back(vals)
        done = super().write(vals)
        back._asn_come_back()
        return done

    def _asn_come_back(self):
        """What counts again says what its lead has agreed to, and ends with him."""
        # sudo: hr.asn.iki - as agreed by the lead, whoever may read it
        members = self.sudo().filtered("lead_iki_id")
        members._asn_follow_leads()
        members.filtered(lambda one: one._asn_counts())._asn_begin_with_lead()

    @api.model
    def _asn_followed(self, vals_list):
        """Return the values of lines; a member's says what his lead's says."""
        # sudo: hr.asn.iki - whether it may be taken is checked when it is there
        leads = self.env["hr.asn.iki"].sudo()
        ids = {vals.get("lead_iki_id") for vals in vals_list} - {None, False}
        told = leads.browse(ids).exists()._asn_to_follow()
        known = {lead.id: values for lead, values in told.items()}
        return [
            {**vals, **known.get(vals.get("lead_iki_id"), {})} for vals in vals_list
        ]

    def _asn_to_follow(self):
        """Return {lead's indicator: what a member's says as it does}; one query.

        In the words agreed last: a change that is not agreed yet is not told.
        """
        agreed = self._asn_agreed_last()
        rows = {
            lead: self._asn_row(agreed[lead.id] | {"rhk": False})
            if lead.id in agreed
            else lead._asn_as_written(FOLLOWED)
            for lead in self
        }
        return {
            lead: {name: row[name] for name in FOLLOWED} for lead, row in rows.items()
        }

    def _asn_agreed_last(self):
        """Return {id: indicator as it was sealed last} of the plans of these."""
        return {
            iki["id"]: iki
            for version in self.skp_id._asn_version().values()
            for result in version._asn_results()
            for iki in result["indicators"]
        }

    def _asn_follow_leads(self):
        """Let the members' among these say what their leads' do, as agreed last."""
        members = self.filtered("lead_iki_id")
        # sudo: hr.asn.iki - of a lead's no more than its team may know
        told = members.sudo().lead_iki_id._asn_to_follow()
        for member in members:
            changed = member._asn_otherwise(told[member.sudo().lead_iki_id], FOLLOWED)
            if changed:
                member._asn_put(changed)
        members.sudo().filtered(lambda one: one.split == MANUAL)._asn_follow_months()

    def _asn_follow_months(self):
        """Take over the figures of months that the leads' were agreed with last."""
        agreed, told = self.lead_iki_id._asn_agreed_last(), {}
        for lead in self.lead_iki_id:
            told[lead] = {line.month: line.figure for line in lead.month_ids}
            if lead.id in agreed:
                sealed = lead.month_ids._asn_figures(agreed[lead.id])
                told[lead] = {one["month"]: one["figure"] for one in sealed}
        self.month_ids._asn_follow({one: told[one.lead_iki_id] for one in self})

    def _asn_check_taken(self):
        """Refuse a lead's indicator that is not open to who takes it."""
        taken = self.lead_iki_id
        if self.env.su or not taken:
            return
        known = self.env["hr.asn.team.indicator"].search([("id", "in", taken.ids)])
        if set(taken.ids) - set(known.ids):
            raise UserError(
                self.env._(
                    "Choose a team indicator that is agreed. Before that only its "
                    "lead adds people to it."
                )
            )

    def _asn_check_same_lead(self, lead):
        """The lead of what was agreed stays: else sums would change afterwards."""
        moved = self.filtered(lambda one: (one.lead_iki_id.id or False) != lead)
        if moved and not (self.env.su and not any(moved.mapped("is_agreed"))):
            raise UserError(
                self.env._(
                    "“%s” stays with its team. Cancel or delete it, and take up the "
                    "indicator of the other team.",
                    moved[0].name,
                )
            )

    def _asn_check_follows(self, vals):
        """Refuse what only the lead of a team indicator changes."""
        members = self.filtered("lead_iki_id")
        for iki in members:
            if iki._asn_otherwise(vals, FOLLOWED):
                raise UserError(iki._asn_only_lead())

    def _asn_only_lead(self):
        return self.env._(
            "“%(iki)s” is the team's: only %(lead)s changes what it "
            "measures. You write what your part is.",
            iki=self.name,
            lead=self.lead_name,
        )

    @api.constrains("lead_iki_id", "is_team", "rhk_id")
    def _check_team(self):
        """A member stands for a team indicator of another plan of his own cycle."""
        # sudo: hr.asn.iki - whose the lead's is, whoever may read it
        for iki in self.sudo():
            lead = iki.lead_iki_id
            fits = lead.is_team and lead.skp_id != iki.skp_id
            if lead and not (fits and lead.skp_id.cycle_id == iki.skp_id.cycle_id):
                raise ValidationError(
                    self.env._(
                        "“%s”: choose a team indicator of another plan of this cycle.",
                        iki.name,
                    )
                )

    @api.constrains("is_team")
    def _check_team_stays(self):
        if self.filtered(lambda one: not one.is_team)._asn_with_members():
            raise ValidationError(
                self.env._(
                    "Others are in the team of this indicator: it stays the team's."
                )
            )

    def _asn_with_members(self):
        """Return of these indicators those that others are in the team of."""
        # sudo: hr.asn.iki - that somebody is, not who
        members = self.env["hr.asn.iki"].sudo()
        found = members.search(
            [("lead_iki_id", "in", self.ids), ("skp_id.state", "!=", CANCELLED)]
        )
        return found.lead_iki_id.sudo(False)

    def _asn_lead_records(self):
        """Say who records what was reached of a member's indicator, or did."""
        until = self._asn_outlasting().get(self)
        if until:
            return self.env._(
                "“%(iki)s” is a team indicator that %(lead)s led until %(day)s. Ask "
                "for “Revise Plan”: your line ends with that day, and you take up the "
                "indicator of who leads now.",
                iki=self.name,
                lead=self.lead_name,
                day=in_words(self.env, until),
            )
        return self.env._(
            "“%(iki)s” is a team indicator: %(lead)s records it once for the whole "
            "team.",
            iki=self.name,
            lead=self.lead_name,
        )

    # -- content -------------------------------------------------------------

    @api.model
    def _asn_team_content(self, row):
        """Return what a seal keeps of the team of an indicator, given as its row."""
        if not row["lead_iki_id"]:
            return {"team": {"lead": 0}} if row["is_team"] else {}
        days = {"from": row["joined_on"], "to": row["left_on"]}
        told = {
            "lead": row["lead_iki_id"],
            "part": row["part"] or "",
            **{name: str(day or "") for name, day in days.items()},
        }
        if row["is_of_other_days"]:
            # Over which days the target of the team is spread.
            told["over"] = [str(row["date_from"]), str(row["date_to"])]
        return {"team": told}

    @api.model
    def _asn_team_row(self, content):
        """Return the values of the team as a version keeps them."""
        told = content.get("team", {})
        return {
            "is_team": told.get("lead") == 0,
            "lead_iki_id": told.get("lead") or False,
            "part": told.get("part") or False,
            "joined_on": told.get("from") or False,
            "left_on": told.get("to") or False,
        }

    # -- the team ------------------------------------------------------------

    def action_team(self):
        """Open the dialog in which the lead sees his team and adds people to it."""
        self.ensure_one()
        return dialog(
            self.env["hr.asn.team.add"],
            self.env._("Team of the Indicator"),
            {"default_iki_id": self.id},
        )

    def _asn_add_members(self, places):
        """Put this team indicator into the open plans of people; return the lines.

        ``places``: {employee: Place}; of those who have it already nothing changes.
        Raises AccessError for who is neither its employee nor his appraiser, UserError
        for whom it cannot be put into a plan, naming all of them.
        """
        self.ensure_one()
        self._asn_check_leads()
        return self._asn_put_members(places)

    def _asn_put_members(self, places):
        """Do what `_asn_add_members` says, for who has been found to be allowed to."""
        self._asn_check_records()
        # sudo: hr.asn.skp, hr.asn.rhk, hr.asn.iki - the lead writes this one line into
        # plans that he may not read; their owners see it and may remove it again
        lead = self.sudo()
        people = self.env["hr.employee"].sudo().union(*places)
        plans = lead.skp_id._asn_plans_of(people, lead.skp_id.cycle_id, lead.skp_id)
        members = lead.member_ids.with_prefetch()
        back = members.filtered(
            lambda one: one.skp_id in plans and not one._asn_counts()
        )
        plans -= (members - back).skp_id
        results = plans._asn_results_like(lead.rhk_id)
        told = {
            plan: lead._asn_member_values(
                plan, results[plan], places[plan.employee_id.sudo(False)]
            )
            for plan in plans
        }
        for line in back:
            line._asn_put(line._asn_moved(told[line.skp_id]) | {"is_cancelled": False})
        back._asn_come_back()
        lines = lead.create([told[plan] for plan in plans - back.skp_id])
        told = [["iki", None, lead.name], ["lead", None, lead.skp_id.name]]
        changes = dict.fromkeys(plans.ids, told)
        self.env["hr.asn.event"]._asn_log(plans, "team", changes=changes)
        return lines | back

    def _asn_moved(self, vals):
        """Return values without the lead and result that this line has already.

        Nothing of them is checked again, then.
        """
        kept = [
            name for name in ("lead_iki_id", "rhk_id") if self[name].id == vals[name]
        ]
        return {name: value for name, value in vals.items() if name not in kept}

    def _asn_counts(self):
        """Say whether neither this nor its result is cancelled."""
        return not (self.is_cancelled or self.rhk_id.is_cancelled)

    def _asn_check_leads(self):
        plan = self.skp_id
        plan.check_access("read")
        able = plan._asn_role_employee() | plan._asn_role_appraiser()
        if not (self.is_team and plan in able | plan._asn_role_substitute()):
            raise AccessError(
                self.env._(
                    "Only who leads a team indicator, or his appraiser, adds people "
                    "to it."
                )
            )

    def _asn_check_records(self):
        """Refuse to add people to what its lead can record no more."""
        plan = self.skp_id
        plan._asn_check_cycle_open()
        if plan.state in (CLOSED, CANCELLED):
            raise UserError(plan._asn_not_now(plan._asn_move("submit")))

    def _asn_members_told(self):
        """Return a line for each in the team: name, part, days, state of his plan."""
        return "\n".join(
            " · ".join(filter(None, member._asn_member_told()))
            for member in self.member_ids.sorted(lambda one: one.skp_id.name)
            if not member.is_cancelled
        )

    def _asn_member_told(self):
        since = self.joined_on and self.env._(
            "from %s", in_words(self.env, self.joined_on)
        )
        until = self.left_on and self.env._(
            "until %s", in_words(self.env, self.left_on)
        )
        plan = self.skp_id
        return plan.name, self.part, since, until, plan._asn_state_label()

    def _asn_member_values(self, plan, result, place):
        """Return the line of a member in his plan, under the result it belongs to."""
        return {
            "rhk_id": result.id,
            "aspect_id": plan._asn_aspect_like(self.aspect_id).id,
            "dimension_id": self.dimension_id.id,
            "lead_iki_id": self.id,
            **place._asdict(),
        }
