"""Extensions of forms whose places moved with 19.0.1.5.0."""

MODULES = ("hr_asn_appraisal", "hr_asn_appraisal_reports")


def migrate(cr, version):
    """Empty them until they are loaded anew.

    Odoo checks a form together with the extensions that the database still has: one
    that looks for a place of before would stop the upgrade.
    """
    cr.execute(
        """
        UPDATE ir_ui_view one
           SET arch_db = '{"en_US": "<data/>"}'
          FROM ir_model_data known
         WHERE known.model = 'ir.ui.view' AND known.res_id = one.id
           AND known.module IN %s
           AND one.inherit_id IS NOT NULL AND one.mode = 'extension'
        """,
        [MODULES],
    )
