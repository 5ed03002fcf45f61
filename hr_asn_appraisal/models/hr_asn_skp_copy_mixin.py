from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Command

from .. import last_year
from ..dialogs import dialog
from ..exchange.cells import plain
from ..law.states import DRAFT
from .hr_asn_document import EVALUATION

# What of a sealed indicator stands in the plan of the next year as it was.
COPIED = (
    *("name", "aspect_id", "dimension_id", "target", "target_low", "target_high"),
    *("unit", "direction", "pattern", "months", "split", "curve_id", "is_team"),
    *("baseline", "baseline_date", "baseline_source"),
)
# So of a sealed result.
COPIED_RESULT = ("name", "kind", "classification", "assigned_by", "weight_bp")


class HrAsnSkpCopyMixin(models.AbstractModel):
    """What of last year goes into a plan: results, with what they came to."""

    _name = "hr.asn.skp.copy.mixin"
    _description = "ASN plan copied from last year"

    can_copy = fields.Boolean(
        compute="_compute_can_copy", export_string_translation=False
    )

    can_import = fields.Boolean(
        compute="_compute_can_import", export_string_translation=False
    )

    @api.depends_context("uid")
    @api.depends("asn_can")
    def _compute_can_import(self):
        """Say whether somebody fills in this plan as his own: from a file, too."""
        own = self._asn_role_employee()
        for skp in self:
            skp.can_import = skp in own and "submit" in (skp.asn_can or "").split()

    @api.depends_context("uid")
    @api.depends("state")
    def _compute_can_copy(self):
        """Say whether this draft could take over what somebody agreed last year."""
        drafts = self.filtered(lambda skp: skp.state == DRAFT and skp.is_rated_here)
        found = drafts._asn_last_plans()
        for skp in self:
            skp.can_copy = bool(found.get(skp._origin.id))

    def action_copy_last_year(self):
        """Open the dialog in which one chooses from last year's results."""
        self.ensure_one()
        self._asn_check_editable()
        return dialog(
            self.env["hr.asn.plan.copy"],
            self.env._("Copy from Last Year"),
            {"default_skp_id": self.id, "dialog_size": "extra-large"},
        )

    def _asn_last_plans(self):
        """Return {plan id: what the same person agreed last year, in any post}."""
        # Agreed in another system there is no version here.
        found = self.search(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("year", "in", [skp.year - 1 for skp in self]),
                ("version_number", ">", 0),
            ],
            order="date_from, id",
        )
        own = found.grouped(lambda skp: (skp.employee_id, skp.year + 1))
        none = self.browse()
        return {skp.id: own.get((skp.employee_id, skp.year), none) for skp in self}

    def _asn_offered_last_year(self):
        """Return {id of a result: last_year.Offered} of last year's plans.

        With the rights of who asks: what he may not read is not offered.
        """
        self.check_access("read")
        plans = self._asn_last_plans().get(self.id, self.browse())
        documents = self.env["hr.asn.document"].search(
            [("evaluation_id.skp_id", "in", plans.ids), ("kind", "=", EVALUATION)],
            order="revision, id",
        )
        # Of an evaluation that was delivered again the newest counts.
        newest = {one.evaluation_id: one for one in documents}
        sealed = defaultdict(list)
        for evaluation, document in newest.items():
            sealed[evaluation.skp_id].append(document._content())
        return {
            one.result["id"]: one
            for plan, version in plans._asn_version().items()
            for one in last_year.offer(version._content(), sealed[plan])
        }

    def _asn_copied(self, offered):
        """Return the ids of results of last year that this plan has already."""
        words = {(rhk.kind, plain(rhk.name)) for rhk in self.rhk_ids}
        return {
            key
            for key, one in offered.items()
            if key in self.rhk_ids.copied_from_id.ids or one.words in words
        }

    @api.model
    def _asn_once(self, keys, offered):
        """Return those of the ids of results that stand for their words, in order.

        Who had two posts, or was transferred, may have agreed the same in both: that of
        the later plan goes on.
        """
        last = {offered[key].words: key for key in keys}
        return [key for key in keys if last[offered[key].words] == key]

    def _asn_going_over(self, offered):
        """Return {id of a result: those of its sealed indicators that are copied}."""
        aspects = self.env["hr.asn.aspect"].search([("model", "=", self.model)]).ids
        return {
            key: [
                iki
                for iki in one.result["indicators"]
                # An aspect belongs to one model of SKP; what was followed is of a team
                # or a service, which give it anew.
                if iki["aspect_id"] in aspects and not is_followed(iki)
            ]
            for key, one in offered.items()
        }

    def _asn_emptied(self, offered):
        """Return the ids of results all of whose indicators would be left out.

        Nobody could hand in what would be left of them.
        """
        going = self._asn_going_over(offered)
        return {
            key
            for key, one in offered.items()
            if one.result["indicators"] and not going[key]
        }

    def _asn_copy(self, keys):
        """Put results of last year into this plan; return (results, left indicators).

        ``keys``: their ids; what is not offered, is there already or would come without
        any of its indicators is left out.
        """
        self.ensure_one()
        self.check_access("write")
        self._asn_check_editable()
        offered = self._asn_offered_last_year()
        wanted = [key for key in keys if key in offered]
        wanted = [key for key in wanted if key not in self._asn_copied(offered)]
        wanted = self._asn_once(wanted, offered)
        emptied, going = self._asn_emptied(offered), self._asn_going_over(offered)
        # sudo: hr.asn.rhk - from which line of the library one's own result came
        sources = self.env["hr.asn.rhk"].sudo()
        sources = sources.browse(key for key in wanted if key not in emptied)
        values = [
            self._asn_copy_values(offered[rhk.id], going[rhk.id], rhk, place)
            for place, rhk in enumerate(sources, 1)
        ]
        made = self.env["hr.asn.rhk"].create(values)
        made._asn_link_again({rhk: offered[rhk.copied_from_id.id] for rhk in made})
        self.env["hr.asn.event"]._asn_log(
            self if made else self.browse(),
            "copy_plan",
            on_behalf={} if self._asn_role_employee() else {self: self.employee_id},
        )
        there = sum(len(one["iki_ids"]) for one in values)
        all_of = sum(len(offered[key].result["indicators"]) for key in wanted)
        return made, all_of - there

    def _asn_copy_values(self, offered, indicators, source, place):
        """Return the values of a result made from one of last year."""
        result = offered.result
        last = max(self.rhk_ids.mapped("sequence"), default=0)
        kept = source._asn_row(result)
        return {
            **{name: kept[name] for name in COPIED_RESULT},
            "skp_id": self.id,
            "sequence": last + 10 * place,
            "goal_id": source.goal_id.id,
            "copied_from_id": source.id,
            "iki_ids": [
                Command.create(self._asn_copy_indicator(offered, iki))
                for iki in indicators
            ],
        }

    def _asn_copy_indicator(self, offered, iki):
        """Return the values of an indicator: what it came to is the new baseline.

        Where nothing was measured, the baseline is still the one that was agreed.
        """
        outcome = offered.outcomes[iki["id"]]
        kept = self.env["hr.asn.iki"]._asn_row(iki | {"rhk": False})
        figures = self.env["hr.asn.iki.month"]._asn_figures(iki)
        values = {
            "month_ids": [Command.create(figure) for figure in figures],
            "manual_ids": [Command.create(one) for one in [iki.get("manual")] if one],
            **{name: kept[name] for name in COPIED},
        }
        if not outcome.actual:
            return values
        return values | {
            "baseline": outcome.level,
            "baseline_date": outcome.day,
            "baseline_source": self.env._("Evaluation %s", offered.year),
        }

    def _asn_weights_note(self):
        """Return what is wrong with the weights of the results now, or None."""
        counting = self.rhk_ids._asn_uncancelled()
        gaps = self._asn_weight_gaps(counting)
        return gaps[0].text.capitalize() if gaps else None


def is_followed(iki):
    """Say whether a sealed indicator stands for that of a team's lead or a service."""
    return bool(iki.get("service") or iki.get("team", {}).get("lead"))
