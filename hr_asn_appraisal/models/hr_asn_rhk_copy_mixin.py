from odoo import api, fields, models


class HrAsnRhkCopyMixin(models.AbstractModel):
    """A result that goes on from last year takes up again what it took up then."""

    _name = "hr.asn.rhk.copy.mixin"
    _description = "ASN work result copied from last year"

    copied_from_id = fields.Many2one(
        "hr.asn.rhk",
        "Copied From",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )

    _copied_uniq = models.UniqueIndex(
        "(skp_id, copied_from_id) WHERE copied_from_id IS NOT NULL",
        "This was copied from last year already.",
    )

    def _asn_link_again(self, offered):
        """Link these results as last year, where what they took up is found again.

        By the code of the library: the same owner, or who appraises now, has a result
        of it in the new cycle; an objective by its own code. ``offered``: {result:
        last_year.Offered}.
        """
        links = [
            (rhk, link)
            for rhk, one in offered.items()
            for link in one.result["links"]
            if link.get("target")
        ]
        found = self._asn_found_again([link for _rhk, link in links])
        # sudo: hr.asn.rhk.link - what is taken up may be no more than drafted; its
        # words are those that were agreed last year
        rows = self.env["hr.asn.rhk.link"].sudo()
        return rows.create(
            [
                {
                    "rhk_id": rhk.id,
                    "objective_id": target.id if link["objective"] else False,
                    "superior_rhk_id": False if link["objective"] else target.id,
                    "is_direct": link["direct"],
                    "text": link["text"],
                }
                for rhk, link in links
                for target in [found(rhk, link)]
                if target
            ]
        )

    @api.model
    def _asn_found_again(self, links):
        """Return a function (result, sealed link) -> what it takes up in its cycle."""
        # sudo: hr.asn.rhk, hr.asn.objective - only which of them have the same code
        results, objectives = self.sudo(), self.env["hr.asn.objective"].sudo()
        old = results.browse([one["target"] for one in links if not one["objective"]])
        aims = objectives.browse([one["target"] for one in links if one["objective"]])
        cycles = self.skp_id.cycle_id.ids
        new = results.search(
            [
                ("skp_id.cycle_id", "in", cycles),
                ("goal_id", "in", old.exists().goal_id.ids),
            ]
        )
        own = objectives.search(
            [("cycle_id", "in", cycles), ("code", "in", aims.exists().mapped("code"))]
        )
        by_code = {(one.cycle_id, one.code): one for one in own}
        by_owner = {
            (one.skp_id.cycle_id, one.skp_id.employee_id, one.goal_id): one
            for one in new
        }

        def found(rhk, link):
            plan = rhk.sudo().skp_id
            if link["objective"]:
                aim = objectives.browse(link["target"]).exists()
                return by_code.get((plan.cycle_id, aim.code))
            target = results.browse(link["target"]).exists()
            owners = (target.skp_id.employee_id, plan.appraiser_id)
            same = (
                by_owner.get((plan.cycle_id, one, target.goal_id)) for one in owners
            )
            return next((one for one in same if one and one.skp_id != plan), None)

        return found
