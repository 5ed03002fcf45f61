from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..days import in_words


class HrAsnConsideration(models.Model):
    """Why ratings are other than the pattern of distribution has it.

    Asked by a delivery, or by locking the result of a calibration session; written,
    too, by who sets the rating of the unit at which people are judged. Never changed;
    nobody of whom it speaks reads it, as it speaks of all of them.
    """

    _name = "hr.asn.consideration"
    _description = "ASN consideration of a distribution"
    _inherit = ["hr.asn.guard.mixin"]
    _order = "id desc"

    company_id = fields.Many2one("res.company", "Agency", readonly=True, index=True)
    period_id = fields.Many2one(
        "hr.asn.period",
        "Period",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    department_id = fields.Many2one(
        "hr.department", "Unit", required=True, readonly=True, ondelete="restrict"
    )
    rating_id = fields.Many2one(
        "hr.asn.unit.rating",
        "Unit Rating",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    author_id = fields.Many2one("res.users", required=True, readonly=True)
    written_by = fields.Char("By", compute="_compute_written_by", compute_sudo=True)
    written_on = fields.Date("Written On", required=True, readonly=True)
    # Written with its result: whose session it is, it does not tell.
    calibration_id = fields.Many2one(
        "hr.asn.calibration",
        groups=".",
        ondelete="restrict",
        index="btree_not_null",
        export_string_translation=False,
    )
    departure = fields.Text("What Departs from the Pattern", readonly=True)
    text = fields.Text("Consideration", required=True, readonly=True)
    evaluation_ids = fields.Many2many(
        "hr.asn.evaluation", string="Evaluations", readonly=True
    )
    # All of the team, delivered now or not: its figures speak of each of them.
    counted_ids = fields.Many2many(
        "hr.asn.evaluation",
        "hr_asn_consideration_counted_rel",
        groups=".",
        export_string_translation=False,
    )

    @api.depends("department_id", "period_id")
    def _compute_display_name(self):
        for one in self:
            # sudo: hr.department - the name of a unit is no secret
            unit = one.sudo().department_id.name
            one.display_name = f"{unit}, {one.period_id.display_name}"

    @api.depends("author_id", "calibration_id")
    @api.depends_context("lang")
    def _compute_written_by(self):
        """Name who wrote it; of a session nobody, as who took part is not told."""
        for one in self:
            session = one.calibration_id and self.env._("Calibration session")
            one.written_by = session or one.author_id.name

    def _asn_told(self):
        """Return [{"text", "by", "on"}] of these, as screens show them."""
        return [
            {
                "text": one.text,
                "by": one.written_by,
                "on": in_words(self.env, one.written_on),
            }
            for one in self
        ]

    @api.model_create_multi
    def create(self, vals_list):
        raise AccessError(
            self.env._("A consideration is written with what it is for only.")
        )

    def write(self, vals):
        raise AccessError(self.env._("A consideration is not changed."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env._("A consideration is not deleted."))

    @api.model
    def _asn_is_said(self, team, told, text):
        """Say whether the user has said the same of this today: it was sent twice.

        ``team``: a Considered, of no delivery; ``told``: what departs.
        """
        # sudo: hr.asn.consideration - his own words
        said = self.sudo().search_count(
            [
                ("author_id", "=", self.env.uid),
                ("rating_id", "=", team.rating.id),
                ("department_id", "=", team.unit.id),
                ("written_on", "=", team.period.company_id._asn_today()),
                ("departure", "=", " ".join(told)),
                ("text", "=", text.strip()),
                ("calibration_id", "=", False),
                ("evaluation_ids", "=", False),
            ],
            limit=1,
        )
        return bool(said)

    @api.model
    def _asn_write_down(self, departing, delivered, text, calibration=None):
        """Append one row for each of ``departing``: (Team or Considered, sentences).

        ``calibration``: the session whose result is locked with it.
        """
        if not departing:
            return self
        # sudo: hr.asn.consideration - written by its step, by nobody's own right
        return super(HrAsnConsideration, self.sudo()).create(
            [
                {
                    "company_id": team.period.company_id.id,
                    "period_id": team.period.id,
                    "department_id": team.unit.id,
                    "rating_id": team.rating.id,
                    "author_id": self.env.uid,
                    "calibration_id": calibration and calibration.id,
                    "written_on": team.period.company_id._asn_today(),
                    "departure": " ".join(told),
                    "text": text.strip(),
                    "evaluation_ids": [(6, 0, (team.rows & delivered).ids)],
                    "counted_ids": [(6, 0, team.mates.ids)],
                }
                for team, told in departing
            ]
        )


def asked(departing):
    """Return what a step asks for: {"sentences", "is_blocked"} or False.

    ``departing``: pairs of a Team or Judged and sentences of what departs there.
    """
    return bool(departing) and {
        "sentences": _sentences(departing),
        "is_blocked": any(judged.is_blocked for judged, _told in departing),
    }


def require(departing, text, refusal, request):
    """Raise UserError where a policy refuses a step, or asks for a text that lacks.

    ``departing``: as of `asked`; ``refusal``, ``request``: what is said after that.
    """
    blocked = [one for one in departing if one[0].is_blocked]
    if blocked:
        raise UserError(" ".join([*_sentences(blocked), refusal]))
    if departing and not (text or "").strip():
        raise UserError(" ".join([*_sentences(departing), request]))


def refused(departing, text, refusal, request):
    """Return [(judged, why)] of those that a step leaves out, as of `require`."""
    is_said = bool((text or "").strip())
    return [
        (judged, " ".join([*told, refusal if judged.is_blocked else request]))
        for judged, told in departing
        if judged.is_blocked or not is_said
    ]


def _sentences(departing):
    return [line for _judged, told in departing for line in told]
