from odoo import api, fields, models

from ..days import in_words

# Of what a session changed it is told of whom, and what.
CALIBRATION_LINE = "hr.asn.calibration.line"
# Notes that are no words but say which words are meant.
DEEMED = "deemed"


class HrAsnEventToldMixin(models.AbstractModel):
    """What happened, in the language of who reads it: a cron has none of its own.

    What people wrote stands as they wrote it. What the product says is kept as a code
    and figures; older events hold the sentence itself, in the language of who acted.
    """

    _name = "hr.asn.event.told.mixin"
    _description = "ASN history in the reader's words"

    told = fields.Text("Details", compute="_compute_told")

    @api.depends("note", "changes")
    @api.depends_context("lang")
    def _compute_told(self):
        """Say what happened in the language of who reads it: field: before → after."""
        tellers = {
            "change_assignment": "_asn_told_changes",
            "receive": "_asn_told_receipt",
            "team": "_asn_told_team",
            "team_ended": "_asn_told_ends",
            "team_end_undone": "_asn_told_undone",
            "grant": "_asn_told_unlock",
            "unlock": "_asn_told_unlock",
        }
        lines = self._asn_calibrated_lines()
        for event in self:
            teller = tellers.get(event.name)
            if event.res_model == CALIBRATION_LINE:
                event.told = lines[event.res_id]._asn_told(event)
            else:
                event.told = getattr(event, teller)() if teller else event.note

    def _asn_told_receipt(self):
        if self.note != DEEMED:
            return self.note
        return self.env._("Counts as received: it was not signed in time.")

    def _asn_told_ends(self):
        """Say which teams have no lead any more, and since when."""
        words = self.env["hr.asn.skp"]._asn_end_in_words
        told = [
            words(iki, lead, day)
            for _id, day, _left, *names in self.changes or ()
            for iki, lead in ([names] if names else [])
        ]
        return "\n".join(told) or self.note

    def _asn_told_undone(self):
        return self.note or self.env._(
            "Its lead goes on, or leaves on another day. A line that a draft has lost "
            "by it does not come back by itself: the lead adds it again."
        )

    def _asn_told_team(self):
        figures = self._asn_figures()
        if not figures:
            return self.note
        return self.env._("Team indicator “%(iki)s” of %(lead)s", **figures)

    def _asn_told_unlock(self):
        """Say until when it is open, by whom and why, M25."""
        day = self._asn_figures().get("date_to")
        if not day:
            return self.note
        return self.env._(
            "Filling in is open until %(day)s, by %(name)s. Reason: %(reason)s",
            day=in_words(self.env, day),
            # sudo: res.users - the name of the officer
            name=self.actor_id.sudo().name,
            reason=self.note,
        )

    def _asn_calibrated_lines(self):
        """Return {id: line of a session} of all these, to read them at once."""
        ours = self.filtered(lambda event: event.res_model == CALIBRATION_LINE)
        lines = self.env[CALIBRATION_LINE].browse(set(ours.mapped("res_id")))
        return {line.id: line for line in lines}

    def _asn_figures(self):
        """Return {name: what was kept of it} for a sentence."""
        return {name: value for name, _before, value in self.changes or ()}

    def _asn_told_changes(self):
        """Return the changes in words; of older ones only names of fields were kept."""
        fields_of = self.env[self.res_model]._fields
        if not self.changes:
            names = [one for one in (self.note or "").split(", ") if one in fields_of]
            labels = [fields_of[one]._description_string(self.env) for one in names]
            return ", ".join(labels) or self.note
        return "; ".join(
            self.env._(
                "%(field)s: %(before)s → %(after)s",
                field=fields_of[name]._description_string(self.env),
                before=self._asn_value(fields_of[name], before),
                after=self._asn_value(fields_of[name], after),
            )
            for name, before, after in self.changes
            if name in fields_of
        )

    @api.model
    def _asn_value(self, field, value):
        """Return a value that was kept as its readers write it; none: a dash."""
        if not value:
            return "–"
        if field.type == "date":
            return in_words(self.env, value)
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        return value
