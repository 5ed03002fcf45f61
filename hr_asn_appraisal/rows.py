"""Reads and appends many stored rows as plain values, with the rights of who asks.

For thousands of them records cost more than all that is done with them. Core owns
this: realizations, evidence and the recap read so, history and seals are written so.
"""

from odoo.tools import SQL, split_every

# So many rows go into one statement, as Odoo does: a refused one is logged as a whole.
STATEMENT = 100


def read_rows(model, domain, columns, order=None):
    """Return these columns of what matches, as tuples; one query.

    In: a model, with the environment of who asks; a domain; names of stored fields,
    or of related ones that lead to them; an order. Out: tuples, a relation as its id
    and what is missing as None. Raises AccessError as `search` and reading do.
    """
    query = model._search(domain, order=order)
    parts = [model._field_to_sql(query.table, name, query) for name in columns]
    return model.env.execute_query(query.select(*parts))


def add_rows(model, vals_list):
    """Append rows and return them as records; one query for a hundred.

    In: a model whose rows only code writes, so that no right is asked; values as for
    `create`, all of the same stored fields. Raises ValueError where these are not all
    that the model fills in by default or computation, and what the database refuses,
    as `create` does.
    """
    if not vals_list:
        return model.browse()
    _check_whole(model, vals_list)
    logged = _logged(model) if model._log_access else {}
    columns = [model._fields[name] for name in (*vals_list[0], *logged)]
    ids = []
    for some in split_every(STATEMENT, vals_list):
        rows = [_row(model, columns, vals | logged) for vals in some]
        ids += [row_id for (row_id,) in _insert(model, columns, rows)]
    added = model.browse(ids)
    _forget(model, columns)
    added.modified([field.name for field in columns], create=True)
    return added


def _check_whole(model, vals_list):
    """Refuse values that leave out what `create` would have filled in."""
    given = vals_list[0].keys()
    filled = {
        name
        for name, field in model._fields.items()
        if field.store and field.column_type and (field.default or field.compute)
    }
    missing = (filled - given) | {
        name for vals in vals_list for name in vals.keys() ^ given
    }
    if missing:
        raise ValueError(f"{model._name}: each row needs {', '.join(sorted(missing))}")


def _logged(model):
    """Return who adds a row, and when."""
    user, now = model.env.uid, model.env.cr.now()
    return {
        "create_uid": user,
        "create_date": now,
        "write_uid": user,
        "write_date": now,
    }


def _row(model, columns, vals):
    return tuple(
        field.convert_to_column_insert(vals[field.name], model, vals)
        for field in columns
    )


def _insert(model, columns, rows):
    return model.env.execute_query(
        SQL(
            "INSERT INTO %s (%s) VALUES %s RETURNING id",
            SQL.identifier(model._table),
            SQL(", ").join(SQL.identifier(field.name) for field in columns),
            SQL(", ").join(rows),
        )
    )


def _forget(model, columns):
    """Drop from the cache what lists rows of this model: it has grown."""
    for field in columns:
        for inverse in model.pool.field_inverses[field]:
            lists = model.env[inverse.model_name]
            lists.invalidate_model([inverse.name], flush=False)
