from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .hr_asn_scope_mixin import OFFICER_GROUP

WAITING = "todo"
OK = "ok"
SKIPPED = "skipped"
FAILED = "failed"
STATES = [
    (WAITING, "Waiting"),
    (OK, "Succeeded"),
    (SKIPPED, "Skipped"),
    (FAILED, "Failed"),
]

# What becomes of a line of an opening, as it is known before anything is made.
MAKE = "make"
INCOMPLETE = "incomplete"
EXISTS = "exists"
EXEMPT = "exempt"
CANNOT = "cannot"
OPENING_OUTCOMES = [
    (MAKE, "Will Be Made"),
    (INCOMPLETE, "Will Be Made, without Appraiser"),
    (EXISTS, "Exists Already"),
    (EXEMPT, "Exempt"),
    (CANNOT, "Cannot Be Made"),
]
MADE = (MAKE, INCOMPLETE)
# What a list makes of a row, beside "unchanged" and "bad".
NEW = "new"
CHANGED = "changed"
LIST_OUTCOMES = [(NEW, "New"), (CHANGED, "Changed")]
# Where the plan of a row is, after a comparison with another system.
BOTH = "both"
ONLY_THERE = "only_there"
ONLY_HERE = "only_here"
PRESENCES = [
    (BOTH, "In both systems"),
    (ONLY_THERE, "Only there"),
    (ONLY_HERE, "Only here"),
]
# What an import makes, or has made, of a row.
TAKEN = "taken"
UNCHANGED = "unchanged"
OLDER = "older"
NOT_RATED = "not_rated"
SAME = "same"
DIFFERENT = "different"
UNKNOWN = "unknown"
ACTING = "acting"
BAD = "bad"
MISSING = "missing"
# Where both systems differ about who is rated here or stands in one of them only.
DIFFERENCES = (DIFFERENT, UNKNOWN, ACTING, MISSING)
NOT_TAKEN = (OLDER, NOT_RATED, UNKNOWN, ACTING, BAD)
EXTERNAL_OUTCOMES = [
    (TAKEN, "Taken over"),
    (UNCHANGED, "Unchanged"),
    (OLDER, "Older than what is here"),
    (NOT_RATED, "Not rated there yet"),
    (SAME, "Rated here, the same there"),
    (DIFFERENT, "Rated here, different there"),
    (UNKNOWN, "Not among the plans"),
    (ACTING, "Acting post without a plan"),
    (BAD, "Bad row"),
    (MISSING, "Missing there"),
]
# What the officer decides about a difference; a record, which changes no document.
THEIRS = "theirs"
OURS = "ours"
CHECK = "check"
DECISIONS = [
    (THEIRS, "e-Kinerja data accepted"),
    (OURS, "Data here kept"),
    (CHECK, "To be checked"),
]
OUTCOMES = [*OPENING_OUTCOMES, *LIST_OUTCOMES, *EXTERNAL_OUTCOMES]


