from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from ..days import in_words
from ..law.population import Unit, judged_at
from ..memo import forget, remembered
from .hr_asn_scope_mixin import HEADED, OFFICER_GROUP

# What decides who sees what of a unit.
SHAPING = {"active", "company_id", "manager_id", "parent_id"}
# What the history calls another head, and one whose naming was taken back.
CHANGE_HEAD = "change_head"
RESTORE_HEAD = "restore_head"


class HrDepartment(models.Model):
    _name = "hr.department"
    _inherit = ["hr.department", "hr.asn.history.mixin"]

    asn_unor = fields.Char("Unor")
    asn_unor_parent = fields.Char("Unor Induk")
    # Kept so that a list that still says the same does not undo another head.
    asn_listed_head_id = fields.Many2one(
        "hr.employee",
        "Head in the Staff List",
        index="btree_not_null",
        readonly=True,
        copy=False,
        check_company=True,
    )

    # The unit at the top has no parent unit: without coalesce it could stand twice.
    _asn_unor_once = models.UniqueIndex(
        "(company_id, coalesce(asn_unor_parent, ''), asn_unor)",
        "This unit exists already under the same parent unit.",
    )

    @api.depends_context("asn_unit_path")
    def _compute_display_name(self):
        """Leave out the agency where a list asks for it: it is the same in each row."""
        if not self.env.context.get("asn_unit_path"):
            return super()._compute_display_name()
        for unit in self:
            unit.display_name = unit._asn_path()

    def _asn_judged_at(self, people, least):
        """Return {unit id: id of the unit at which its people are judged}.

        Of all units of agencies, given as these; ``people``: {unit id: how many are
        evaluated there}; ``least``: as of law.population.
        """
        known = set(self.ids)
        units = [
            Unit(
                one.id,
                # One of no agency, or of another one, is none to be judged at.
                one.parent_id.id if one.parent_id.id in known else None,
                not one.parent_id.parent_id,
                people.get(one.id, 0),
            )
            for one in self
        ]
        return judged_at(units, least)

    def _asn_path(self):
        """Return a unit with its parents, without the agency at the top.

        "Dinas Kesehatan / Puskesmas Contoh Barat": names of units repeat, paths not.
        """
        # sudo: hr.department - the name of a unit is no secret
        unit = self.sudo()
        above = [int(key) for key in (unit.parent_path or "").split("/") if key]
        names = unit.browse(above or unit.ids).mapped("name")
        return " / ".join(names[1:] or names)

    def _asn_parent_unit(self):
        """Return the name of the OPD: the unit right under the agency."""
        self.ensure_one()
        unit = self
        while unit.parent_id.parent_id:
            unit = unit.parent_id
        return unit.name

    def _asn_leaders(self):
        """Return {unit: the leader above it today, or nobody}.

        The appraiser of its head in the post from which he heads it, definitive or
        acting; where that is nobody, the next head above who is somebody else.
        """
        # sudo: hr.department, hr.asn.assignment - who leads whom, nothing else of them
        units, posts = self.sudo(), self.env["hr.asn.assignment"].sudo()
        today = (units.company_id[:1] or self.env.company)._asn_today()
        held = posts._asn_held_by(units.manager_id, today) if units.manager_id else {}
        leaders = {}
        for unit in units:
            post = held.get(unit.manager_id, posts)._asn_nearest(unit)
            leaders[unit] = post.appraiser_id or unit._asn_head_above()
        return leaders

    def _asn_head_above(self):
        """Return the head of the next unit above that another one heads, or nobody."""
        unit = self.parent_id
        while unit and unit.manager_id in (self.manager_id, unit.manager_id.browse()):
            unit = unit.parent_id
        return unit.manager_id

    @api.model
    def _asn_headed_ids(self):
        """Return the ids of the units that the user heads; one query a request."""
        # sudo: hr.department - who heads what is no secret
        units, uid = self.sudo(), self.env.uid
        mine = [("manager_id.user_id", "=", uid)]
        return remembered(self.env, HEADED, uid, lambda: list(units._search(mine)))

    @api.model
    def _asn_led_units(self):
        """Return the ids of the units above which the user himself stands today."""
        # sudo: hr.department - who leads whom, nothing else of them
        posts, units = self.env["hr.asn.assignment"].sudo(), self.sudo()
        today = Domain(posts._asn_held_domain(self.env.company._asn_today()))
        led = posts.search(today & Domain("appraiser_id.user_id", "=", self.env.uid))
        own = self._asn_headed_ids()
        near = Domain("manager_id", "in", led.employee_id.ids)
        found = units.search(near | Domain("parent_id", "child_of", own))
        user = self.env.user
        leaders = found._asn_leaders()
        return [unit.id for unit, one in leaders.items() if one.user_id == user]

    def _asn_rated_by_me(self):
        """Return the units whose rating the user may enter.

        He stands above them, or they are his as officer; never one that he heads.
        """
        if not self:
            return self
        # sudo: hr.department - whose they are is asked, nothing else of them
        units, user = self.sudo(), self.env.user
        found = units & units.browse(self._asn_led_units())
        if user.has_group(OFFICER_GROUP):
            found |= units.filtered_domain(user._asn_units_domain("id"))
        return self.browse((found - units.browse(self._asn_headed_ids())).ids)

    @api.model_create_multi
    def create(self, vals_list):
        """What was made is asked, not what was given: a default names heads, too."""
        forget(self.env, HEADED)
        made = super().create(vals_list)
        made._asn_check_not_own_head(made.sudo().manager_id.ids)
        made._asn_log_heads(dict.fromkeys(made.ids, (False, False)))
        return made

    def write(self, vals):
        """Who heads a unit sees its papers: another head leaves a trace."""
        self._asn_check_scope(vals)
        forget(self.env, HEADED)
        if "manager_id" not in vals:
            return super().write(vals)
        before = self._asn_head_names()
        if any(head != vals["manager_id"] for head, _name in before.values()):
            self._asn_check_not_own_head([vals["manager_id"]])
        result = super().write(vals)
        self._asn_log_heads(before)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_own_units(self):
        self._asn_check_own_units()

    def _asn_check_scope(self, vals):
        """Refuse an officer of units who moves, archives or heads units of others.

        Who sees what hangs on the tree of units: only what really changes is asked,
        and a unit goes nowhere but under one of his own.
        """
        names = SHAPING & vals.keys()
        # sudo: hr.department - compared only, with what is to be written
        changed = self.sudo().filtered(
            lambda unit: any(
                unit._asn_plain(name) != (vals[name] or False) for name in names
            )
        )
        if changed and vals.get("parent_id"):
            changed |= changed.browse(vals["parent_id"])
        self.browse(changed.ids)._asn_check_own_units()

    def _asn_plain(self, name):
        """Return a value of this unit as ``write`` takes it."""
        return self._fields[name].convert_to_write(self[name], self)

    def _asn_check_own_units(self):
        """Raise AccessError for an officer of units where one of these is not his."""
        user = self.env.user
        if self.env.su or not self or not user.has_group(OFFICER_GROUP):
            return
        if user._asn_runs_agency():
            return
        # sudo: hr.department - whose unit it is, nothing of it is shown
        own = self.sudo().filtered_domain(user._asn_units_domain("id"))
        if set(own.ids) == set(self.ids):
            return
        raise AccessError(
            self.env._(
                "A performance officer of some units moves, archives and deletes these "
                "only. Ask an officer of the agency."
            )
        )

    @api.model
    def _asn_check_not_own_head(self, heads):
        """Refuse an officer who makes himself the head of a unit: he would read it all.

        ``heads``: ids of the employees who become heads.
        """
        barred = self.env["hr.asn.assignment"]._asn_barred()
        if barred & set(heads) and self.env.user.has_group(OFFICER_GROUP):
            raise AccessError(
                self.env._(
                    "Nobody makes himself the head of a unit. "
                    "Ask another officer or the administrator to do it."
                )
            )

    def _asn_head_names(self):
        """Return {unit: (id, name of its head)}, to compare with later."""
        # sudo: hr.employee - the head of a unit is no secret
        units = self.sudo()
        return {one.id: (one.manager_id.id, one.manager_id.name) for one in units}

    def _asn_log_heads(self, before, *details, action=CHANGE_HEAD):
        """Write into the history of units whose head has changed who was and who is.

        ``before``: as of `_asn_head_names`; ``details``: texts, empty ones left out.
        Beside the names their ids are kept: names are corrected, and repeat.
        """
        after = self._asn_head_names()
        told = [one for one in details if one]
        self.env["hr.asn.event"]._asn_log(
            self.filtered(lambda unit: before[unit.id] != after[unit.id]),
            action,
            lambda unit: "; ".join(
                [
                    f"{before[unit.id][1] or '–'} → {after[unit.id][1] or '–'}",
                    *told,
                ]
            ),
            changes={
                unit: [["manager_id", before[unit][0] or None, head or None]]
                for unit, (head, _name) in after.items()
            },
        )

    @api.model
    def _asn_name_heads(self, heads, since=None, decree=None, action=CHANGE_HEAD):
        """Set the heads of units, {unit id: employee id or None}, in one statement.

        Odoo's own write would also hang everybody without a superior under them.
        Who may do it is for the caller to ask. ``since`` (ISO text) and ``decree``
        go to the history, as does ``action``.
        """
        units = self.browse(heads)
        before = units._asn_head_names()
        self._asn_put_heads("manager_id", heads)
        day = since and self.env._("from %s", in_words(self.env, since))
        units._asn_log_heads(before, day, decree, action=action)

    @api.model
    def _asn_list_heads(self, heads):
        """Keep whom a list names as heads of units, {unit id: employee id}."""
        self._asn_put_heads("asn_listed_head_id", heads)

    @api.model
    def _asn_put_heads(self, field, heads):
        """Write a field of units, {unit id: employee id or None}, in one statement."""
        units = self.browse(heads)
        units.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE hr_department SET %s = head.employee "
                "FROM unnest(%s::int[], %s::int[]) AS head(unit, employee) "
                "WHERE id = head.unit",
                SQL.identifier(field),
                list(heads),
                list(heads.values()),
            )
        )
        units.invalidate_recordset([field])
