from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools.misc import hash_sign, verify_hash_signed

from .. import seal
from .hr_department import RESTORE_HEAD

SCOPE = "hr_asn_appraisal.hierarchy_undo"
# So long what was mended can be taken back, if nothing else has changed.
HOURS = 1
# So many posts and evaluations a token tells of, where no run keeps them.
MOST = 200


class HrAsnHierarchyUndoMixin(models.AbstractModel):
    """What was mended is taken back with one click: by who did it, for a while."""

    _name = "hr.asn.hierarchy.undo.mixin"
    _description = "ASN mended hierarchy taken back"

    @api.model
    def take_back(self, token):
        """Take a mending back, with history; return what is to be told.

        ``token``: what ``web_save`` or ``action_accept`` answered to this user. Raises
        UserError where it is another's, too old, or something has changed since.
        """
        kept = self._asn_kept(token)
        self.check_access("write")
        self._asn_take_back_heads(kept["heads"])
        self.env["hr.asn.assignment"]._asn_take_back(kept["trace"])
        kept["run"]._asn_put_undo(False)
        if not _documents(kept["trace"]):
            return self.env._("Taken back: the head of the unit is as before.")
        return self.env._("Taken back: the former appraisers are there again.")

    @api.model
    def _asn_kept(self, token):
        """Return what a token of this user stands for; raise where it is none."""
        # sudo: ir.config_parameter - the secret of the database signs it
        try:
            kept = verify_hash_signed(self.sudo().env, SCOPE, token)
        except (TypeError, ValueError, AttributeError):
            kept = None
        undo = kept and kept["user"] == self.env.uid and self._asn_undo(kept)
        if not undo:
            raise UserError(
                self.env._(
                    "This can no longer be taken back. "
                    "Choose the former appraiser again instead."
                )
            )
        return undo

    @api.model
    def _asn_undo(self, kept):
        """Return what is to be taken back, from the token itself or from its run."""
        run = self._asn_run_of(kept)
        undo = (run.params or {}).get("undo") if run else kept.get("undo")
        if undo and seal.is_intact(seal.canonical(undo), kept["sha256"]):
            return undo | {"run": run}
        return None

    @api.model
    def _asn_take_back_heads(self, heads):
        """Give units their former heads again: list of (unit id, former, head)."""
        if not heads:
            return
        units = self.env["hr.department"].browse(unit for unit, *_persons in heads)
        # sudo: hr.department - compared with what the change itself had set
        now = {unit.id: unit.manager_id.id for unit in units.sudo().exists()}
        if any(now.get(unit) != present for unit, _former, present in heads):
            raise UserError(
                self.env._("The unit has another head by now; this is not taken back.")
            )
        former = {unit: person or None for unit, person, _present in heads}
        self._asn_check_heads(former)
        self.env["hr.department"]._asn_name_heads(former, action=RESTORE_HEAD)

    @api.model
    def _asn_check_heads(self, heads):
        """Raise where the user may not name these heads, {unit id: employee id}."""
        run = self.env["hr.asn.run.appraiser"]
        units = self.env["hr.department"].search(
            run._asn_own_units() & Domain("id", "in", list(heads))
        )
        barred = self.env["hr.asn.assignment"]._asn_barred()
        for unit, person in heads.items():
            head = {"unit": unit, "becomes": person}
            if reason := run._asn_head_barred(head, units, barred):
                raise AccessError(reason)

    @api.model
    def _asn_run_of(self, kept):
        # sudo: hr.asn.run - what a run of this user has changed, kept by it
        return self.env["hr.asn.run"].sudo().browse(kept["run"]).exists()

    @api.model
    def _asn_token(self, trace, former, run):
        """Return the token by which this user may take a change back, or False.

        ``trace``: of ``_asn_trace``; ``former``: {unit: its former head};
        ``run``: what has done it, which keeps all that; none: the token says it
        itself. It travels with each answer, so of more than MOST there is none.
        """
        heads = [(unit.id, one.id, unit.manager_id.id) for unit, one in former.items()]
        undo = {"trace": trace, "heads": heads}
        digest = seal.digest(seal.canonical(undo))
        kept = {"user": self.env.uid, "run": run.id, "sha256": digest}
        if run:
            # sudo: hr.asn.run - a run is written by the engine only
            run.sudo()._asn_put_undo(undo)
        elif _documents(trace) > MOST:
            return False
        else:
            kept["undo"] = undo
        # sudo: ir.config_parameter - the secret of the database signs it
        return hash_sign(self.sudo().env, SCOPE, kept, expiration_hours=HOURS)

    @api.model
    def _asn_too_many(self, trace):
        """Say why a change is not offered to be taken back."""
        return self.env._(
            "%s documents went along: too many to take back with one click. "
            "To take it back, choose the former appraiser again.",
            _documents(trace),
        )


def _documents(trace):
    """Return how many posts and evaluations a change has moved."""
    return sum(len(moved) for moved in trace["after"])
