from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..dialogs import dialog
from ..law import codes
from ..law.split import MANUAL
from .hr_asn_iki_target_mixin import FOLLOWED
from .hr_asn_iki_team_mixin import Place
from .hr_asn_service_line_mixin import ITSELF, TELLS_ITSELF
from .hr_asn_split_mixin import MONTHS


class HrAsnServiceTarget(models.Model):
    """What a service is to reach in a year, and how far it is.

    Its owner takes it into his plan as a team indicator; what that has reached is what
    the service has.
    """

    _name = "hr.asn.service.target"
    _description = "ASN target of a service"
    _inherit = [
        "hr.asn.service.progress.mixin",
        "hr.asn.service.target.report.mixin",
        "hr.asn.split.mixin",
        "hr.asn.iki.target.mixin",
        "hr.asn.service.line.mixin",
        "hr.asn.open.name.mixin",
    ]
    _order = "service_id, cycle_id desc, id"
    _check_company_auto = True

    service_id = fields.Many2one(
        "hr.asn.service", "Service", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="service_id.company_id", store=True)
    owner_id = fields.Many2one(related="service_id.owner_id")
    cycle_id = fields.Many2one(
        "hr.asn.cycle",
        "Year",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        default=lambda self: self._default_cycle_id(),
    )
    year = fields.Integer(
        "Year as a Number",
        related="cycle_id.year",
        store=True,
        aggregator=None,
        export_string_translation=False,
    )
    name = fields.Text("Indicator", required=True)
    aspect_id = fields.Many2one(
        default=lambda self: self.env.ref("hr_asn_appraisal.aspect_kuantitas", False)
    )
    objective_id = fields.Many2one(
        "hr.asn.objective",
        "Agency Objective",
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
        domain="[('cycle_id', '=', cycle_id)]",
    )
    iki_ids = fields.One2many("hr.asn.iki", "service_target_id", "Indicators")
    month_ids = fields.One2many(
        "hr.asn.service.month", "target_id", "Target of the Months"
    )
    is_next = fields.Boolean(
        compute="_compute_is_next", export_string_translation=False
    )

    def _default_cycle_id(self):
        """The year that has begun, or the newest one."""
        cycles = self.env["hr.asn.cycle"].search(
            [("company_id", "=", self.env.company.id)]
        )
        year = self.env.company._asn_today().year
        return cycles.filtered(lambda one: one.year == year) or cycles[:1]

    @api.constrains(
        *("target", "target_low", "target_high", "direction", "pattern", "baseline")
    )
    def _check_target(self):
        """Refuse what could not be measured, before it comes into a plan."""
        for one in self:
            for code in one._asn_faults():
                raise ValidationError(one._asn_refusal(one._asn_fault(code)))

    # -- split over the months ------------------------------------------------

    @api.depends("split", "service_id.can_edit")
    def _compute_can_type_months(self):
        for one in self:
            one.split_elsewhere = False
            one.can_choose_split = one.service_id.can_edit
            one.can_type_months = one.can_choose_split and one.split == MANUAL

    @api.depends("cycle_id.date_from", "cycle_id.date_to", "months")
    def _compute_counted_months(self):
        for one in self:
            one.counted_months = one._asn_counted_told()

    def _asn_split_time(self):
        # sudo: hr.asn.policy - in which periods a year is evaluated is no secret
        cycle = self.sudo().cycle_id
        policy = cycle.policy_id
        days = (cycle.date_from, cycle.date_to)
        return cycle and (*days, policy.cadence, policy.minimum_days)

    def _asn_check_split(self):
        """Refuse to put into a plan what its months do not make up."""
        for one in self:
            for fault in one._asn_split_gaps():
                raise UserError(one._asn_refusal(fault))

    def _asn_refusal(self, fault):
        return self.env._(
            "Target of “%(service)s”: %(fault)s",
            service=self.service_id.name,
            fault=fault,
        )

    def action_split(self):
        """Open the dialog in which the target is split over the months."""
        return self._asn_split_action("hr_asn_service_target_view_form_split")

    @api.constrains("objective_id", "cycle_id")
    def _check_objective(self):
        for one in self.filtered("objective_id"):
            if one.objective_id.cycle_id != one.cycle_id:
                raise ValidationError(
                    self.env._(
                        "“%(target)s”: choose an objective of the year %(year)s.",
                        target=one.name,
                        year=one.year,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        targets = super().create(vals_list)
        targets.cycle_id._asn_check_open()
        return targets

    @api.ondelete(at_uninstall=False)
    def _unlink_not_taken(self):
        self.cycle_id._asn_check_open()
        self._asn_check_not_taken()

    def _asn_check_not_taken(self):
        # sudo: hr.asn.iki - whoever has it in his plan
        taken = self.sudo().filtered("iki_ids")[:1]
        if taken:
            raise UserError(
                self.env._(
                    "“%(target)s” is in the plan of %(name)s and is not deleted. "
                    "Archive the service, or take it out of a plan that is not agreed.",
                    target=taken.name,
                    name=taken.iki_ids[:1].skp_id.name,
                )
            )

    def write(self, vals):
        """What is taken stays in its year; who has it in his plan is told of a change.

        A sealed plan is never changed by it.
        """
        self.cycle_id._asn_check_open()
        moved = self._asn_moved(vals)
        if moved:
            raise UserError(
                self.env._(
                    "“%s” is in a plan already: it stays with its service and year. "
                    "Add another target instead.",
                    moved[0].name,
                )
            )
        done = super().write(vals)
        self.cycle_id._asn_check_open()
        if vals.keys() & {*FOLLOWED, *MONTHS}:
            self._asn_tell_owners()
        return done

    def _asn_set_months(self, figures):
        """Once they are all written their owners are told, not with each of them."""
        own = self.with_context(**{TELLS_ITSELF: ITSELF})
        return super(HrAsnServiceTarget, own)._asn_set_months(figures)

    def _asn_moved(self, vals):
        """Return what these values would move though it is in a plan."""
        places = {"service_id", "cycle_id"} & vals.keys()
        return self.filtered(
            lambda one: (
                any(one[name].id != vals[name] for name in places)
                and one.sudo().iki_ids
            )
        )

    def _asn_tell_owners(self):
        """Tell whose plan has another target now than the service; no plan changes."""
        # sudo: hr.asn.iki - told by the change, whoever may read who is told
        answering = self.sudo().iki_ids.filtered(
            lambda iki: iki.service_target_id._asn_answers_yet(iki.skp_id.employee_id)
        )
        plans = answering.skp_id
        differing = plans._asn_service_differing().skp_id
        himself = differing.filtered(
            lambda one: one.employee_id.user_id == self.env.user
        )
        (differing - himself)._asn_tell_service()
        (plans - differing)._asn_settle_service()

    # -- into the plan -------------------------------------------------------

    def action_take(self):
        """Open the dialog that puts a target into the plan of who is responsible.

        Raises AccessError for who may not write the service nor answers for it next,
        UserError where the plan is not open for it.
        """
        self.ensure_one()
        self._asn_check_taking()
        is_there = bool(self._asn_line())
        if not is_there:
            self._asn_check_split()
            self._asn_open_plan()
        put, add = self.env._("Put into SKP"), self.env._("Add Members")
        return dialog(
            self.env["hr.asn.service.take"],
            add if is_there else put,
            {"default_target_id": self.id},
        )

    @api.depends("service_id.owner_id", "service_id.owner_terms", "cycle_id")
    @api.depends_context("uid")
    def _compute_is_next(self):
        mine = self.env["hr.asn.service"]._asn_own_employees()
        for one in self:
            following = one.sudo()._asn_ahead()[1:] if one.cycle_id else []
            one.is_next = any(owner in mine for owner, _since, _end in following)

    def _asn_check_taking(self):
        """Refuse who neither writes the service nor answers for it later that year."""
        self.check_access("read")
        (self - self.filtered("is_next")).check_access("write")

    def _asn_answers_yet(self, person):
        """Say whether somebody answers for it today or later in its year."""
        return person.id in [one[0] for one in self._asn_ahead()]

    def _asn_span(self):
        """Return (owner, since, until) of the one into whose plan it is put.

        Who answers today; the next one puts it into his own, for his time.
        """
        ahead = self.sudo()._asn_ahead()
        # A dialog computes its stored fields with all rights: not so whose they are.
        if not self.is_next or self.sudo(False).has_access("write"):
            return ahead[0]
        mine = self.service_id._asn_own_employees()
        return next(one for one in ahead if one[0] in mine)

    def _asn_owner(self):
        """Return, with all rights, the one into whose plan it is put."""
        # sudo: hr.employee - who answers for a service is no secret
        return self.sudo().owner_id.browse(self._asn_span()[0])

    def _asn_line(self):
        """Return, with all rights, the indicator of who is responsible, if taken."""
        # sudo: hr.asn.iki - whose it is, not what else stands in the plan
        own, plans, owner = (
            self.sudo(),
            self.env["hr.asn.skp"].sudo(),
            self._asn_owner(),
        )
        plan = plans._asn_first_plans(owner, own.cycle_id).get(owner)
        return own.iki_ids.filtered(
            lambda iki: iki.skp_id == plan and iki._asn_counts()
        )[:1]

    def _asn_open_plan(self):
        """Return, with all rights, the plan that the target can be put into.

        Raises UserError where the one responsible has none that is open.
        """
        # sudo: hr.asn.skp - the plan of who is responsible, whoever may read it
        plans = self.env["hr.asn.skp"].sudo()
        plan = plans._asn_plans_of(self._asn_owner(), self.sudo().cycle_id)
        plan._asn_check_editable()
        return plan

    def _asn_take(self, rhk, result):
        """Put the target into the open plan of who is responsible; return its line.

        ``rhk``: under which result, or none; ``result``: the words of one to be made.
        What is in the plan already stays as it is.
        """
        self.ensure_one()
        self._asn_check_taking()
        line = self._asn_line()
        if line:
            return line
        self._asn_check_split()
        plan = self._asn_open_plan()
        if not rhk:
            like = plan.rhk_ids.new({"name": result, "kind": codes.UTAMA})
            rhk = plan._asn_results_like(like)[plan]
        values = self._asn_iki_values(plan, rhk)
        gone = plan.iki_ids.filtered(lambda iki: iki.service_target_id == self)
        if gone:
            gone.write(values | {"is_cancelled": False})
        else:
            gone = gone.create(values)
        self._asn_give_months(gone)
        self.env["hr.asn.event"]._asn_log(plan, "service", gone.service_mark)
        return gone

    def _asn_iki_values(self, plan, rhk):
        """Return the values of the indicator that this target is in a plan."""
        aspect = plan._asn_aspect_like(self.aspect_id)
        return self._asn_own_values() | {"rhk_id": rhk.id, "aspect_id": aspect.id}

    def _asn_own_values(self):
        """Return what of that indicator is the service's to say, in whichever plan."""
        own = {"service_target_id": self.id, "is_team": True}
        return self._asn_measure() | own | {"dimension_id": self.dimension_id.id}

    def _asn_measure(self):
        """Return what the indicator of a plan says as the service does."""
        return self._asn_as_written(FOLLOWED)

    def _asn_give_months(self, lines):
        """Give indicators of plans the figures that the service splits by hand."""
        by_hand = lines.filtered(lambda one: one.service_target_id.split == MANUAL)
        told = {iki: iki.service_target_id._asn_months_kept() for iki in by_hand}
        lines.env["hr.asn.iki.month"]._asn_follow(told)

    # -- into the plans of the members ---------------------------------------

    def _asn_hindrances(self, members):
        """Return {member: why this target is not put into his plan now}."""
        # sudo: hr.asn.skp, hr.asn.iki - in which state plans are, nothing else of them
        own, plans = members.sudo(), self.env["hr.asn.skp"].sudo()
        line, people = self._asn_line(), own.employee_id
        first = plans._asn_first_plans(people, self.cycle_id, line.skp_id)
        found = plans._asn_not_taking(people, first)
        lines = line.member_ids.filtered(lambda one: one._asn_counts())
        there = people & lines.skp_id.employee_id
        found |= dict.fromkeys(there, self.env._("It is in his SKP already."))
        if self._asn_owner() in people:
            found[self._asn_owner()] = self.env._("He is responsible himself.")
        return self._asn_without_place(members) | {
            one: found[one.sudo().employee_id]
            for one in members
            if one.sudo().employee_id in found
        }

    def _asn_without_place(self, members):
        """Return {member: why his time is none of this team}.

        It does not meet that of its lead, or another time of his is put into the
        plan: of two the later.
        """
        outside = members.filtered(lambda one: not self._asn_place_of(one))
        before = self.env._("His time and that of who is responsible do not meet.")
        inside = (members - outside).sorted(
            lambda one: str(one.date_from or ""), reverse=True
        )
        last = {one.employee_id: one for one in reversed(inside)}
        again = inside.filtered(lambda one: last[one.employee_id] != one)
        another = self.env._("Another time of his is put into the SKP.")
        return dict.fromkeys(outside, before) | dict.fromkeys(again, another)

    def _asn_take_members(self, line, members):
        """Put the indicator of the owner into the plans of members; return the lines.

        Each with his part, for his time within that of the owner.
        """
        if members.service_id - self.service_id:
            raise UserError(self.env._("Only members of this service are added."))
        members -= members.browse(one.id for one in self._asn_without_place(members))
        return line._asn_put_members(
            {one.employee_id: self._asn_place_of(one) for one in members}
        )

    def _asn_place_of(self, member):
        """Return the Place of a member in the team; None where he is never in it."""
        year = str(self.year)
        _owner, since, end = self._asn_span()
        since, end = fields.Date.to_date(since), fields.Date.to_date(end)
        first = max(filter(None, (member.date_from, since)), default=False)
        until = end and end - timedelta(days=1)
        last = min(filter(None, (member.date_to, until)), default=False)
        if first and last and last < first:
            return None
        first = first and str(first) > f"{year}-01-01" and first
        last = last and str(last) < f"{year}-12-31" and last
        return Place(member.part, first, last)
