"""What an action writes, caught once, and written again as barely as possible.

Runs in Odoo's shell. "Bare" is `BaseModel.create` and `BaseModel.write` of all rows
that the action writes, with their values ready and mail off.
"""

import decimal
import time

from odoo.models import BaseModel

# Signals to other processes, not rows of the action.
NOT_ROWS = {"bus.bus", "ir.cron.trigger"}
MAGIC = {"id", "create_uid", "create_date", "write_uid", "write_date", "parent_path"}
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}


class Meter:
    """Time and queries of what runs inside `with`."""

    def __init__(self, env):
        self.env = env
        self.seconds = 0.0
        self.queries = 0

    def __enter__(self):
        self._queries = self.env.cr.sql_log_count
        self._started = time.perf_counter()
        return self

    def __exit__(self, *_error):
        self.seconds += time.perf_counter() - self._started
        self.queries += self.env.cr.sql_log_count - self._queries


class Caught:
    """The rows that one phase of an action has made or changed.

    `created` is {model: {id: values}}, `changed` {model: {values: ids}}.
    """

    def __init__(self):
        self.created = {}
        self.changed = {}


class Catcher:
    """Finds the rows that this transaction has written since the last look."""

    def __init__(self, env):
        self.env = env
        env.cr.execute("SELECT txid_current()")
        self.first = env.cr.fetchone()[0] % 2**32
        self.known = {}  # {model: {id: stored row}} as of the last look
        self.top = {}

    def before(self):
        """Remember where the tables end."""
        for name in self._models():
            self.env.cr.execute(
                f'SELECT coalesce(max(id), 0) FROM "{self.env[name]._table}"'
            )
            self.top[name] = self.env.cr.fetchone()[0]

    def look(self):
        """Return what was written since the last look."""
        self.env.flush_all()
        caught = Caught()
        for name in self._touched():
            self._compare(caught, name, self._written(name))
        return caught

    def _models(self):
        return [
            name
            for name, model in self.env.registry.items()
            if model._auto and not model._abstract and name not in NOT_ROWS
        ]

    def _touched(self):
        self.env.cr.execute(
            "SELECT relname FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd > 0"
        )
        tables = {table for (table,) in self.env.cr.fetchall()}
        return [name for name in self._models() if self.env[name]._table in tables]

    def _columns(self, name):
        return [
            field.name
            for field in self.env[name]._fields.values()
            if field.store and field.column_type and field.name not in MAGIC
        ]

    def _written(self, name):
        return self._rows(self.env.cr, name, "xmin::text::bigint >= %s", self.first)

    def _rows(self, cr, name, condition, value):
        columns = self._columns(name)
        listed = ", ".join(f'"{column}"' for column in columns)
        table = self.env[name]._table
        cr.execute(f'SELECT id, {listed} FROM "{table}" WHERE {condition}', [value])
        return {
            row_id: dict(zip(columns, values, strict=True))
            for row_id, *values in cr.fetchall()
        }

    def _compare(self, caught, name, rows):
        """Sort rows into new and changed ones, by how they were before."""
        known = self.known.setdefault(name, {})
        older = [i for i in rows if i <= self.top[name] and i not in known]
        with self.env.registry.cursor() as committed:
            known.update(self._rows(committed, name, "id = ANY(%s)", older))
        for row_id, row in sorted(rows.items()):
            if row_id not in known:
                values = self._ready(name, row)
                caught.created.setdefault(name, {})[row_id] = values
            elif changes := _changes(known[row_id], row):
                values = tuple(sorted(self._ready(name, changes).items(), key=str))
                groups = caught.changed.setdefault(name, {})
                groups.setdefault(repr(values), (dict(values), []))[1].append(row_id)
            known[row_id] = row

    def _ready(self, name, row):
        """Stored values as `create` and `write` take them."""
        model = self.env[name]
        return {
            column: _value(model._fields[column], value)
            for column, value in row.items()
        }


def _changes(before, after):
    return {column: value for column, value in after.items() if value != before[column]}


def _value(field, value):
    if value is None:
        return False
    if isinstance(value, decimal.Decimal):
        return float(value)
    if field.translate and isinstance(value, dict):
        return value.get("en_US")
    return value


class Bare:
    """Writes caught rows again and measures nothing but that."""

    def __init__(self, env, phases):
        self.env = env(context=env.context | QUIET, su=True)
        self.phases = phases
        self.ids = {}  # {model: {caught id: id of this time}}

    def run(self):
        """Write all phases; returns the meter."""
        meter = Meter(self.env)
        for caught in self.phases:
            for name in self._ordered(caught.created):
                self._create(meter, name, caught.created[name])
            for name, groups in caught.changed.items():
                self._write(meter, name, groups)
            with meter:
                self.env.flush_all()
            self.env.transaction.clear()
        return meter

    def _ordered(self, created):
        """Models, those that are referred to first."""
        left, done = dict.fromkeys(created), []
        while left:
            free = [n for n in left if not self._needs(n) & (left.keys() - {n})]
            for name in free or list(left):
                done.append(name)
                del left[name]
        return done

    def _needs(self, name):
        fields = self.env[name]._fields.values()
        needed = {
            field.comodel_name
            for field in fields
            if field.type == "many2one" and field.store and field.name not in MAGIC
        }
        return needed

    def _create(self, meter, name, rows):
        model = self.env[name]
        vals_list = [self._translated(model, values) for values in rows.values()]
        self._name_targets(model, vals_list)
        with meter:
            made = BaseModel.create(model, vals_list)
            self.env.flush_all()
        self.ids.setdefault(name, {}).update(zip(rows, made.ids, strict=True))

    def _name_targets(self, model, vals_list):
        """Have the names of what activities are on: Odoo reads them one by one."""
        for field in model._fields.values():
            if field.type == "many2one_reference" and field.store:
                targets = {}
                for values in vals_list:
                    targets.setdefault(values[field.model_field], []).append(
                        values[field.name]
                    )
                for name, ids in targets.items():
                    found = self.env[name].browse(filter(None, ids)).exists()
                    found.mapped("display_name")

    def _write(self, meter, name, groups):
        own = self.ids.get(name, {})
        for values, row_ids in groups.values():
            model = self.env[name]
            ready = self._translated(model, values)
            records = model.browse([own.get(i, i) for i in row_ids])
            with meter:
                BaseModel.write(records, ready)

    def _translated(self, model, values):
        """Values that refer to the rows of this time."""
        ready = dict(values)
        for column, value in values.items():
            target = _target(model._fields[column], values)
            if value and target in self.ids:
                ready[column] = self.ids[target].get(value, value)
        return ready


def _target(field, values):
    if field.type == "many2one":
        return field.comodel_name
    if field.type == "many2one_reference":
        return values.get(field.model_field)
    return None
