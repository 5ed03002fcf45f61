from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .hr_asn_rating import GIVEN
from .hr_asn_workflow_mixin import RATER, SCRIBE

SPEAKERS = [
    (RATER, "On Behalf of the Appraiser"),
    (SCRIBE, "Written by the Performance Officer from Paper"),
]


class HrAsnCaseSpeakerMixin(models.AbstractModel):
    """Who answers for the appraiser of a case: nobody's absence leaves it unanswered.

    Beside himself it is who rated for him, while he acts for him; and, for an appraiser
    without a login, the officer, who copies what was signed on paper.
    """

    _name = "hr.asn.case.speaker.mixin"
    _description = "ASN case with who speaks for its appraiser"

    # Whether the user who asks has rated for the appraiser and acts for him today.
    asn_is_delegated = fields.Boolean(
        compute="_compute_asn_is_delegated",
        search="_search_asn_is_delegated",
        export_string_translation=False,
    )
    file_ids = fields.Many2many("ir.attachment", string="Files", readonly=True)
    # Whether the user who asks may copy it, were he the officer of the unit.
    waits_for_paper = fields.Boolean(
        "To Be Entered from Paper",
        compute="_compute_waits_for_paper",
        search="_search_waits_for_paper",
    )

    @api.depends("appraiser_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_asn_is_delegated(self):
        acted = self.filtered(lambda one: one.evaluation_id.asn_is_delegated)
        raters = acted.evaluation_id._asn_raters() if acted else {}
        for one in self:
            rater = one in acted and raters.get(one._asn_rating_key())
            one.asn_is_delegated = bool(rater) and self.env.user in rater

    def _asn_rating_key(self):
        """Return which rating it is about, as `_asn_raters` tells them apart."""
        # sudo: hr.asn.evaluation - which revision counts, nothing of it
        evaluation = self.sudo().evaluation_id
        return evaluation.id, evaluation.revision

    def _search_asn_is_delegated(self, operator, value):
        if operator != "in":
            return NotImplemented
        evaluations = self.env["hr.asn.evaluation"]
        delegated = Domain(evaluations._search_asn_is_delegated(operator, value))
        if delegated.is_false():
            return delegated
        # sudo: hr.asn.rating - what the user has rated himself, which a rule asks
        rows = self.env["hr.asn.rating"].sudo()
        rows = rows.search(
            Domain("kind", "=", GIVEN)
            & Domain("actor_id", "=", self.env.uid)
            & Domain("evaluation_id", "any", delegated)
        )
        now = rows.filtered(lambda row: row.revision == row.evaluation_id.revision)
        return Domain("evaluation_id", "in", now.evaluation_id.ids)

    # -- who -----------------------------------------------------------------

    def _asn_role_rater(self):
        return self.filtered("asn_is_delegated")

    def _asn_role_scribe(self):
        """The officer, for an appraiser without a login; not who judges the case."""
        # sudo: hr.employee - whether somebody can log in is not for plain users to read
        without = self.sudo().filtered(
            lambda one: one.appraiser_id and not one.appraiser_id.asn_has_login
        )
        officer = self.browse(without.ids)._asn_role_officer()
        return officer - officer._asn_mine("superior_id")

    def _asn_speaking(self):
        """Return those in which the user speaks as the appraiser, or for him."""
        own = self._asn_role_appraiser()
        return own | (self - own)._asn_for_appraiser()

    def _asn_for_appraiser(self):
        """Return those in which the user speaks for the appraiser, who is another."""
        others = self - self._asn_mine("appraiser_id")
        return others._asn_role_rater() | others._asn_role_scribe()

    def _asn_for_whom(self):
        """Return {record: the appraiser for whom the user speaks}."""
        # sudo: hr.asn… - whose rating it is
        return {one: one.sudo().appraiser_id for one in self._asn_for_appraiser()}

    def _asn_on_behalf(self, transition):
        behalf = super()._asn_on_behalf(transition)
        return behalf | self._asn_for_whom() if RATER in transition.who else behalf

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_waits_for_paper(self):
        # sudo: hr.asn… - which of those that the user reads, as a search would tell him
        waiting = self.sudo().search(Domain("id", "in", self.ids) & self._asn_to_copy())
        for one in self:
            one.waits_for_paper = one in waiting

    def _search_waits_for_paper(self, operator, value):
        return self._asn_to_copy() if operator == "in" else NotImplemented

    @api.model
    def _asn_to_copy(self):
        """Return the domain of those in which the user copies what one side wrote."""
        return Domain.FALSE

    @api.model
    def _asn_unanswered(self):
        """Return the domain of those that wait for the appraiser, or who speaks."""
        return Domain.FALSE

    @api.model
    def _asn_without_login(self, party):
        """Return the domain of those of which a party has no login: it is paper.

        Also of who has left and was archived: his case waits all the same.
        """
        # sudo: hr.employee - whether somebody can log in is not for plain users to read
        people = self.env["hr.employee"].sudo().with_context(active_test=False)
        return Domain(party, "in", people._search([("asn_has_login", "=", False)]))

    @api.model
    def _asn_not_of(self, *parties):
        """Return the domain of those in which the user is none of some parties."""
        return Domain.AND(
            ~Domain(f"{party}.user_id", "=", self.env.uid) for party in parties
        )

    # -- speaking ------------------------------------------------------------

    def _asn_speaks_as(self):
        """Return how the user speaks here, as one of SPEAKERS; False for himself."""
        if not self._asn_for_appraiser():
            return False
        return RATER if self._asn_role_rater() else SCRIBE

    def _asn_speaker(self, said):
        """Return what is kept of who has spoken; ``said``: how its columns begin."""
        how = self._asn_speaks_as()
        return {f"{said}_as": how, f"{said}_by": how and self.env.user.name}

    def _asn_check_scan(self, file_ids):
        """Refuse what is copied from paper without the paper. Raises UserError."""
        if self._asn_speaks_as() == SCRIBE and not file_ids:
            raise UserError(
                self.env._("Attach the scan of what the appraiser has signed.")
            )

    def _asn_attach(self, files):
        """Keep copies of files that the user may read: what he has may change."""
        files.check_access("read")
        keys = {"res_model": self._name, "res_id": self.id, "res_field": False}
        # sudo: ir.attachment - nobody may add to a case by hand
        kept = files.sudo().copy(keys | {"public": False})
        self.sudo()._asn_put({"file_ids": [(4, one.id) for one in kept]})

    # -- telling -------------------------------------------------------------

    def _asn_tell_appraiser(self, activity_type):
        """Tell the appraiser that it waits, and who has rated for him and acts now."""
        told = {}
        for one in self.sudo():
            rater = one.evaluation_id._asn_raters().get(one._asn_rating_key())
            acting = one.delegate_id.user_id & rater if rater else rater
            told[one] = one.appraiser_id.user_id | (acting or one.env["res.users"])
        self._asn_notify_users(activity_type, told)

    def _asn_tell_raters(self, activity_type):
        """Tell, once, who has rated these for the appraiser and acts for him again."""
        self.evaluation_id.invalidate_recordset(["delegate_id"])
        self.invalidate_recordset(["delegate_id"])
        raters, kind = self.evaluation_id._asn_raters(), self.env.ref(activity_type)
        told = {}
        # sudo: mail.activity - what waits for the delegate is his
        for one in self.sudo():
            waits = one.activity_ids.filtered(lambda a: a.activity_type_id == kind)
            rater = raters.get(one._asn_rating_key(), one.env["res.users"])
            told[one] = (one.delegate_id.user_id & rater) - waits.user_id
        if any(told.values()):
            self._asn_notify_users(activity_type, told)
