from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..days import in_words
from ..law import codes
from ..models.hr_asn_staff_agency import HEAD_POST


class HrAsnHeadChange(models.TransientModel):
    """Seats a new head of the agency, who is no ASN and stands in no staff list.

    A mayor, an acting mayor, a regent: his post and that of the former one get their
    dates, and all whom the former one appraises go over to him. Who stands above him
    is the superior on the papers of those he appraises; nobody is a dash there.
    """

    _name = "hr.asn.head.change"
    _description = "Change of the head of the agency"

    former_id = fields.Many2one(
        "hr.employee",
        "Head until Now",
        readonly=True,
        default=lambda self: self._default_former_id(),
    )
    name = fields.Char("Name with Degrees", required=True)
    post = fields.Char(required=True, default=lambda self: self._default_post())
    since = fields.Date(
        "From Date",
        required=True,
        default=lambda self: self.env.company._asn_today(),
    )
    decree = fields.Char("Number of the Decree")
    superior_name = fields.Char(
        "Superior of the Head",
        help="Who is named on papers as superior of the appraiser where the head "
        "appraises, as the governor. Empty: a dash is printed there.",
    )
    superior_post = fields.Char("Post of That Superior")
    people_count = fields.Integer("People He Appraises", compute="_compute_count")

    # -- what is there -------------------------------------------------------

    def _default_former_id(self):
        # sudo: res.company - the head of one's own agency
        return self.env.company.sudo().asn_head_id

    def _default_post(self):
        former = self._default_former_id()
        return self._asn_posts(former)[:1].post or HEAD_POST

    @api.model
    def default_get(self, fields_list):
        """Show who stands above the present head: he is kept unless changed."""
        values = super().default_get(fields_list)
        above = self._asn_posts(self._default_former_id()).appraiser_id[:1]
        # sudo: hr.employee - name and post of an official outside the agency
        above = above.sudo()
        return values | {
            "superior_name": above.name,
            "superior_post": above.job_title,
        }

    @api.model
    def _asn_posts(self, person):
        """Return the posts that a person holds today, the definitive one first."""
        posts = self.env["hr.asn.assignment"]
        held = posts._asn_held_by(person, self.env.company._asn_today())
        return held.get(person, posts)

    @api.depends("since")
    def _compute_count(self):
        for wizard in self:
            wizard.people_count = len(wizard._asn_led())

    def _asn_led(self):
        """Return the posts that the former head appraises on the day of the change."""
        posts = self.env["hr.asn.assignment"]
        if not (self.former_id and self.since):
            return posts
        return posts.search(
            [
                ("appraiser_id", "=", self.former_id.id),
                *posts._asn_held_domain(self.since),
            ]
        )

    # -- doing ---------------------------------------------------------------

    def action_process(self):
        """Seat the new head and let those of the former one follow; show the run.

        Raises AccessError for an officer of units, UserError for a day to come or one
        on which the former head had no post yet.
        """
        self.ensure_one()
        self._asn_check_change()
        led = self._asn_led()
        superior = self._asn_outsider(self.superior_name, self.superior_post)
        head = self._asn_outsider(self.name, self.post)
        # An officer may be an official outside the ASN himself.
        self.env["hr.asn.assignment"]._asn_check_not_self({head.id, superior.id})
        self._asn_seat(head, superior)
        if head == self.former_id:
            if led:
                led._asn_write({"superior_id": superior.id}, self.since, self.decree)
            return {"type": "ir.actions.act_window_close"}
        run = self.env["hr.asn.run.appraiser"]._asn_launch(
            [(one, head, self.since) for one in led], decree=self.decree
        )
        return run._asn_form()

    def _asn_check_change(self):
        if not self.env.user._asn_runs_agency():
            raise AccessError(
                self.env._("The head of the agency is set by its own officer.")
            )
        if self.since > self.env.company._asn_today():
            raise UserError(
                self.env._(
                    "This change begins on %s. It is done on that day.",
                    in_words(self.env, self.since),
                )
            )
        self.env.company._asn_check_seat(self.since)

    @api.model
    def _asn_outsider(self, name, post):
        """Return the official of this name outside the ASN; he is made if unknown."""
        # sudo: hr.employee - an official outside the ASN, of one's own agency
        employees = self.env["hr.employee"].sudo()
        name = " ".join((name or "").split())
        if not name:
            return employees.browse().sudo(False)
        known = employees.search(
            [
                ("name", "=", name),
                ("asn_kind", "=", codes.NON_ASN),
                ("company_id", "=", self.env.company.id),
            ],
            limit=1,
        )
        found = known or employees.create(
            {
                "name": name,
                "asn_kind": codes.NON_ASN,
                "company_id": self.env.company.id,
            }
        )
        found.job_title = post
        return found.sudo(False)

    def _asn_seat(self, head, superior):
        """Seat the new head, and let him head the top unit where the former one did."""
        # sudo: hr.department - who heads it is all that is set
        units = self.env["hr.department"].sudo()
        held = self.env.company._asn_head_posts(self.since)
        root = held.department_id[:1].sudo() or units.search(
            [("company_id", "=", self.env.company.id), ("parent_id", "=", False)],
            limit=1,
        )
        self.env.company._asn_seat_head(
            head,
            self.since,
            root.id,
            post=self.post,
            decree=self.decree,
            appraiser_id=superior.id,
        )
        if root.manager_id == self.former_id.sudo():
            since = fields.Date.to_string(self.since)
            units._asn_name_heads({root.id: head.id}, since, self.decree)
