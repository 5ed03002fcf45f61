from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from ..domains import IN_OPEN_CYCLE
from ..law import codes, nip
from ..law.states import FINAL
from ..memo import forget
from ..rows import read_rows
from .hr_asn_delegation import ACTIVE
from .hr_asn_scope_mixin import ACCESS_RIGHTS, HEADED, OFFICER_GROUP

ASN_KINDS = [
    (codes.PNS, "PNS"),
    (codes.CPNS, "CPNS"),
    (codes.PPPK, "PPPK"),
    (codes.PPPK_PARUH_WAKTU, "PPPK Paruh Waktu"),
    (codes.NON_ASN, "Non ASN"),
]

# What of a person a seal holds, beside his rank.
IDENTITY = (
    *("id", "name", "asn_front_title", "asn_back_title", "asn_kind", "asn_nip"),
    "company_id",
)

# What the history of his last post says when somebody gets another login.
LOGIN_CHANGED = "login_changed"

# So many digits are looked up as a NIP; fewer could be anybody's.
SHORTEST_NUMBER = 4


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    asn_kind = fields.Selection(
        ASN_KINDS, "Kind of ASN", groups="hr.group_hr_user", tracking=True
    )
    asn_nip = fields.Char(
        "NIP",
        groups="hr.group_hr_user",
        # By the whole number, thousands at once: lists and reports look for it so.
        index="btree_not_null",
        help="NIP, NI PPPK or NRP, digits only, as text.",
    )
    asn_front_title = fields.Char("Title before the Name", groups="hr.group_hr_user")
    asn_back_title = fields.Char("Title after the Name", groups="hr.group_hr_user")
    asn_has_login = fields.Boolean(
        compute="_compute_asn_has_login",
        search="_search_asn_has_login",
        compute_sudo=True,
        groups="hr.group_hr_user",
        export_string_translation=False,
    )
    asn_assignment_ids = fields.One2many(
        "hr.asn.assignment", "employee_id", "Assignments", groups="hr.group_hr_user"
    )

    _asn_nip_uniq = models.Constraint(
        "UNIQUE(company_id, asn_nip)", "This NIP belongs to another employee already."
    )

    def write(self, vals):
        """Another resource would bring another login along."""
        forget(self.env, HEADED)
        if "resource_id" not in vals:
            return super().write(vals)
        # sudo: hr.employee, resource.resource - compared only, and whose login it is
        moved = self.sudo().filtered(
            lambda one: one.resource_id.id != vals["resource_id"]
        )
        moved = self.browse(moved.ids)
        before = moved._asn_logins()
        login = self.env["resource.resource"].sudo().browse(vals["resource_id"]).user_id
        moved._asn_check_login(login.id)
        result = super().write(vals)
        moved._asn_log_login(before)
        return result

    def _asn_logins(self):
        """Return {employee id: his user name}, to compare with later."""
        # Of the resource, as the employee may tell already what is being written.
        # sudo: hr.employee, resource.resource - user names, kept in the history
        return {one.id: one.resource_id.user_id.login for one in self.sudo()}

    def _asn_link(self, users):
        """Give each of these people the account at the same place, all at once.

        Odoo's own write does it for one at a time. Who has another contact than that
        of the account gets that one; the channels of the units take them in.
        """
        self.check_access("write")
        self._asn_check_login(False)
        before = self._asn_logins()
        # sudo: resource.resource - of people whom the user may write
        resources = self.sudo().resource_id
        with self.env.protecting([resources._fields["user_id"]], resources):
            for person, user in zip(self.sudo(), users, strict=True):
                person.resource_id.user_id = user
        resources.modified(["user_id"])
        for person, user in zip(self.sudo(), users.sudo(), strict=True):
            if person.work_contact_id != user.partner_id:
                person.work_contact_id = user.partner_id
        for zone, some in self.grouped(lambda one: one.sudo().user_id.tz).items():
            some.filtered(lambda one, zone=zone: zone and one.tz != zone).tz = zone
        self._asn_join_channels()
        self._asn_log_login(before)

    def _asn_join_channels(self):
        """Let the channels of the units of these people take them in."""
        # sudo: discuss.channel - as Odoo does when somebody comes into a unit
        channels = self.env["discuss.channel"].sudo()
        units = self.sudo().department_id.ids
        channels = channels.search([("subscription_department_ids", "in", units)])
        channels._subscribe_users_automatically()

    def _asn_check_login(self, user):
        """Refuse another login of oneself or of a leader, but with Access Rights.

        Whose login an employee has decides what nobody may do for himself. ``user``:
        id of the login that these get, or nothing.
        """
        if not self or self.env.su or self.env.user.has_group(ACCESS_RIGHTS):
            return
        # sudo: hr.employee - whose logins these are, nothing of it is shown
        people = self.sudo()
        own = self.env.uid in {user, *people.resource_id.user_id.ids}
        if own or people._asn_leading():
            raise AccessError(
                self.env._(
                    "The user of your own employee, and of who appraises others or "
                    "heads a unit, is changed only with the right “Access Rights”. "
                    "Ask the administrator."
                )
            )

    def _asn_log_login(self, before):
        """Write into the history of the last post of each whose login was and is."""
        after = self._asn_logins()
        changed = self.filtered(lambda one: before[one.id] != after[one.id])
        self.env["hr.asn.event"]._asn_log(
            changed._asn_last_posts(),
            LOGIN_CHANGED,
            lambda post: " → ".join(
                names[post.employee_id.id] or "–" for names in (before, after)
            ),
        )

    def _asn_last_posts(self):
        # sudo: hr.asn.assignment - history is written whoever does it
        posts = self.env["hr.asn.assignment"].sudo()
        found = posts.search([("employee_id", "in", self.ids)], order="date_from, id")
        last = {post.employee_id: post for post in found}
        return posts.union(*last.values())

    def _asn_leading(self):
        """Return those of these people who lead others today or are to, in any way.

        They appraise or stand above who does, head a unit, act for an appraiser, or
        are a party of a plan or an evaluation that is not done: a login of theirs
        opens the ratings of others.
        """
        leaders = self.browse()
        for model, parties, domain in self._asn_led(self.env.company._asn_today()):
            # sudo: whom somebody leads, wherever it is
            led = self.env[model].sudo()
            for party in parties:
                groups = led._read_group(
                    Domain(party, "in", self.ids) & domain, [party]
                )
                leaders = leaders.union(*(leader for (leader,) in groups))
        return leaders

    def _asn_on_leave(self, since):
        """Return {employee: [(first, last) day]} of leave in calendars; one query.

        What Odoo's Time Off writes once a leave is approved, of any kind. In: the first
        day that is asked of.
        """
        # sudo: resource.calendar.leaves - that somebody is away, not why
        leaves = self.env["resource.calendar.leaves"].sudo()
        found = leaves.search(
            [
                ("resource_id", "in", self.sudo().resource_id.ids),
                ("time_type", "=", "leave"),
                ("date_to", ">=", since - timedelta(days=1)),
            ]
        ).grouped("resource_id")
        spans = {
            one: [
                one.company_id._asn_days_of(leave.date_from, leave.date_to)
                for leave in found.get(one.sudo().resource_id, ())
            ]
            for one in self
        }
        return {one: list(filter(None, some)) for one, some in spans.items()}

    @api.model
    def _asn_led(self, today):
        """Return (model, who leads there, domain of what counts) for `_asn_leading`."""
        parties = ("appraiser_id", "superior_id")
        open_end = Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        plans = self.env["hr.asn.skp"]._asn_open_domain()
        evaluations = IN_OPEN_CYCLE & Domain("state", "!=", FINAL)
        delegated = Domain("state", "=", ACTIVE) & Domain("date_to", ">=", today)
        return (
            ("hr.asn.assignment", parties, open_end),
            ("hr.department", ("manager_id",), Domain.TRUE),
            ("hr.asn.delegation", ("delegate_id",), delegated),
            ("hr.asn.skp", parties, plans),
            ("hr.asn.evaluation", parties, evaluations),
        )

    @api.depends("user_id.active", "user_id.asn_one_time_until")
    def _compute_asn_has_login(self):
        """Say for whom nobody acts on paper: who can sign himself, or could once."""
        own = self.user_id._asn_acting_themselves()
        for employee in self:
            employee.asn_has_login = employee.user_id in own

    def _search_asn_has_login(self, operator, value):
        if operator != "in":
            return NotImplemented
        users = self.env["res.users"]
        own = Domain.custom(
            to_sql=lambda _model, alias, _query: users._asn_acts_himself(alias)
        )
        return Domain("user_id", "any!", own)

    @api.constrains("asn_nip", "asn_kind")
    def _check_asn_nip(self):
        for employee in self:
            if not employee._asn_nip_is_valid():
                raise ValidationError(
                    self.env._(
                        "NIP %(nip)s of %(name)s is not a valid number of a %(kind)s.",
                        nip=employee.asn_nip,
                        name=employee.name,
                        kind=dict(ASN_KINDS).get(employee.asn_kind, "ASN"),
                    )
                )

    @api.model
    def _search_display_name(self, operator, value):
        """Find people by their NIP too."""
        domain = Domain(super()._search_display_name(operator, value))
        return domain | self._asn_number_domain(operator, value)

    @api.model
    def _asn_number_domain(self, operator, value):
        """Return the domain of a typed NIP, blanks left out; only the officer has it.

        Domain.FALSE where what was typed is no number.
        """
        number = value.replace(" ", "") if isinstance(value, str) else ""
        is_number = number.isdigit() and len(number) >= SHORTEST_NUMBER
        if operator != "ilike" or not is_number:
            return Domain.FALSE
        if not self.env.user.has_group(OFFICER_GROUP):
            return Domain.FALSE
        # sudo: hr.employee - the number is for HR only to read, not to look for
        found = self.sudo().search([("asn_nip", "like", number)])
        return Domain("id", "in", found.ids)

    @api.depends_context("formatted_display_name")
    def _compute_display_name(self):
        """Tell people of one name apart where one is chosen."""
        result = super()._compute_display_name()
        if self.browse().has_access("read"):
            self._asn_name_posts(self)
        return result

    @api.model
    def _asn_name_posts(self, people):
        """Add number and post to the names of these people, in a list to choose from.

        ``people``: employees or public employees; only the officer sees more of them.
        """
        asked = self.env.context.get("formatted_display_name")
        if not asked or not self.env.user.has_group(OFFICER_GROUP):
            return
        posts = self.env["hr.asn.assignment"]
        today = self.env.company._asn_today()
        # sudo: hr.asn.assignment - who appraises may be of another unit
        held = posts._asn_held_by(self.browse(people.ids), today)
        for person in people:
            post = held.get(self.browse(person.id), posts)[:1]
            if post:
                label = " · ".join(filter(None, (post.nip, post._asn_post())))
                person.display_name = f"{person.display_name} \t --{label}--"

    def _asn_nip_is_valid(self):
        """Say whether the number fits the kind; officials outside the ASN have NRP."""
        if not self.asn_nip or self.asn_kind in (False, codes.NON_ASN):
            return True
        try:
            return not nip.parse(self.asn_nip, self.asn_kind).problems
        except nip.NipError:
            return False

    def _asn_full_name(self):
        """Return the name with degrees: "Drs. Zulfikar Amri, M.Si."."""
        self.ensure_one()
        front = f"{self.asn_front_title} " if self.asn_front_title else ""
        back = f", {self.asn_back_title}" if self.asn_back_title else ""
        return f"{front}{self.name}{back}"

    def _asn_people(self, on):
        """Return {id: person as he is on date ``on`` without a post}, for a seal."""
        units = {one.id: one.department_id.name or "" for one in self}
        return {
            key: identity
            | {
                "assignment": False,
                "post": self.browse(key).job_title or "",
                "duty": "",
                "unit": units[key],
                "parent_unit": units[key],
            }
            for key, identity in self._asn_identities(on).items()
        }

    def _asn_identities(self, on):
        """Return {id: name, number and rank as they are on date ``on``}, for a seal.

        ``version``: the hr.version that they were taken from, to find it again. As
        plain rows: a record of a person would read a hundred columns.
        """
        held = self._asn_held_versions(on)
        ranks = self.env["hr.asn.rank"].browse({rank for _id, rank in held.values()})
        papers = {one.id: one._asn_paper() for one in ranks if one.id}
        people = self.with_context(active_test=False)
        rows = read_rows(people, [("id", "in", self.ids)], IDENTITY)
        agencies = self.env["res.company"].browse({agency for *_more, agency in rows})
        names = {one.id: one.name for one in agencies}
        return {
            key: {
                "employee": key,
                "version": held[key][0],
                "name": name,
                "front_title": front or "",
                "back_title": back or "",
                "kind": kind or codes.NON_ASN,
                "number": number or "",
                "rank": papers.get(held[key][1], ""),
                "agency": names[agency],
            }
            for key, name, front, back, kind, number, agency in rows
        }

    def _asn_held_versions(self, on):
        """Return {id: (version, rank)} in force on a date, else the first, as ids."""
        held = {}
        for person, since, version, rank in read_rows(
            self.env["hr.version"],
            [("employee_id", "in", self.ids)],
            ("employee_id", "date_version", "id", "asn_rank_id"),
            order="employee_id, date_version",
        ):
            if since <= on or person not in held:
                held[person] = version, rank
        return held

    def _asn_version_on(self, on):
        """Return the version in force on a date, as Odoo does but at half the cost."""
        past = [one for one in self.version_ids if one.date_version <= on]
        return max(past, key=lambda one: one.date_version, default=self.version_ids[:1])

    def _asn_party_as(self, post, on):
        """Return this person in a post, or as he is where he has none."""
        # sudo: hr.employee - rank and NIP are for the paper, not for the one who signs
        return (post or self).sudo()._asn_people(on)[(post or self).id]

    @api.model
    def _asn_names(self, ids):
        """Return {id: name} of those ids that are people of the agency, or were."""
        # sudo: hr.employee - names of parties and heads are no secret in their agency
        people = self.sudo().with_context(active_test=False)
        found = people.search_fetch(
            [("id", "in", list(ids)), ("company_id", "=", self.env.company.id)],
            ["name"],
        )
        return {person.id: person.name for person in found}

    @api.model
    def _asn_parties(self, documents, on):
        """Return {document id: {"appraiser": party, "superior": party}} for a seal.

        ``documents``: plans or evaluations. Of the posts that a party holds on date
        ``on`` the paper names the one over the unit below him: who is Plt. there
        signs as Plt., elsewhere by his own post. As many queries for one as for all.
        """
        # sudo: hr.employee - rank and NIP are for the paper, not for the one who signs
        people = (documents.appraiser_id | documents.superior_id).sudo()
        held = self.env["hr.asn.assignment"]._asn_held_by(people, on)
        known = people._asn_signers(held, on)
        # A team has the same two over it in the same unit: they are found once.
        alike = documents.grouped(
            lambda one: (one.appraiser_id, one.superior_id, one.department_id)
        )
        parties = {}
        for (appraiser, superior, unit), some in alike.items():
            found = self._asn_signing(appraiser, superior, unit, held, known)
            parties |= dict.fromkeys(some.ids, found)
        return parties

    def _asn_signers(self, held, on):
        """Return {post, or person who holds none: party} of these people, for a seal.

        ``held``: {person: his posts}. As many queries for one as for all.
        """
        posts = self.env["hr.asn.assignment"].sudo().union(*held.values())
        without = self - self.browse().union(*held)
        return {
            signers.browse(key): party
            for signers in (posts, without)
            for key, party in signers._asn_people(on).items()
        }

    @api.model
    def _asn_signing(self, appraiser, superior, unit, held, known):
        """Return {"appraiser": party, "superior": party} of people in a unit.

        ``held``: their posts; ``known``: as of `_asn_signers`. None: nobody.
        """
        nobody, found = self.env["hr.asn.assignment"], {}
        for role, person in (("appraiser", appraiser), ("superior", superior)):
            post = held.get(person, nobody)._asn_nearest(unit)
            found[role] = known.get(post or person)
            unit = post.department_id or unit
        return found
