"""Who took up a draft before this release knows it as it stands now."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Note the words of drafts that were taken up: what changes of them is told."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    links = env["hr.asn.rhk.link"].search(
        [
            ("superior_rhk_id.skp_id.state", "not in", ("approved", "closed")),
            ("skp_id.state", "not in", ("closed", "cancelled")),
        ]
    )
    links._asn_note_known()
