from odoo import models
from odoo.exceptions import MissingError, UserError


class HrAsnWindowMixin(models.AbstractModel):
    """What a second window still shows is told in words where it is saved."""

    _name = "hr.asn.window.mixin"
    _description = "ASN record saved from a window"

    def web_save(self, vals, specification, next_id=None):
        """Say that something was deleted meanwhile: a row, or what it belongs to.

        Raises UserError in place of the MissingError that names a record by its id.
        """
        try:
            return super().web_save(vals, specification, next_id)
        except MissingError as error:
            raise UserError(
                self.env._(
                    "Something you are saving was deleted meanwhile in another window. "
                    "Reload to see what is left."
                )
            ) from error
