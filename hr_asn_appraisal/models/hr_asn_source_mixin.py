from odoo import api, fields, models

from ..days import in_words
from ..law.codes import HERE, RUANG_GTK


def _source(model):
    """Return what the fields below depend on: the mixin itself has no source."""
    return [name for name in ("source",) if name in model._fields]


class HrAsnSourceMixin(models.AbstractModel):
    """Documents whose truth may be in another system: shown, counted, never retyped.

    Where it is elsewhere, no step of the workflow is possible here but the import.
    A model that inherits this has ``source``, related to the policy.
    """

    _name = "hr.asn.source.mixin"
    _description = "ASN document of this or another system"

    # What the steps of a transition map need: one of the two is always so.
    is_rated_here = fields.Boolean(
        compute="_compute_is_rated_here",
        compute_sudo=True,
        export_string_translation=False,
    )
    is_rated_elsewhere = fields.Boolean(
        compute="_compute_is_rated_here",
        compute_sudo=True,
        export_string_translation=False,
    )
    external_on = fields.Date("Imported Data As Of", readonly=True, copy=False)
    source_note = fields.Char("Source Note", compute="_compute_source_note")

    @api.depends(_source)
    def _compute_is_rated_here(self):
        for one in self:
            one.is_rated_here = (one.source or HERE) == HERE
            one.is_rated_elsewhere = not one.is_rated_here

    @api.depends(lambda self: [*_source(self), "external_on"])
    @api.depends_context("lang")
    def _compute_source_note(self):
        for one in self:
            one.source_note = one.is_rated_elsewhere and one._asn_source_note()

    def _asn_source_note(self):
        """Say which system this is run in and of which day the import is, M47."""
        self.ensure_one()
        where = (
            self.env._("The performance of teachers is managed in Ruang GTK.")
            if self.source == RUANG_GTK
            else self.env._("This performance is managed in e-Kinerja BKN.")
        )
        since = (
            self.env._(
                "The state is taken from the data imported as of %(day)s.",
                day=in_words(self.env, self.external_on),
            )
            if self.external_on
            else self.env._("No data has been imported yet.")
        )
        return f"{where} {since}"

    def _asn_lack(self, transition):
        """Name the other system where a step is not to be done here."""
        if self.is_rated_elsewhere:
            return self._asn_elsewhere()
        return super()._asn_lack(transition)

    def _asn_elsewhere(self):
        self.ensure_one()
        return self.env._(
            "%(document)s is not worked on here. %(note)s",
            document=self.display_name,
            note=self._asn_source_note(),
        )
