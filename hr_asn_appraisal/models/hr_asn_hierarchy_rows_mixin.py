from contextlib import contextmanager

from odoo import api, models
from odoo.tools import SQL

# The rows as the query has found them, kept in the cursor while somebody only reads.
KEPT = "hr_asn_hierarchy_rows"
COLUMNS = SQL(
    "id int, problem text, place int, assignment_id int, employee_id int, "
    "company_id int, department_id int, name text, nip text, post text, "
    "appraiser_id int, people int, waiting jsonb, until date, since date, "
    "office_id int, unit_name text, proposal_id int"
)


class HrAsnHierarchyRowsMixin(models.AbstractModel):
    """The rows of all problems, found once for each page that is read.

    A list by groups asks seven times. In a city that is a second; found once, and
    asked in what was found, a fifth of it.
    """

    _name = "hr.asn.hierarchy.rows.mixin"
    _description = "ASN rows of hierarchy problems"

    @property
    def _table_query(self):
        kept = self.env.cr.cache.get(KEPT)
        if kept and kept[0] == self._asn_rows_of():
            return SQL("SELECT * FROM json_to_recordset(%s) AS (%s)", kept[1], COLUMNS)
        return self._asn_rows_query()

    def _asn_rows_of(self):
        """Return what the rows depend on, but for the data: agencies and language."""
        return self.env.companies.ids, self.env.lang

    @contextmanager
    def _asn_found_once(self):
        """Find the rows once for all that is read inside; nothing is written there."""
        cache = self.env.cr.cache
        if KEPT in cache:
            yield
            return
        self._asn_uncompiled()
        query = SQL("SELECT json_agg(found)::text FROM %s found", self._table_sql)
        cache[KEPT] = self._asn_rows_of(), self.env.execute_query(query)[0][0] or "[]"
        try:
            yield
        finally:
            cache.pop(KEPT, None)

    @api.model
    def _asn_uncompiled(self):
        """Ask without compiling: that takes ten times as long as the query itself."""
        self.env.cr.execute("SET LOCAL jit = off")

    @api.model
    def _search(self, domain, *args, **kwargs):
        self._asn_uncompiled()
        return super()._search(domain, *args, **kwargs)

    # -- what reads pages ----------------------------------------------------

    @api.model
    @api.readonly
    def web_read_group(self, *args, **kwargs):
        with self._asn_found_once():
            return super().web_read_group(*args, **kwargs)

    @api.model
    @api.readonly
    def web_search_read(self, *args, **kwargs):
        with self._asn_found_once():
            return super().web_search_read(*args, **kwargs)
