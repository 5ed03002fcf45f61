"""The action that opens the form of a model in a dialog."""


def dialog(records, title, context=None, view_id=False):
    """Return the action that opens the form of records in a dialog.

    In: a record, or an empty recordset for a new one; what stands above the dialog; the
    context of its form; the view, where it is not the first one. Out: an action.
    """
    return {
        "type": "ir.actions.act_window",
        "name": title,
        "res_model": records._name,
        "res_id": records.id,
        "views": [(view_id, "form")],
        "target": "new",
        "context": context or {},
    }
