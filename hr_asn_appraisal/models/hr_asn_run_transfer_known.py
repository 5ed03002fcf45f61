from odoo import api, models

from ..exchange import posts


class HrAsnRunTransferKnown(models.AbstractModel):
    """What the rows of an appointment list are held against."""

    _name = "hr.asn.run.transfer.known"
    _description = "ASN appointment list: what is known"
    _inherit = ["hr.asn.run.import"]

    @api.model
    def _asn_references(self):
        """Return what the rows are held against: one query for each kind of record."""
        units = self._asn_units()
        held = self._asn_posts()
        company = self.env.company.sudo()
        return posts.References(
            people=self._asn_people(held, units),
            posts=held,
            units=units,
            head=company.asn_head_id.id or None,
            today=company._asn_today(),
        )

    @api.model
    def _asn_units(self):
        # sudo: hr.department - a list names units that are not those of the officer
        departments = self.env["hr.department"].sudo()
        found = departments.search_fetch(
            [("company_id", "=", self.env.company.id)],
            ["name", "asn_unor", "parent_id", "manager_id"],
        )
        inside = set(departments.search(self.env.user._asn_units_domain("id")).ids)
        return {
            one.id: posts.Unit(
                one.id,
                one.asn_unor or one.name,
                one.parent_id.id or None,
                one.manager_id.id or None,
                one.id in inside,
            )
            for one in found
        }

    @api.model
    def _asn_posts(self):
        """Return all posts of the agency as plain objects."""
        # sudo: hr.asn.assignment - who follows is told by posts of other units, too
        found = (
            self.env["hr.asn.assignment"]
            .sudo()
            .search_fetch(
                [("company_id", "=", self.env.company.id)],
                [
                    *("employee_id", "post", "post_kind", "status", "duty"),
                    *("department_id", "date_from", "date_to"),
                    *("appraiser_id", "superior_id"),
                ],
                order="id",
            )
        )
        levels = self._asn_levels()
        return tuple(
            posts.Post(
                id=one.id,
                employee=one.employee_id.id,
                post=one.post,
                kind=one.post_kind or "",
                level=levels.get((one.employee_id.id, one.post_kind), ""),
                status=one.status,
                duty=one.duty or "",
                unit=one.department_id.id,
                since=one.date_from,
                until=one.date_to or None,
                appraiser=one.appraiser_id.id or None,
                superior=one.superior_id.id or None,
            )
            for one in found
        )

    @api.model
    def _asn_levels(self):
        """Return {(employee id, kind of post): code of the functional level}."""
        groups = self.env["hr.version"]._read_group(
            [
                ("company_id", "=", self.env.company.id),
                ("asn_jf_level_id", "!=", False),
            ],
            ["employee_id", "asn_post_kind", "asn_jf_level_id"],
        )
        return {(employee.id, kind): level.code for employee, kind, level in groups}

    @api.model
    def _asn_people(self, held, units):
        """Return {NIP: posts.Person}; whoever has a post in the officer's units is his.

        Who has no post yet is for the officer of the whole agency.
        """
        today = self.env.company._asn_today()
        inside = {
            post.employee
            for post in held
            if units[post.unit].in_scope and (post.until is None or post.until >= today)
        }
        runs_agency = self.env.user._asn_runs_agency()
        found = self.env["hr.employee"].search_fetch(
            [("company_id", "=", self.env.company.id), ("asn_nip", "!=", False)],
            ["asn_nip", "name"],
        )
        return {
            one.asn_nip: posts.Person(one.id, one.name, runs_agency or one.id in inside)
            for one in found
        }
