"""Rows of a database, named by natural keys, so that two databases compare."""

import re

from psycopg2.extras import RealDictCursor

TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND n.nspname = 'public'
"""
FOREIGN_KEYS = """
SELECT a.attname, target.relname
  FROM pg_constraint k
       JOIN pg_class source ON source.oid = k.conrelid
       JOIN pg_class target ON target.oid = k.confrelid
       JOIN pg_attribute a ON a.attrelid = source.oid AND a.attnum = k.conkey[1]
 WHERE k.contype = 'f' AND source.relname = %s
"""
# What a table's rows are called, in terms of its columns.
KEYS = {
    "res_partner": ("email",),
    "res_users": ("login",),
    "res_groups_users_rel": ("gid", "uid"),
    "res_company_users_rel": ("cid", "user_id"),
    "res_users_settings": ("user_id",),
    "hr_department": ("asn_unor",),
    "hr_job": ("name",),
    "resource_resource": ("user_id",),
    "hr_employee": ("user_id",),
    "hr_version": ("employee_id",),
    "hr_asn_assignment": ("employee_id",),
    "hr_asn_cycle": ("year",),
    "hr_asn_period": ("cycle_id", "kind", "number"),
    "hr_asn_objective": ("cycle_id", "code"),
    "hr_asn_skp": ("cycle_id", "employee_id"),
    "hr_asn_rhk": ("skp_id", "sequence"),
    "hr_asn_rhk_link": ("rhk_id", "superior_rhk_id", "objective_id"),
    "hr_asn_iki": ("rhk_id", "sequence"),
    "hr_asn_skp_version": ("skp_id", "number"),
    "hr_asn_evaluation": ("skp_id", "period_id"),
    "hr_asn_rating": ("evaluation_id", "kind", "revision"),
    "hr_asn_realization": ("iki_id", "period_id"),
    "hr_asn_evidence": ("rhk_id", "period_id"),
    "hr_asn_event": ("res_model", "res_id", "name"),
    "mail_activity": ("res_model", "res_id", "activity_type_id"),
}
REFERENCES = {("hr_asn_event", "res_id"), ("mail_activity", "res_id")}


class Rows:
    """The rows that came into a database after a snapshot of its counts."""

    def __init__(self, connection):
        self.connection = connection
        self.before = self._sizes()
        self.tables = {}
        self.foreign = {}
        self.names = {}

    def _fetch(self, statement, *values):
        with (
            self.connection,
            self.connection.cursor(cursor_factory=RealDictCursor) as cursor,
        ):
            cursor.execute(statement, values)
            return [dict(row) for row in cursor.fetchall()]

    def _sizes(self):
        """{table: (rows, highest id)}"""
        return {table: self._size(table) for table in self._table_names()}

    def _table_names(self):
        return sorted(row["relname"] for row in self._fetch(TABLES))

    def _size(self, table):
        found = self._fetch(
            "SELECT 1 FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name = 'id' AND data_type = 'integer' AND table_name = %s",
            table,
        )
        highest = "coalesce(max(id), 0)" if found else "NULL"
        row = self._fetch(f'SELECT count(*) AS n, {highest} AS top FROM "{table}"')[0]
        return row["n"], row["top"]

    def grown(self):
        """The tables that have more rows than at the snapshot."""
        return {
            table for table, size in self._sizes().items() if size > self.before[table]
        }

    def read(self, table):
        """The new rows of a table: {natural key: {column: value}}.

        References to new rows are replaced by their keys. Two rows of one key are
        an error.
        """
        named = {}
        for row in self._raw(table):
            key = self._key(table, row)
            assert key not in named, f"{table}: two rows are called {key}"
            named[key] = {column: self._named(table, row, column) for column in row}
        return named

    def _raw(self, table):
        if table not in self.tables:
            top = self.before[table][1]
            where = "" if top is None else f"WHERE id > {top}"
            rows = self._fetch(f'SELECT * FROM "{table}" {where}')
            self.foreign[table] = {
                row["attname"]: row["relname"]
                for row in self._fetch(FOREIGN_KEYS, table)
            }
            self.tables[table] = rows if top is not None else self._joined(table, rows)
            self.names[table] = {row.get("id"): row for row in self.tables[table]}
        return self.tables[table]

    def _joined(self, table, rows):
        """Rows of a relation that lead to a new user."""
        known = self.before["res_users"][1]
        column = next(c for c, to in self.foreign[table].items() if to == "res_users")
        return [row for row in rows if row[column] > known]

    def _key(self, table, row):
        return ", ".join(str(self._named(table, row, column)) for column in KEYS[table])

    def _named(self, table, row, column):
        target = self.foreign[table].get(column)
        if (table, column) in REFERENCES:
            target = row["res_model"].replace(".", "_")
        if column == "parent_path":
            return re.sub(
                r"\d+", lambda found: str(self.name(table, int(found[0]))), row[column]
            )
        return self.name(target, row[column]) if target in KEYS else row[column]

    def name(self, table, record_id):
        """The natural key of a row by its id; an older row keeps its id."""
        self._raw(table)
        row = self.names[table].get(record_id)
        return f"{table}({self._key(table, row)})" if row else record_id
