from odoo import api, fields, models
from odoo.exceptions import AccessError

# Settled by whoever sets the day, and by the worker; written by nobody.
SETTLED = {"opener_id", "lapsed_on"}
OPENING_CRON = "hr_asn_appraisal.ir_cron_asn_open"


class HrAsnOpenDayMixin(models.AbstractModel):
    """What opens by itself from a day on, with the rights of who has set the day."""

    _name = "hr.asn.open.day.mixin"
    _description = "ASN opening on a day"

    # Whoever writes one of these answers for what opens by itself.
    _asn_opening_fields = frozenset({"open_on"})

    open_on = fields.Date(
        "Opens On",
        copy=False,
        help="Opens by itself on this day, with the rights of who sets it. "
        "Empty: only when an officer opens it.",
    )
    opener_id = fields.Many2one(
        "res.users", "With the Rights Of", readonly=True, copy=False
    )
    lapsed_on = fields.Date("No Longer by Itself Since", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            is_set = any(vals.get(name) for name in self._asn_opening_fields)
            vals.update(opener_id=is_set and self.env.uid, lapsed_on=False)
        records = super().create(vals_list)
        records._asn_wake()
        return records

    def write(self, vals):
        if SETTLED & vals.keys():
            raise AccessError(
                self.env._("With whose rights it opens follows from who set the day.")
            )
        if not self._asn_opening_fields & vals.keys():
            return super().write(vals)
        done = super().write(vals | self._asn_answered())
        self._asn_wake()
        return done

    def _asn_answered(self):
        return {"opener_id": self.env.uid, "lapsed_on": False}

    def _asn_take_over(self):
        """Let these open by themselves with the rights of the user from now on."""
        done = super().write(self._asn_answered())
        self._asn_wake()
        return done

    def _asn_lapse(self, day):
        """Keep since when nobody answers for these any more; False: somebody does."""
        return super().write({"lapsed_on": day})

    def _asn_wake(self):
        """Look at once, where something is to be opened today already."""
        if any(one._asn_is_awaited() for one in self):
            # sudo: ir.cron - waking the worker is all that is done with it
            self.env.ref(OPENING_CRON).sudo()._trigger()

    def _asn_is_awaited(self):
        """Say whether the day of one record has come."""
        return bool(self.open_on) and self.open_on <= self._asn_day()

    def _asn_day(self):
        """Return today by the clock of the agency."""
        return self.company_id._asn_today()