class HrAsnRunLine(models.Model):
    _name = "hr.asn.run.line"
    _description = "ASN bulk run line"
    _inherit = [
        "hr.asn.guard.mixin",
        "hr.asn.history.mixin",
        "hr.asn.concerned.mixin",
    ]
    _order = "run_id, id"

    run_id = fields.Many2one(
        "hr.asn.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(
        related="run_id.company_id", store=True, precompute=True
    )
    key = fields.Char("Key of the Row", required=True, readonly=True)
    name = fields.Char(readonly=True)
    res_model = fields.Char(readonly=True, export_string_translation=False)
    res_id = fields.Many2oneReference(
        "Record", model_field="res_model", readonly=True, aggregator=None
    )
    state = fields.Selection(STATES, default=WAITING, required=True, readonly=True)
    message = fields.Text(readonly=True)
    presence = fields.Selection(PRESENCES, "Plan", readonly=True)
    outcome = fields.Selection(OUTCOMES, "What Will Happen", readonly=True)
    decision = fields.Selection(DECISIONS, readonly=True)
    decision_note = fields.Text("Note on the Decision", readonly=True)
    decided_by_id = fields.Many2one("res.users", "Decided By", readonly=True)
    decided_on = fields.Date("Decided On", readonly=True)
    makes_account = fields.Boolean("Gets an Account", readonly=True)
    payload = fields.Json(readonly=True, export_string_translation=False)
    row = fields.Integer(compute="_compute_found", aggregator=None)
    nip = fields.Char("NIP", compute="_compute_found")
    post = fields.Char("Post", compute="_compute_found")
    unit = fields.Char("Unit", compute="_compute_found")

    _key_uniq = models.Constraint(
        "UNIQUE(run_id, key)", "This line stands in the run already."
    )
    _todo_idx = models.Index(f"(run_id, id) WHERE state = '{WAITING}'")
    # Few of many: the tasks of an officer ask for runs with such lines.
    _failed_idx = models.Index(f"(run_id) WHERE state = '{FAILED}'")

    @api.depends("name", "key")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.name or line.key

    # -- differences with another system ---------------------------------------

    def action_accept_theirs(self):
        """Accept what e-Kinerja says of these differences; it is only noted."""
        return self._asn_decide(THEIRS)

    def action_keep_ours(self):
        """Keep what is here of these differences; it is only noted."""
        return self._asn_decide(OURS)

    def _asn_decide(self, decision, note=None):
        """Note a decision on differences, many at once, with history.

        Nothing of e-Kinerja overwrites a rating or a state: whoever accepts its data
        has the document corrected by its own steps. A decision may be changed; the
        history keeps each. Raises AccessError for who is no officer or whom a row is
        about, UserError where there is nothing to decide.
        """
        self.check_access("read")
        self._asn_check_deciding()
        values = {
            "decision": decision,
            "decision_note": (note or "").strip() or False,
            "decided_by_id": self.env.uid,
            "decided_on": self.env.company._asn_today(),
        }
        # sudo: hr.asn.run.line - decided by the officer, past what the engine keeps
        self.sudo().write(values)
        self.env["hr.asn.event"]._asn_log(
            self, f"decide_{decision}", values["decision_note"]
        )
        return True

    def _asn_check_deciding(self):
        if not self.env.user.has_group(OFFICER_GROUP):
            raise AccessError(
                self.env._("Only a performance officer decides about differences.")
            )
        unfit = self.filtered(lambda one: one.outcome not in DIFFERENCES)
        if unfit:
            raise UserError(
                self.env._(
                    "There is no difference to decide on: %s.", unfit[0].display_name
                )
            )
        # sudo: hr.asn.run - only how far it is
        if not all(run._asn_is_done() for run in self.sudo().run_id):
            raise UserError(
                self.env._(
                    "The report has only been looked at. Process it first, then decide."
                )
            )

    # -- the engine --------------------------------------------------------------
    @api.depends("payload")
    def _compute_found(self):
        """Show what the row of a list says: who it is, his post and unit."""
        for line in self:
            payload, found = line.payload or {}, line._asn_found()
            unit = found.get("unit") or (found.get("unor_induk"), found.get("unor"))
            line.row = payload.get("row") or 0
            line.nip = str(found.get("nip") or "")
            line.post = found.get("post") or found.get("jabatan") or ""
            line.unit = " / ".join(str(part) for part in unit if part)

    def _asn_found(self):
        """Return what a list says of a row: as it was read, else its cells."""
        payload = self.payload or {}
        sources = (payload.get(name) for name in ("staff", "transfer", "cells"))
        return next(filter(None, sources), {})

    def _asn_mark(self, results):
        """Write results {line: (state, message, res_id)}: one write per outcome."""
        outcomes = {}
        for line in self:
            state, message, res_id = results[line]
            if res_id:
                line.res_id = res_id
            outcomes.setdefault((state, message), self.browse())
            outcomes[state, message] |= line
        for (state, message), lines in outcomes.items():
            lines.write({"state": state, "message": message})

    def _asn_row(self):
        """Return a failed line as a row of hr.asn.run.rejected_rows."""
        self.ensure_one()
        return {
            "row": self.row,
            "nip": self._asn_found().get("nip", ""),
            "nama": self.name or "",
            "column": "",
            "value": "",
            "problem": self.message or "",
            "action": "",
            "consequence": "skip",
        }
