"""Surveys of service users that are open have places for the answers that wait."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Make them as opening does: the first answer and the closing are to meet there."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["hr.asn.survey"].search([("state", "=", "open")])._asn_make_places()
