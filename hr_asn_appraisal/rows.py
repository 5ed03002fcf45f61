"""Reads many stored rows as plain tuples, with the rights of who asks.

For thousands of them records cost more than all that is done with them. Core owns
this: realizations, evidence and the recap read so.
"""


def read_rows(model, domain, columns, order=None):
    """Return these columns of what matches, as tuples; one query.

    In: a model, with the environment of who asks; a domain; names of stored fields,
    or of related ones that lead to them; an order. Out: tuples, a relation as its id
    and what is missing as None. Raises AccessError as `search` and reading do.
    """
    query = model._search(domain, order=order)
    parts = [model._field_to_sql(query.table, name, query) for name in columns]
    return model.env.execute_query(query.select(*parts))
