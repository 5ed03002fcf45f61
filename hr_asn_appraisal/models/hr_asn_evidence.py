import base64
import hashlib
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..law.states import PUBLISHED, REFUSED
from ..rows import read_rows

# What a seal keeps of a proof.
SEALED = ("id", "name", "sha256")
SCHEMES = ("http://", "https://")


class HrAsnEvidence(models.Model):
    _name = "hr.asn.evidence"
    _description = "ASN evidence"
    _inherit = [
        "hr.asn.shared.mixin",
        "hr.asn.period.line.mixin",
        "hr.asn.evidence.review.mixin",
    ]
    _order = "period_id, rhk_id, id"

    name = fields.Char("Evidence", required=True)
    rhk_id = fields.Many2one(required=True, ondelete="restrict")
    skp_id = fields.Many2one(related="rhk_id.skp_id", store=True, index=True)
    url = fields.Char("Link")
    datas = fields.Binary("File", attachment=True)
    # What the lead of a team indicator proved counts for members, who read his file and
    # not his plan.
    rhk_title = fields.Char("Proves", compute="_compute_rhk_title")
    is_of_lead = fields.Boolean(
        compute="_compute_rhk_title", export_string_translation=False
    )
    sha256 = fields.Char("Digest", readonly=True, index=True, copy=False)
    shown_at = fields.Char(compute="_compute_shown_at", export_string_translation=False)

    _has_proof = models.Constraint(
        "CHECK(url IS NOT NULL OR sha256 IS NOT NULL)",
        "Evidence is a file or a link: give one of them.",
    )
    _refused_idx = models.Index("(skp_id, period_id) WHERE state = 'refused'")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["sha256"] = self._asn_digest(vals.get("datas"), vals.get("url"))
        lines = super().create(vals_list)
        lines._asn_settle_missing()
        return lines

    def write(self, vals):
        vals = dict(vals)
        vals.pop("sha256", None)
        self._asn_check_place(vals)
        before = {line: line._asn_judged() for line in self}
        moving = self if self._asn_moves(vals) else self.browse()
        waiting = moving.filtered(lambda line: line.state == REFUSED).evaluation_id
        for lines, known in self._asn_with_digests(vals):
            super(HrAsnEvidence, lines).write(known)
        self._asn_check_place(vals)
        self.filtered(lambda line: line._asn_judged() != before[line])._asn_renew()
        waiting._asn_settle_refused()
        return True

    def _asn_with_digests(self, vals):
        """Return pairs of lines and what is written to them, with their digests."""
        if not {"datas", "url"} & vals.keys():
            return [(self, vals)]
        return [(line, vals | {"sha256": line._asn_digest_with(vals)}) for line in self]

    def _asn_digest_with(self, vals):
        datas = vals.get("datas", self.datas)
        return self._asn_digest(datas, vals.get("url", self.url))

    def _asn_judged(self):
        """Return what a review is of: something else is to be reviewed anew."""
        return self.name, self.url, self.sha256, self.rhk_id, self.period_id

    def _asn_check_place(self, vals):
        """Refuse to move what is open only because it was refused: it is replaced."""
        if self._asn_moves(vals):
            locked = self._asn_reported()
            if locked:
                raise locked._asn_locked_error()

    def _asn_moves(self, vals):
        return any(name in vals for name in self._asn_parents)

    def _asn_reported(self):
        """Return what is locked, refused or not."""
        return super()._asn_locked()

    def _asn_locked(self):
        """Open is also what was refused, to be replaced until delivery.

        What came back is not locked, whatever the deadline.
        """
        locked = self._asn_reported()
        back = locked.filtered(
            lambda line: (
                line.state == REFUSED
                # sudo: hr.asn.evaluation - a lock is the same for everybody
                and line.sudo().evaluation_id.state not in PUBLISHED
            )
        )
        return locked - (back - back._asn_closed())

    def _asn_locked_to_new(self):
        """Open is also what first proves a result that was reported without evidence.

        Until delivery, and whether or not it is rated: whoever adds it is not told.
        """
        locked = self._asn_reported()
        late = locked - locked._asn_closed()
        if not late:
            return locked
        # sudo: hr.asn.evaluation - a lock is the same for everybody
        missing = late.sudo().evaluation_id._asn_missing(late)
        return locked - late.filtered(
            lambda line: line.rhk_id in missing.get(line.sudo().evaluation_id, ())
        )

    @api.constrains("url")
    def _check_url(self):
        for line in self.filtered("url"):
            if not line.url.startswith(SCHEMES):
                raise ValidationError(
                    self.env._("A link begins with http:// or https://: %s", line.url)
                )

    @api.depends("rhk_id.name", "skp_id.name")
    @api.depends_context("uid", "lang")
    def _compute_rhk_title(self):
        readable = self.rhk_id._filtered_access("read")
        for line in self:
            line.is_of_lead = line.rhk_id not in readable
            # sudo: hr.asn.skp - the report names who recorded it, too
            line.rhk_title = (
                self.env._("Team indicator, proven by %s", line.sudo().skp_id.name)
                if line.is_of_lead
                else line.rhk_id.name
            )

    def _asn_opened(self):
        """Return {id: (where it is opened, kind of file there, "" of a link)}.

        A file goes before a link that stands beside it: the digest is that of the file.
        """
        files = self._asn_files()
        return {
            one.id: (
                f"/web/content/{self._name}/{one.id}/datas",
                files[one.id].mimetype,
            )
            if one.id in files
            else (one.url, "")
            for one in self
        }

    # Asked afresh: a file may be exchanged behind the entry.
    def _compute_shown_at(self):
        """When it was changed last, or its file was."""
        files = self._asn_files()
        for line in self:
            file = files.get(line.id, line)
            line.shown_at = str(max(line.write_date, file.write_date))

    def _asn_moments(self):
        return {line: line.shown_at for line in self}

    def _asn_files(self):
        """Return {id: its file} of those that hold one."""
        domain = Domain("res_model", "=", self._name) & Domain("res_id", "in", self.ids)
        domain &= Domain("res_field", "=", "datas")
        # sudo: ir.attachment - of what kind and when, for who may read the evidence
        files = self.env["ir.attachment"].sudo()
        found = files.search_fetch(domain, ["res_id", "mimetype", "write_date"])
        return {one.res_id: one for one in found}

    @api.model
    def _asn_refused_somewhere(self):
        """Return the ids of evaluations of which evidence was refused, as SQL."""
        keys = ["skp_id", "period_id"]
        self.flush_model([*keys, "state"])
        self.env["hr.asn.evaluation"].flush_model(keys)
        return SQL(
            """(SELECT evaluation.id FROM hr_asn_evaluation evaluation
                  JOIN hr_asn_evidence proof ON proof.skp_id = evaluation.skp_id
                   AND proof.period_id = evaluation.period_id
                 WHERE proof.state = %s)""",
            REFUSED,
        )

    @api.model
    def _asn_of_lead(self):
        """Evidence is of the result that a lead's indicator belongs to."""
        return SQL("line.rhk_id = lead.rhk_id")

    @api.model
    def _asn_proofs(self, plans, periods=None):
        """Return {plan id: [(result id, period id, evidence as a seal keeps it)]}.

        Name and digest are kept, not the file; nothing of what was refused. One query.
        ``periods``: only of these.
        """
        domain = Domain("skp_id", "in", plans.ids) & Domain("state", "!=", REFUSED)
        if periods is not None:
            domain &= Domain("period_id", "in", periods.ids)
        columns = ("skp_id", "rhk_id", "period_id", *SEALED)
        found = defaultdict(list)
        for plan, rhk, period, *kept in read_rows(self, domain, columns):
            sealed = dict(zip(SEALED, kept, strict=True))
            found[plan].append((rhk, period, sealed))
        return found

    @api.model
    def _asn_team_proofs(self, plans, periods=None, with_refused=False):
        """Return {plan id: [(lead's indicator id, period id, sealed evidence)]}.

        What the leads of team indicators proved the results with that these are of.
        Who may read a plan may know it. One query. ``periods``: only of these;
        ``with_refused``: also what does not count.
        """
        if not plans:
            return {}
        self.flush_model()
        self.env["hr.asn.iki"].flush_model(["skp_id", "rhk_id", "lead_iki_id"])
        every = periods is None
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT member.skp_id, lead.id, proof.period_id,
                       proof.id, proof.name, proof.sha256
                  FROM hr_asn_iki member
                  JOIN hr_asn_iki lead ON lead.id = member.lead_iki_id
                  JOIN hr_asn_evidence proof ON proof.rhk_id = lead.rhk_id
                 WHERE member.skp_id = ANY(%s) AND (%s OR proof.period_id = ANY(%s))
                   AND (%s OR proof.state != %s)
              ORDER BY proof.id
                """,
                list(plans.ids),
                every,
                [] if every else list(periods.ids),
                with_refused,
                REFUSED,
            )
        )
        found = defaultdict(list)
        for plan, lead, period, *kept in rows:
            found[plan].append((lead, period, dict(zip(SEALED, kept, strict=True))))
        return found

    def _asn_take_digest(self):
        """Take the digests anew: a file may have been exchanged behind the entry."""
        for line in self.with_context(bin_size=False):
            digest = self._asn_digest(line.datas, line.url)
            if digest != line.sha256:
                line._asn_put({"sha256": digest})
                line._asn_renew()

    @api.model
    def _asn_digest(self, datas, url):
        """Return the sha256 of a file, else of its link; nothing has none."""
        content = base64.b64decode(datas) if datas else (url or "").encode()
        return hashlib.sha256(content).hexdigest() if content else False
