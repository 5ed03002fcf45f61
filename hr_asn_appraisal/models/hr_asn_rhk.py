from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..exchange import goals
from ..law import codes

KINDS = [(codes.UTAMA, "Main"), (codes.TAMBAHAN, "Additional")]
# Of a link that takes up the same: what a version brings back.
KEPT = ("text", "is_direct", "superior_iki_id")
# How many are named of those who take up the same.
TOLD_OWNERS = 5
ORGANISATION = "organisasi"
CLASSIFICATIONS = [(ORGANISATION, "Organization"), ("individu", "Individual")]


class HrAsnRhk(models.Model):
    _name = "hr.asn.rhk"
    _description = "Work result plan (RHK)"
    _inherit = [
        "hr.asn.rhk.copy.mixin",
        "hr.asn.rhk.taken.mixin",
        "hr.asn.rhk.lead.mixin",
        "hr.asn.rhk.expectation.mixin",
        "hr.asn.rhk.waiting.mixin",
        "hr.asn.agreed.line.mixin",
    ]
    _order = "skp_id, kind desc, sequence, id"

    sequence = fields.Integer(default=10)
    number = fields.Integer("No.", compute="_compute_number", aggregator=None)
    name = fields.Text("Work Result", required=True)
    kind = fields.Selection(KINDS, default=codes.UTAMA, required=True)
    classification = fields.Selection(CLASSIFICATIONS)
    assigned_by = fields.Char("Assigned By")
    weight_bp = fields.Integer(
        "Weight in Basis Points", aggregator=None, export_string_translation=False
    )
    weight = fields.Float(
        "Weight (%)",
        compute="_compute_weight",
        inverse="_inverse_weight",
        digits=(5, 2),
        help="All results together weigh 100 %.",
    )
    is_weighed = fields.Boolean(
        related="skp_id.policy_id.weighs_results", export_string_translation=False
    )
    goal_id = fields.Many2one(
        "hr.asn.goal", "From the Library", ondelete="set null", index="btree_not_null"
    )
    link_ids = fields.One2many("hr.asn.rhk.link", "rhk_id", "Takes Up")
    parent_id = fields.Many2one(
        "hr.asn.rhk",
        "First Direct Link",
        compute="_compute_parent_id",
        store=True,
        index=True,
    )
    child_ids = fields.One2many("hr.asn.rhk", "parent_id", "Taken Up By")
    iki_ids = fields.One2many("hr.asn.iki", "rhk_id", "Indicators")
    model = fields.Selection(related="skp_id.model")
    cycle_id = fields.Many2one(related="skp_id.cycle_id")
    skp_can = fields.Char(related="skp_id.asn_can", export_string_translation=False)

    _weight_whole = models.Constraint(
        "CHECK(weight_bp BETWEEN 0 AND 10000)", "A weight is from 0 to 100 %."
    )

    @api.depends("weight_bp")
    def _compute_weight(self):
        for rhk in self:
            rhk.weight = rhk.weight_bp / 100

    def _inverse_weight(self):
        for rhk in self:
            rhk.weight_bp = round(rhk.weight * 100)

    @api.constrains("is_cancelled")
    def _check_aspect_model(self):
        """What is measured of a result counts again with it."""
        self.iki_ids._check_aspect_model()

    @api.depends("sequence", "kind", "skp_id.rhk_ids", "is_cancelled")
    def _compute_number(self):
        """Count from 1 within main and within additional, as papers do.

        What is cancelled stands on no paper and has none: 0.
        """
        numbers = {}
        for plan in self.skp_id:
            counts = {}
            for rhk in plan.rhk_ids.sorted("sequence"):
                if not rhk.is_cancelled:
                    counts[rhk.kind] = counts.get(rhk.kind, 0) + 1
                    numbers[rhk] = counts[rhk.kind]
        # Only these: a sibling that has its number would be written, not computed.
        for rhk in self:
            rhk.number = numbers.get(rhk, 0)

    @api.depends("name")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_display_name(self):
        """Name to a user only what he may read, also as the target of a link.

        The name of a many2one is computed with all rights, for the same user.
        """
        for rhk, name in self._asn_open_names().items():
            rhk.display_name = name

    def _asn_open_names(self):
        """Return {result: its text as the current user may know it}."""
        own = self._origin.sudo(False)
        readable = own._filtered_access("read")
        hidden = own - readable
        agreed = self.env["hr.asn.rhk.agreed"].sudo(False)
        agreed = agreed.search([("id", "in", hidden.ids)])
        names = {one.id: one.name for one in agreed}
        for rhk in hidden.filtered(lambda one: one.id not in names):
            names[rhk.id] = rhk._asn_closed_name()
        return {rhk: names.get(rhk._origin.id, rhk.name) for rhk in self}

    def _asn_closed_name(self):
        """Return what is told of a result that is open to few: never its words."""
        # sudo: hr.asn.rhk - only whether a leader of the agency has agreed it
        closed = self.sudo()
        is_ours = closed.company_id in self.env.companies
        if is_ours and closed.skp_id.is_leader and not closed.is_agreed:
            return self.env._("Not agreed yet")
        return self.env._("Not open to you")

    @api.depends("link_ids.superior_rhk_id", "link_ids.is_direct")
    def _compute_parent_id(self):
        for rhk in self:
            direct = rhk.link_ids.filtered("is_direct").superior_rhk_id
            rhk.parent_id = direct[:1]

    def _asn_agreed_lines(self):
        """An indicator that has been moved here would be deleted along."""
        return self.filtered(
            lambda rhk: rhk.is_agreed or any(rhk.iki_ids.mapped("is_agreed"))
        )

    def _asn_in_use(self):
        """Others may have taken up what is not agreed yet, or it is recorded on."""
        taken = self._asn_taking_up().superior_rhk_id
        evidence = self.env["hr.asn.evidence"].search([("rhk_id", "in", self.ids)])
        return taken | evidence.rhk_id | self.iki_ids._asn_in_use().rhk_id

    def _asn_row(self, content):
        """Return the values of a result as a version keeps it."""
        return {
            "name": content["text"],
            "kind": content["kind"],
            "classification": content["classification"] or False,
            "assigned_by": content["assigned_by"] or False,
            "assigned_by_id": content.get("assigned_by_id", False),
            "weight_bp": content.get("weight_bp", 0),
        }

    def write(self, vals):
        """What counts again with its result says what the leads of its teams do."""
        back = self._asn_coming_back(vals)
        done = super().write(vals)
        back.iki_ids._asn_come_back()
        return done

    def _asn_measured(self):
        """Return the indicators that count: those not cancelled."""
        return self.iki_ids._asn_uncancelled()

    # -- library -------------------------------------------------------------

    @api.model
    def _asn_from_goals(self, chosen):
        """Make results out of the library; ``chosen``: {plan: goals in their order}.

        They come after what a plan has already.
        """
        last = {skp: max(skp.rhk_ids.mapped("sequence"), default=0) for skp in chosen}
        return self.create(
            [
                {
                    "skp_id": skp.id,
                    "sequence": last[skp] + 10 * index,
                    "name": goal.name,
                    "kind": goal.kind,
                    "classification": goal.classification,
                    "goal_id": goal.id,
                    "iki_ids": [
                        fields.Command.create(values | {"skp_id": skp.id})
                        for values in goal.indicator_ids._asn_iki_values()
                    ],
                }
                for skp, goals in chosen.items()
                for index, goal in enumerate(goals, 1)
            ]
        )

    def action_choose_indicators(self):
        """Return what of the library can come under one result, and what of it first.

        Out: a dict. ``domain`` of hr.asn.goal.indicator; ``filters``: at most one
        {description, domain}, which who chooses may take away: of the same result of
        the library, else of the post. Raises UserError for a plan that is not open.
        """
        self.ensure_one()
        self.check_access("write")
        self.skp_id._asn_check_editable()
        domain = self._asn_offered()
        return {"domain": list(domain), "filters": self._asn_first_offered(domain)}

    def _asn_first_offered(self, domain):
        same = Domain("goal_id", "in", self.goal_id.ids)
        if self.env["hr.asn.goal.indicator"].search_count(domain & same, limit=1):
            return [{"description": self.env._("This Result"), "domain": list(same)}]
        plan = self.skp_id
        fitting = self.env["hr.asn.goal"]._asn_for(plan)[plan]
        own = Domain("goal_id", "in", fitting.ids)
        return [{"description": plan.post, "domain": list(own)}] if fitting else []

    def _asn_offered(self):
        """Return the domain of what the library has and this result has not."""
        there = self._asn_measured().goal_indicator_id
        return Domain(
            [
                ("id", "not in", there.ids),
                ("company_id", "=", self.skp_id.company_id.id),
                ("goal_id.model", "=", self.skp_id.model),
            ]
        )

    def action_take_indicators(self, ids):
        """Put indicators of the library under one result, after those it has.

        In: ids of hr.asn.goal.indicator; what the result has already, or the library
        does not offer to this agency for this model of SKP, is left out. Out: how many
        were added. Raises UserError where the plan cannot be changed.
        """
        self.ensure_one()
        self.skp_id._asn_check_editable()
        offered = self.env["hr.asn.goal.indicator"].search(
            Domain("id", "in", ids) & self._asn_offered()
        )
        last = max(self.iki_ids.mapped("sequence"), default=0)
        made = self.iki_ids.create(
            [
                values | {"rhk_id": self.id, "sequence": last + 10 * place}
                for place, values in enumerate(offered._asn_iki_values(), 1)
            ]
        )
        return len(made)

    def _asn_link_goals(self):
        """Take up the results of others that the library names for each of these."""
        links = goals.Cascade(self).links()
        self.check_access("write")
        # sudo: hr.asn.rhk.link - the library may name a result that is no more than
        # drafted; its owner's words are not taken over, see exchange/goals.py
        made = self.env["hr.asn.rhk.link"].sudo().create(links)
        return made.sudo(False)

    # -- content -------------------------------------------------------------

    def _asn_heads(self):
        """Return what stands above the indicators of each result on a screen."""
        return [
            {
                "id": rhk._origin.id,
                "number": rhk.number,
                "kind": rhk.kind,
                "name": rhk.name,
                "cancelled": rhk.is_cancelled,
                "weight": rhk.weight if rhk.is_weighed else False,
                "opens": True,
                "links": [
                    {
                        "text": link.text,
                        "owner": link._asn_owner(),
                        "direct": link.is_direct,
                    }
                    # sudo: hr.asn.rhk - whose result is taken up is no secret
                    for link in rhk.link_ids.sudo()
                ],
            }
            for rhk in self._asn_ordered()
        ]

    def _asn_ordered(self):
        """Return results as papers order them: the main ones first."""
        return self.sorted(lambda rhk: (rhk.kind != codes.UTAMA, rhk.sequence, rhk.id))

    @api.model
    def _asn_contents(self, plans):
        """Return {plan id: its results with links and indicators as a seal keeps them}.

        Read by one statement for each kind of row, as of the indicators.
        """
        self.flush_model()
        indicators = self.env["hr.asn.iki"]._asn_contents(plans)
        links = self.env["hr.asn.rhk.link"].sudo()
        links = links.search([("skp_id", "in", plans.ids)])._asn_contents()
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT rhk.id, rhk.skp_id, rhk.kind, rhk.name AS text,
                       rhk.classification, rhk.assigned_by, rhk.assigned_by_id,
                       CASE WHEN policy.weighs_results
                            THEN COALESCE(rhk.weight_bp, 0) ELSE 0 END AS weight_bp,
                       row_number() OVER (
                           PARTITION BY rhk.skp_id, rhk.kind
                               ORDER BY rhk.sequence, rhk.id) AS number
                  FROM hr_asn_rhk rhk
                  JOIN hr_asn_skp skp ON skp.id = rhk.skp_id
                  JOIN hr_asn_policy policy ON policy.id = skp.policy_id
                 WHERE rhk.skp_id = ANY(%s) AND rhk.is_cancelled IS NOT TRUE
              ORDER BY rhk.skp_id, rhk.kind DESC, rhk.sequence, rhk.id
                """,
                list(plans.ids),
            )
        )
        contents = defaultdict(list)
        for row in rows:
            row["classification"] = row["classification"] or ""
            row["assigned_by"] = row["assigned_by"] or ""
            if not row["assigned_by_id"]:
                del row["assigned_by_id"]
            row["links"] = links[row["id"]]
            row["indicators"] = indicators[row["id"]]
            contents[row.pop("skp_id")].append(row)
        return contents


class HrAsnRhkLink(models.Model):
    """What of a superior's results, or of the agency's objectives, is taken up."""

    _name = "hr.asn.rhk.link"
    _description = "RHK intervention"
    _inherit = ["hr.asn.link.known.mixin", "hr.asn.link.missed.mixin"]
    _order = "rhk_id, is_direct desc, id"
    _asn_parents = ("rhk_id",)

    rhk_id = fields.Many2one(
        "hr.asn.rhk", "Work Result", required=True, ondelete="cascade", index=True
    )
    skp_id = fields.Many2one(
        related="rhk_id.skp_id", store=True, index=True, required=False
    )
    superior_rhk_id = fields.Many2one(
        "hr.asn.rhk", "Result Taken Up", ondelete="restrict", index=True
    )
    # Which of its indicators is carried; none: the whole result.
    superior_iki_id = fields.Many2one(
        "hr.asn.iki",
        "Indicator Carried",
        ondelete="set null",
        index="btree_not_null",
    )
    objective_id = fields.Many2one(
        "hr.asn.objective", "Agency Objective", ondelete="restrict", index=True
    )
    # What is chosen on a screen: the same result as everybody may know it.
    agreed_id = fields.Many2one(
        "hr.asn.rhk.agreed",
        "Superior's Work Result",
        compute="_compute_agreed_id",
        readonly=False,
    )
    is_direct = fields.Boolean("Direct", default=True)
    text = fields.Text(
        "Agreed Text",
        required=True,
        compute="_compute_text",
        store=True,
        readonly=False,
        precompute=True,
    )

    _one_target = models.Constraint(
        "CHECK(num_nonnulls(superior_rhk_id, objective_id) = 1)",
        "A link takes up either a superior's result or an agency objective.",
    )
    _superior_rhk_uniq = models.UniqueIndex(
        "(rhk_id, superior_rhk_id, COALESCE(superior_iki_id, 0))"
        " WHERE superior_rhk_id IS NOT NULL",
        "This is taken up already.",
    )
    _objective_uniq = models.UniqueIndex(
        "(rhk_id, objective_id) WHERE objective_id IS NOT NULL",
        "This is taken up already.",
    )

    @api.depends("superior_rhk_id")
    def _compute_agreed_id(self):
        """Name what is taken up in its agreed words; before that there are none."""
        agreed = self.env["hr.asn.rhk.agreed"].search(
            [("id", "in", self.superior_rhk_id.ids)]
        )
        for link in self:
            own = link.superior_rhk_id.id
            link.agreed_id = agreed.filtered(lambda one, own=own: one.id == own)

    @api.depends("agreed_id", "superior_rhk_id", "objective_id")
    def _compute_text(self):
        """Propose the words of what is taken up; they may be agreed otherwise.

        Only words that are open to who asks: a compute has all rights, and an id can
        be anybody's.
        """
        results = self.env["hr.asn.rhk"]
        names = results.browse({link._asn_result_id() for link in self} - {False})
        names = {rhk.id: name for rhk, name in names._asn_open_names().items()}
        for link in self:
            taken_up = names.get(link._asn_result_id())
            link.text = link.text or taken_up or link.objective_id.display_name

    def _asn_result_id(self):
        return self.agreed_id.id or self.superior_rhk_id._origin.id

    @api.model_create_multi
    def create(self, vals_list):
        chosen = [self._asn_chosen(vals) for vals in vals_list]
        agreed = self._asn_agreed_names(chosen)
        links = super().create([self._asn_worded(vals, agreed) for vals in chosen])
        # Only now: a default of the context is a choice, too.
        links._asn_check_readable(set(links.superior_rhk_id.ids) - agreed.keys())
        return links

    @api.model
    def _asn_agreed_names(self, vals_list):
        """Return {id: agreed words} of what is taken up and open to everybody."""
        ids = {vals.get("superior_rhk_id") for vals in vals_list} - {None, False}
        agreed = self.env["hr.asn.rhk.agreed"].sudo(False)
        found = agreed.search_fetch([("id", "in", list(ids))], ["name"])
        return {one.id: one.name for one in found}

    @api.model
    def _asn_worded(self, vals, names):
        """Return the values with the agreed words where no others are written."""
        words = names.get(vals.get("superior_rhk_id"))
        return {"text": words} | vals if words else vals

    def write(self, vals):
        vals = self._asn_chosen(vals)
        self._asn_check_readable([vals.get("superior_rhk_id")])
        return super().write(vals)

    @api.model
    def _asn_chosen(self, vals):
        """Return the values with what was chosen as the result that is taken up."""
        vals = dict(vals)
        if "agreed_id" in vals:
            vals["superior_rhk_id"] = vals.pop("agreed_id")
        return vals

    @api.model
    def _asn_check_readable(self, ids):
        """Refuse to take up what one may not read: it would tell what it says."""
        ids = set(ids) - {None, False}
        if self.env.su or not ids:
            return
        agreed = self.env["hr.asn.rhk.agreed"].search([("id", "in", list(ids))])
        self.env["hr.asn.rhk"].browse(ids - set(agreed.ids)).check_access("read")

    @api.constrains("superior_rhk_id", "superior_iki_id")
    def _check_indicator(self):
        """Carry an indicator of the result that is taken up, of no other."""
        for link in self.sudo().filtered("superior_iki_id"):
            if link.superior_iki_id.rhk_id != link.superior_rhk_id:
                raise ValidationError(
                    self.env._(
                        "The indicator that is carried belongs to the result taken up."
                    )
                )

    @api.constrains("rhk_id", "superior_rhk_id", "objective_id")
    def _check_target(self):
        """Take up results and objectives of the same cycle, hence agency, only."""
        for link in self.sudo():
            taken_up = link.superior_rhk_id.skp_id or link.objective_id
            if taken_up.cycle_id != link.skp_id.cycle_id or taken_up == link.skp_id:
                raise ValidationError(
                    self.env._(
                        "A work result takes up those of other plans of its own cycle."
                    )
                )

    def _asn_contents(self):
        """Return {result id: its links as a seal keeps them, with their owners}."""
        contents = defaultdict(list)
        for link in self:
            contents[link.rhk_id.id].append(link._asn_content())
        return contents

    def _asn_content(self):
        """Return one link as a seal keeps it, with the owner's indicators."""
        self.ensure_one()
        return {
            "id": self.id,
            "text": self.text,
            "direct": self.is_direct,
            "objective": bool(self.objective_id),
            "target": (self.objective_id or self.superior_rhk_id).id,
            "indicator": self.superior_iki_id.id or 0,
            "owner": self._asn_owner(),
            "indicators": self._asn_owner_indicators(),
        }

    def _asn_restore(self, results):
        """Make these links what a version keeps of them; ``results``: as it does.

        What takes up something else now is made anew, so that no two rows change
        places; what takes up something that is no more stays away.
        """
        kept = {
            link["id"]: self._asn_row(link) | {"rhk_id": result["id"]}
            for result in results
            for link in result["links"]
        }
        same = self.filtered(lambda link: link._asn_takes_up(kept.get(link.id)))
        (self - same).unlink()
        for link in same:
            link.write({name: kept[link.id][name] for name in KEPT})
        gone = [kept[key] for key in kept.keys() - set(same.ids)]
        self.create([row for row in gone if self._asn_is_there(row)])

    def _asn_takes_up(self, row):
        """Say whether a link takes up for the same result what a row does."""
        return row is not None and all(
            self[name].id == row[name]
            for name in ("rhk_id", "superior_rhk_id", "objective_id")
        )

    @api.model
    def _asn_is_there(self, row):
        """Say whether what a link takes up still exists."""
        result = self.env["hr.asn.rhk"].browse(row["superior_rhk_id"] or ())
        objective = self.env["hr.asn.objective"].browse(row["objective_id"] or ())
        return bool(result.exists() or objective.exists())

    @api.model
    def _asn_row(self, content):
        """Return the values of a link as a version keeps it, but of which result."""
        of_agency = content["objective"]
        return {
            "text": content["text"],
            "is_direct": content["direct"],
            "objective_id": content["target"] if of_agency else False,
            "superior_rhk_id": False if of_agency else content["target"],
            "superior_iki_id": self._asn_known_indicator(content),
        }

    @api.model
    def _asn_known_indicator(self, content):
        """Return the id of the indicator that a version keeps, if it is still there."""
        iki = self.env["hr.asn.iki"].browse(content.get("indicator") or ())
        return iki.exists().id

    def _asn_owners(self):
        """Return who takes up what these links do: those the user may read by name."""
        # sudo: hr.asn.rhk.link - how many there are; their names only as far as open
        plans = self.sudo().skp_id
        seen = self.env["hr.asn.skp"].sudo(False).search([("id", "in", plans.ids)])
        named = {plan.sudo().employee_id: plan.name for plan in seen}
        names = ", ".join(list(named.values())[:TOLD_OWNERS])
        others = len(plans.employee_id) - min(len(named), TOLD_OWNERS)
        if names and others:
            return self.env._("%(names)s and %(n)s more", names=names, n=others)
        return names or self.env._("others (%s)", others)

    def _asn_owner(self):
        """Return who owns what is taken up; an objective is the agency's."""
        if self.objective_id:
            return self.company_id.name
        return self.superior_rhk_id.skp_id.name

    def _asn_owner_indicators(self):
        """Return the indicators a paper prints: those of JPT, UKM and the agency."""
        if self.objective_id:
            return (self.objective_id.indicators or "").splitlines()
        agreed = self.agreed_id
        if agreed.model != codes.JPT_UKM:
            return []
        return (agreed.printed_indicators or "").splitlines()
