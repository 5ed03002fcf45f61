import secrets
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..law import survey as law

SERVICE = "service"
OPEN = "open"
# Who is responsible for what is asked.
KEEPER = "keeper"

# 32 bytes are 256 bits: nobody guesses a link.
TOKEN_BYTES = 32
PAGE = "/asn/skm"
LONGEST_COMMENT = 1000


class Said(NamedTuple):
    """What somebody answered: {key: step} and a comment."""

    steps: dict
    comment: str


class HrAsnSurveyPublicMixin(models.AbstractModel):
    """The page of a survey behind a link that cannot be guessed; no login needed.

    Answers lie sealed until as many have come as the minimum asks for. The night after
    all that wait are written down together, in random order and with the day on which
    that is done, and the next ones wait anew: who looks before and after never sees
    fewer come in, and who answers himself does not see what came beside him.
    """

    _name = "hr.asn.survey.public.mixin"
    _description = "ASN survey with a public page"

    # For code only; who may know it reads `link`.
    token = fields.Char(
        copy=False, readonly=True, groups=".", export_string_translation=False
    )
    link = fields.Char("Link of the Page", compute="_compute_link")
    element_ids = fields.Many2many(
        "hr.asn.survey.element",
        string="Elements",
        default=lambda self: self._default_element_ids(),
        help="Each weighs the same: one part of as many as are asked.",
    )
    asks_comment = fields.Boolean("Comment", default=True)
    address_limit = fields.Integer(
        "Answers per Address and Day",
        default=60,
        help="A counter or a hall where many share one connection needs more.",
    )
    minute_limit = fields.Integer("Answers per Minute", default=20)
    answer_ids = fields.One2many("hr.asn.survey.answer", "survey_id", "Answers")
    answer_count = fields.Integer(
        "Answers So Far", compute="_compute_answer_count", compute_sudo=False
    )

    _token_uniq = models.UniqueIndex("(token) WHERE token IS NOT NULL")
    _limits = models.Constraint(
        "CHECK(address_limit > 0 AND minute_limit > 0)", "Limits begin at 1."
    )

    def _default_element_ids(self):
        return self.env["hr.asn.survey.element"].search(Domain.TRUE)

    @api.depends("token", "state")
    @api.depends_context("uid")
    def _compute_link(self):
        """Only who is responsible hands the link out."""
        able = self._asn_role_keeper()
        for one in self:
            # sudo: hr.asn.survey - just decided who may know it
            token = one in able and one.sudo().token
            one.link = token and f"{one.get_base_url()}{PAGE}/{token}"

    @api.depends("answer_ids")
    @api.depends_context("uid")
    def _compute_answer_count(self):
        groups = self.env["hr.asn.survey.answer"]._read_group(
            [("survey_id", "in", self.ids)], ["survey_id"], ["__count"]
        )
        counts = {survey.id: count for survey, count in groups}
        for one in self:
            one.answer_count = counts.get(one.id, 0)

    def action_new_link(self):
        """Give the page another link; the old one leads nowhere from now on."""
        self.ensure_one()
        self.check_access("read")
        if self not in self._asn_role_keeper() or self.state != OPEN:
            raise AccessError(self._asn_no_right((KEEPER,)))
        # sudo: hr.asn.survey - just decided who may
        self.sudo()._asn_put({"token": self._asn_new_token()})

    def action_answers(self):
        """Open what was answered."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Answers"),
            "res_model": "hr.asn.survey.answer",
            "view_mode": "list,kanban",
            "domain": [("survey_id", "=", self.id)],
        }

    @api.model
    def _asn_new_token(self):
        return secrets.token_urlsafe(TOKEN_BYTES)

    # -- the page, which asks as the superuser -------------------------------

    @api.model
    def _asn_by_token(self, token):
        """Return the survey that takes answers by this link today, or none."""
        found = self.search([("token", "=", token)], limit=1) if token else self
        return found.filtered(lambda one: one._asn_is_running())

    def _asn_said(self, form):
        """Return what a form of the page says, None where it says nothing.

        ``form``: its texts by name. What was not asked is left out.
        """
        asked = {one.code for one in self.element_ids}
        steps = steps_of(form, asked, law.STEPS)
        comment = comment_of(form, LONGEST_COMMENT) if self.asks_comment else ""
        return Said(steps, comment) if steps else None

    def _asn_take_public(self, said, address):
        """Take an answer; False where too many have come.

        ``address``: where it comes from; nothing of it is kept that leads back to it.
        """
        # Counting lets only one at a time answer a survey.
        if not self.env["hr.asn.survey.visit"]._asn_count(self, address):
            return False
        self._asn_wait(said)
        return True

    def _asn_make_places(self):
        """Make the places of service users before anybody answers.

        By their rows an answer and the closing of the survey meet, however close: what
        were put into new ones just then would lie sealed for ever.
        """
        pool = self.env["hr.asn.survey.pool"].sudo()
        for one in self.filtered(lambda one: one.kind == SERVICE):
            pool._asn_widen(one, one._asn_least())

    def _asn_wait(self, said):
        """Put an answer to those that wait; whoever gives it writes nothing down.

        Who answered himself until one was missing would read what the next one said.
        """
        pool = self.env["hr.asn.survey.pool"].sudo()
        pool._asn_put(self, said._asdict(), self._asn_least())

    def _asn_end_day(self):
        """Write down what waits of service users where it is enough; all waits anew."""
        pool = self.env["hr.asn.survey.pool"].sudo()
        for one in self.filtered(lambda one: one.kind == SERVICE):
            waiting, least = pool._asn_read(one, is_locked=True), one._asn_least()
            if one._asn_write_down(waiting, least):
                pool._asn_empty(one)
                pool._asn_widen(one, least)

    def _asn_write_down(self, waiting, least):
        """Write answers down together if they are enough; say whether they were."""
        if not law.may_show(len(waiting), least):
            return False
        rows = [self._asn_row(False, one) for one in law.told_rows(waiting, least)]
        secrets.SystemRandom().shuffle(rows)
        self.env["hr.asn.survey.answer"].sudo().create(rows)
        return True

    def _asn_stop_waiting(self):
        """Destroy what waits when it closes: written now it would tell whose it is."""
        pool = self.env["hr.asn.survey.pool"].sudo()
        self._asn_write_down(pool._asn_read(self, is_locked=True), self._asn_least())
        pool._asn_empty(self)

    def _asn_least_of_users(self):
        """Return how many must have answered, as the index of today asks for it.

        Where no period covers today the last cycle says how many.
        """
        today, agency = self._asn_today(), Domain("company_id", "=", self.company_id.id)
        found = self.env["hr.asn.period"].search(
            agency & Domain("date_from", "<=", today) & Domain("date_to", ">=", today)
        )
        cycles = self.env["hr.asn.cycle"].with_context(active_test=False)
        last = cycles.search(agency, order="year desc", limit=1)
        asked = (found.cycle_id or last).policy_id.mapped("least_answers")
        return max(asked, default=law.LEAST_ANSWERS)


def comment_of(form, longest):
    """Return the comment of a form, without what no database keeps."""
    return (form.get("comment") or "").replace("\x00", "").strip()[:longest]


def steps_of(form, keys, steps):
    """Return {key: step} of the texts of a form that name a step."""
    known = {str(step): step for step in steps}
    return {key: known[form[key]] for key in sorted(keys) if form.get(key) in known}
