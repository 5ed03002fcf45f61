from collections import Counter
from datetime import timedelta

from odoo import Command, api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..exchange import staff
from ..exchange.cells import NO_SUPERIOR
from ..exchange.layouts import STAFF
from ..law import codes
from .hr_asn_run_change import HEAD, UNIT
from .hr_asn_run_import import Writes
from .hr_asn_run_line import CHANGED, FAILED, NEW, OK, UNCHANGED
from .hr_asn_scope_mixin import ACCESS_RIGHTS
from .hr_asn_staff_agency import COLUMN_OF, NamedHead, StaffAgency

# So many heads of one agency, one after another, find a user name of their post.
HEADS = 100

# What a post of the list is called in the fields of an assignment.
ASSIGNMENT_FIELDS = {
    "post": "post",
    "post_kind": "post_kind",
    "duty": "duty",
    "unit": "department_id",
    "superior": "appraiser_id",
    "second": "superior_id",
}


class HrAsnRunStaff(models.AbstractModel):
    """Takes a staff list in: units and posts first, then people, superiors first.

    A person is known by the NIP within the agency, a unit by its parent's name and
    its own. Taking the same list twice changes and doubles nothing.
    """

    _name = "hr.asn.run.staff"
    _description = "ASN staff list import"
    _inherit = ["hr.asn.run.import"]

    _asn_tables = (STAFF,)

    # -- checking -------------------------------------------------------------

    @api.model
    def _asn_require(self, params):
        """Refuse who may not take people in, saying what he needs."""
        result = super()._asn_require(params)
        if not self.env.user._asn_runs_agency():
            raise AccessError(
                self.env._(
                    "A staff list is of the whole agency: it makes units and names "
                    "heads. Ask an officer of the agency to import it; for your units "
                    "import an appointment list."
                )
            )
        if params.get("accounts"):
            self._asn_require_accounts()
        return result

    @api.model
    def _asn_require_accounts(self):
        """Refuse who may not make accounts, saying what he needs."""
        if not self._asn_may_make_accounts():
            raise AccessError(
                self.env._(
                    "To make accounts you need the right “Access Rights”. "
                    "Import without accounts, or ask the administrator."
                )
            )

    @api.model
    def _asn_may_make_accounts(self):
        return self._asn_may_import() and self.env.user.has_group(ACCESS_RIGHTS)

    @api.model
    def _asn_dry_run(self, run, rows):
        """Write into the run what a list would do, and nothing anywhere else.

        In: a prepared run, the rows of the file (readers.Row).
        """
        self._asn_require(run.params)
        self._asn_forget(run)
        checked, cells, looks, _heads = self._asn_look(run, rows)
        # sudo: hr.asn.run.line - lines are made and marked by the engine only
        self.env["hr.asn.run.line"].sudo().create(
            [
                self._asn_line(run, person.row, cells[person.row]) | looks[person.row]
                for person in checked.people
            ]
        )
        self._asn_tell_stop(run)

    @api.model
    def _asn_look(self, run, rows):
        """Report on a list in the run.

        Returns (Checked, cells by row, {row: what its line says will happen}, the heads
        of units as NamedHead). Raises UserError where another head of the agency cannot
        begin on the day of the list.
        """
        references = self._asn_references(run)
        checked = staff.check(rows, references)
        cells = {row.number: row.cells for row in rows}
        skipped = self._asn_skip_bad(run, checked.problems, cells)
        known = StaffAgency(self.env, run.params, [one.nip for one in checked.people])
        if self._asn_seats_head(known):
            self.env.company._asn_check_seat(known.date_from)
        changed = self._asn_expected(known, checked)
        names = {number: one.name for number, one in references.people.items()}
        self._asn_note_changes(run, known, checked, changed, names)
        made = self._asn_note_units(run, known, checked.units)
        heads = self._asn_named_heads(known, checked)
        self._asn_note_heads(run, known, checked, names, heads)
        self._asn_count(run, checked, changed, {"skipped": skipped, "units": made})
        looks = self._asn_looks(run, known, checked, changed)
        return checked, cells, looks, heads

    @api.model
    def _asn_expected(self, known, checked):
        """Return {row: what will change; None: a new employee}."""
        return {
            person.row: known.changes(person.as_dict()) for person in checked.people
        }

    @api.model
    def _asn_note_changes(self, run, known, checked, changed, names):
        """Write what the list changes of each who is known, before and after.

        ``names``: {NIP: name} of who is known already.
        """
        names = names | {person.nip: person.name for person in checked.people}
        self.env["hr.asn.run.change"]._asn_note(
            run,
            [
                {
                    "row": person.row,
                    "nip": person.nip,
                    "name": person.name,
                    "column": self._asn_column(name),
                    "before": before,
                    "after": after,
                }
                for person in checked.people
                for name, before, after in known.compared(
                    person.as_dict(), changed[person.row], names
                )
            ],
        )

    @api.model
    def _asn_column(self, name):
        """Return how what has changed is called: mostly as a column of the list."""
        if name == "second":
            return self.env._("Appraiser's Superior")
        return STAFF.labels[COLUMN_OF[name]]

    @api.model
    def _asn_note_units(self, run, known, pairs):
        """Write which units the list makes, and below which; return how many."""
        missing = [(key, above) for key, above in pairs if not known.unit(key)]
        units = [
            {
                "subject": UNIT,
                "name": unit,
                "column": STAFF.labels["unor"],
                "before": "",
            }
            | {"after": " / ".join(part for part in above or () if part)}
            for (_parent, unit), above in missing
        ]
        self.env["hr.asn.run.change"]._asn_note(run, units)
        return len(units)

    @api.model
    def _asn_named_heads(self, known, checked):
        """Return the heads (NamedHead) that the list says units have, the root first.

        A list is no way to make oneself the head of a unit: it keeps the one it has.
        """
        barred = self._asn_barred_numbers(known)
        named = {("", checked.agency): staff.HEAD} | checked.heads
        return [
            known.named_head(unit, number)
            for unit, number in named.items()
            if number not in barred
        ]

    @api.model
    def _asn_note_heads(self, run, known, checked, names, heads):
        """Write which units get another head by the list, before and after."""
        taken = [one for one in heads if one.takes]
        rows = {(one.nip, one.unit): one.row for one in checked.people}
        names = names | {person.nip: person.name for person in checked.people}
        were = self.env["hr.employee"]._asn_names({one.was for one in taken} - {None})
        self.env["hr.asn.run.change"]._asn_note(
            run,
            [
                {
                    "subject": HEAD,
                    "row": rows.get((one.number, one.unit), 0),
                    "nip": one.number,
                    "name": known.word("unit", one.unit, names),
                    "column": self.env._("Head of the Unit"),
                    "before": were.get(one.was, ""),
                    "after": known.word("superior", one.number, names),
                }
                for one in taken
            ],
        )

    @api.model
    def _asn_looks(self, run, known, checked, changed):
        """Return {row: values of its line that say what will happen}."""
        own = [one for one in checked.people if run.params.get("accounts") and one.main]
        refused = self._asn_refused_accounts(known, [one.nip for one in own])
        made = {
            one.row for one in own if not known.user(one.nip) and one.nip not in refused
        }
        reasons = {one.row: refused.get(one.nip) for one in own}
        return {
            row: {
                "outcome": self._asn_outcome(names),
                "message": self._asn_with(self._asn_message(names), reasons.get(row)),
                "makes_account": row in made,
            }
            for row, names in changed.items()
        }

    @api.model
    def _asn_outcome(self, changed):
        if changed is None:
            return NEW
        return CHANGED if changed else UNCHANGED

    @api.model
    def _asn_message(self, changed):
        """Say what became, or becomes, of a row."""
        if changed is None:
            return self.env._("New employee.")
        if not changed:
            return self.env._(
                "The data exists already and has not changed. Nothing is doubled."
            )
        columns = dict.fromkeys(STAFF.labels[COLUMN_OF[name]] for name in changed)
        return self.env._("Changed: %(columns)s.", columns=", ".join(columns))

    @api.model
    def _asn_count(self, run, checked, changed, others):
        """Keep in figures what was found; new to skipped add up to all rows."""
        outcomes = Counter(map(self._asn_outcome, changed.values()))
        left = {one.row for one in checked.problems if one.consequence == NO_SUPERIOR}
        columns = Counter(
            column
            for names in changed.values()
            for column in dict.fromkeys(COLUMN_OF[name] for name in names or ())
        )
        counts = {
            "rows": len(changed) + others["skipped"],
            **{name: outcomes[name] for name in (NEW, CHANGED, UNCHANGED)},
            "no_superior": len(left),
            "columns": columns.most_common(),
        }
        run._asn_put({"params": run.params | {"counts": counts | others}})

    @api.model
    def _asn_references(self, run):
        """Return what is known of the agency, for the check of the rows."""
        agency = StaffAgency(self.env, run.params, None)
        root = [key for key in agency.units if not key[0]]
        return staff.References(
            people=agency.people(),
            units=tuple(agency.spelling.values()),
            agency=agency.spelling[root[0]][1] if root else "",
            company=self.env.company.name,
            barred=self._asn_barred_numbers(agency),
            today=self.env.company._asn_today(),
        )

    @api.model
    def _asn_barred_numbers(self, agency):
        """Return the numbers of whom this import may put over nobody."""
        barred = self.env["hr.asn.assignment"]._asn_barred()
        people = agency.employees.items()
        return frozenset(number for number, one in people if one.id in barred)

    # -- preparing ------------------------------------------------------------

    @api.model
    def _asn_lines(self, run):
        """Check the rows again, make units, posts and the head; return the lines."""
        self._asn_require(run.params or {})
        rows = self._asn_rows(run)
        self._asn_forget(run)
        checked, cells, looks, heads = self._asn_look(run, rows)
        self._asn_stop_if_bad(run)
        run._asn_put({"params": run.params | {"heads": [list(one) for one in heads]}})
        agency = StaffAgency(self.env, run.params, ())
        self._asn_make_units(agency, checked.units)
        self._asn_make_jobs(agency, checked.people)
        self._asn_make_head(run, agency, checked.agency)
        return [
            self._asn_line(run, person.row, cells[person.row])
            | {"outcome": looks[person.row]["outcome"]}
            | {"payload": {"row": person.row, "staff": person.as_dict()}}
            for person in checked.people
        ]

    @api.model
    def _asn_make_units(self, agency, pairs):
        """Make the units that are missing: one creation for each level of the tree."""
        missing = [(key, above) for key, above in pairs if not agency.unit(key)]
        while missing:
            level = [one for one in missing if not one[1] or agency.unit(one[1])]
            made = self.env["hr.department"].create(
                [agency.unit_values(key, above) for key, above in level]
            )
            agency.add_units(made)
            missing = [one for one in missing if one not in level]

    @api.model
    def _asn_make_jobs(self, agency, people):
        posts = dict.fromkeys(person.post for person in people)
        self.env["hr.job"].create(
            [
                {"name": post, "company_id": self.env.company.id}
                for post in posts
                if post not in agency.jobs
            ]
        )

    # -- the head of the agency ------------------------------------------------

    @api.model
    def _asn_make_head(self, run, agency, agency_name):
        """Make the head of the agency, who is no ASN: he appraises its leaders."""
        name, post = run.params["head_name"], run.params["head_post"]
        # sudo: res.company - who heads the agency is no secret to who imports
        head = self.env.company.sudo().asn_head_id.sudo(False)
        root = agency.unit(("", agency_name))
        if not head or agency.gets_head:
            head = self.env["hr.employee"].create(self._asn_head_values(run, root))
        elif head.name != name:
            head.name = name
        if run.params["accounts"] and not head.user_id:
            head.user_id = self._asn_head_account(head, post)
        if self._asn_seats_head(agency):
            self.env.company._asn_seat_head(head, agency.date_from, root, post=post)

    @api.model
    def _asn_head_values(self, run, root):
        return {
            "name": run.params["head_name"],
            "asn_kind": codes.NON_ASN,
            "company_id": self.env.company.id,
            "department_id": root,
            "date_version": run.params["date_from"],
        }

    @api.model
    def _asn_seats_head(self, agency):
        """Say whether a list gives the head of the agency a post: one of his own."""
        if agency.gets_head:
            return True
        held = [("employee_id", "=", agency.head.id), ("date_to", "=", False)]
        return not self.env["hr.asn.assignment"].search_count(held, limit=1)

    @api.model
    def _asn_head_account(self, head, post):
        login = ".".join(post.lower().split())
        own = f"{login}.{self.env.company.id}"
        logins = [login, own, *(f"{own}.{one}" for one in range(2, HEADS))]
        taken = self.env["hr.asn.run.account"]._asn_taken_logins(logins)
        free = next(one for one in logins if one not in taken)
        return self._asn_make_users([{"name": head.name, "login": free}])

    # -- people -----------------------------------------------------------------

    @api.model
    def _asn_process(self, run, lines):
        # Who was taken lacks but his superior: he gets him at the end of the run.
        # Read once: each reading of the params copies all that they hold.
        params = run.params
        known = set(params.get("taken", ()))
        taken = lines.filtered(lambda line: line.id in known)
        rows = [(line, line.payload["staff"]) for line in lines - taken]
        numbers = {number for _line, one in rows for number in _numbers(one)}
        agency = StaffAgency(self.env, params, numbers)
        results = {line: (OK, None, None) for line in taken}
        for wave in _waves(rows):
            results |= self._asn_wave(agency, wave)
        if params["accounts"]:
            own = {line: one["nip"] for line, one in rows if one["main"]}
            refused = self._asn_accounts(agency, own.values())
            for line, number in own.items():
                state, told, employee = results[line]
                told = self._asn_with(told, refused.get(number))
                results[line] = state, told, employee
        return results

    @api.model
    def _asn_wave(self, agency, wave):
        """Do people whose superiors are all there; return the results of the lines."""
        results = {
            line: (FAILED, self._asn_orphaned(one), None)
            for line, one in wave
            if not one["main"] and one["nip"] not in agency.employees
        }
        people = [one for line, one in wave if line not in results]
        changed = {one["row"]: agency.changes(one) for one in people}
        self._asn_hire(agency, [one for one in people if changed[one["row"]] is None])
        self._asn_change(
            agency, [one for one in people if changed[one["row"]]], changed
        )
        self._asn_note_superiors(agency, people)
        return results | {
            line: (
                OK,
                self._asn_told(agency, one, changed[one["row"]]),
                agency.employees[one["nip"]].id,
            )
            for line, one in wave
            if line not in results
        }

    @api.model
    def _asn_told(self, agency, one, changed):
        """Say what became of a row, and that its superior is not there, if so."""
        told = self._asn_message(changed)
        if not one["superior"] or one["superior"] in agency.employees:
            return told
        lacks = self.env._(
            "Taken without superior: the row of %s failed. He is added once that row "
            "is tried again.",
            one["superior"],
        )
        return f"{told} {lacks}"

    @api.model
    def _asn_orphaned(self, one):
        return self.env._(
            "The other row of %(name)s was not taken. Try that row again, then this.",
            name=one["name"],
        )

    @api.model
    def _asn_hire(self, agency, people):
        """Make employees with their posts: one creation each for all of them."""
        made = self.env["hr.employee"].create(
            [agency.employee_values(one) for one in people]
        )
        for one, employee in zip(people, made, strict=True):
            agency.employees[one["nip"]] = employee
        self._asn_appoint(agency, people)

    @api.model
    def _asn_appoint(self, agency, people):
        posts = self.env["hr.asn.assignment"].create(
            [agency.assignment_values(one) | agency.contract(one) for one in people]
        )
        for post in posts:
            if post.status == codes.DEFINITIF:
                agency.posts.pop((post.employee_id.id, post.status), None)
            agency.hold(post)

    @api.model
    def _asn_change(self, agency, people, changed):
        """Bring known employees to what the list says; alike changes are one write."""
        employees, posts, moved = Writes(), Writes(), []
        ranked, placed = [], []
        ended = self.env["hr.asn.assignment"]
        for one in people:
            names = changed[one["row"]]
            ranked += agency.ranked(one, names)
            placed += agency.placed(one, names)
            employees.add(agency.employees[one["nip"]], agency.changed(one, names))
            post = agency.post(one)
            if post and not agency.is_move(post, names):
                values = agency.assignment_values(one)
                own = {ASSIGNMENT_FIELDS.get(name) for name in names} & values.keys()
                since = agency.parties_since(post, own)
                posts.add(post, {key: values[key] for key in own}, since)
            else:
                ended |= post
                moved.append(one)
        employees.write()
        self._asn_date_versions(ranked, agency.day)
        self._asn_date_versions(placed, agency.day)
        self.env["hr.employee"].union(*(one[0] for one in placed))._asn_join_channels()
        posts.write()
        ended.write({"date_to": agency.date_from - timedelta(days=1)})
        # The database refuses two definitive posts at a time: end the old one first.
        ended.flush_recordset()
        agency.read_contracts(moved)
        self._asn_appoint(agency, moved)

    @api.model
    def _asn_note_superiors(self, agency, people):
        """Keep whom the list names as appraiser, where it names another than before."""
        posts = Writes()
        for one in people:
            listed = agency.superior(one["superior"])
            post = agency.post(one)
            if listed and post.listed_appraiser_id.id != listed:
                posts.add(post, {"listed_appraiser_id": listed})
        posts.write()

    # -- accounts -----------------------------------------------------------------

    @api.model
    def _asn_accounts(self, agency, numbers):
        """Make accounts for who has none; return {NIP: why somebody gets none}."""
        refused = self._asn_refused_accounts(agency, numbers)
        people = [
            agency.employees[number]
            for number in numbers
            if not agency.user(number) and number not in refused
        ]
        self._asn_make_accounts(self.env["hr.employee"].union(*people))
        return refused

    @api.model
    def _asn_refused_accounts(self, agency, numbers):
        """Return {NIP: why somebody gets no account}, as with the slips.

        An account of that login is somebody else's, and is never linked unasked.
        """
        accounts = self.env["hr.asn.run.account"]
        wanting = [number for number in numbers if not agency.user(number)]
        taken = accounts._asn_taken_logins(wanting)
        reason = self.env._("No account is made: %s", accounts._asn_taken_reason())
        return dict.fromkeys(taken, reason)

    @api.model
    def _asn_with(self, told, reason):
        """Return what is said of a row together with why it gets no account."""
        return f"{told} {reason}" if reason else told

    @api.model
    def _asn_make_accounts(self, people):
        """Give people who have none accounts: login is the NIP, no password is set.

        An account stands on the contact that its owner has, if that is his alone.
        """
        if not people:
            return
        # sudo: res.partner - whose contact it is; the right is asked for below
        contacts = people.sudo().work_contact_id.with_context(active_test=False)
        own = contacts.filtered(
            lambda one: not one.user_ids and len(one.employee_ids) == 1
        )
        users = self._asn_make_users(
            [
                {"name": one.name, "login": one.asn_nip, "email": one.work_email}
                | ({"partner_id": contact.id} if contact in own else {})
                for one in people
                for contact in [one.sudo().work_contact_id]
            ]
        )
        people._asn_link(users)

    @api.model
    def _asn_make_users(self, vals_list):
        """Make users of the agency without a password: nobody can log in as them yet.

        Only for who has the right to; a password comes by an administrator.
        """
        self._asn_require_accounts()
        company = self.env.company
        common = {
            "company_id": company.id,
            "company_ids": [Command.set(company.ids)],
            "group_ids": [Command.set(self.env.ref("base.group_user").ids)],
            "tz": company.asn_tz,
            "lang": self.env.lang or "en_US",
            "asn_only_app": True,
        }
        if "odoobot_state" in self.env["res.users"]._fields:
            # On a phone the greeting of Odoo's robot covers the first screen.
            common["odoobot_state"] = "disabled"
        # sudo: res.users - the right was checked; it does not cover the contact below
        users = self.env["res.users"].sudo().with_context(no_reset_password=True)
        return users.create([vals | common for vals in vals_list]).sudo(False)

    @api.model
    def _asn_set_password_hash(self, users, password_hash):
        """Give users a password that was hashed before: for demo and rehearsal only.

        Private, so that no remote call reaches it. Hashing takes 0.4 s each, which
        is why a demo's accounts share one.
        """
        if users._crypt_context().identify(password_hash) in (None, "plaintext"):
            raise ValueError("a password is stored as a hash only")
        users.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE res_users SET password = %s WHERE id = ANY(%s)",
                password_hash,
                users.ids,
            )
        )
        users.invalidate_recordset(["password"])

    # -- the end ------------------------------------------------------------------

    @api.model
    def _asn_again(self, run, lines):
        """Heads may have changed since: only those of rows tried again are set.

        Those rows are kept in mind, for who came without them as superiors, and those
        among them that were taken and lack but their superior: what was mended of such
        a person since is not the list's to undo.
        """
        people = self.env["hr.employee"].browse(lines.mapped("res_id")).exists()
        taken = lines.filtered(lambda line: line.res_id in people.ids)
        again = {line.payload["staff"]["nip"] for line in lines}
        heads = [head for head in run.params["heads"] if head[1] in again]
        again = {"heads": heads, "again": sorted(again), "taken": taken.ids}
        run._asn_put({"params": run.params | again})

    @api.model
    def _asn_rejoin(self, run):
        """Give the superior whose row was tried again to who came without him.

        Where that is refused the row fails, and says so, and stops no other; it can be
        tried again itself.
        """
        again, taken = (set(run.params.get(name, ())) for name in ("again", "taken"))
        # sudo: hr.asn.run.line - lines are made and marked by the engine only
        lines = run.sudo().line_ids.filtered(lambda line: line.state == OK)
        lines = lines.filtered(
            lambda line: (
                line.id in taken
                or again & (_numbers(line.payload["staff"]) - {_nip(line)})
            )
        )
        if lines:
            run._asn_do(lines, self._asn_add_parties)
        for line in lines.filtered(lambda line: line.state == FAILED):
            line.message = self.env._(
                "The row was taken, but the superior was not added: %s", line.message
            )

    @api.model
    def _asn_add_parties(self, run, lines):
        """Give those of lines the superiors they lack; return the results.

        Who has got another one meanwhile keeps him.
        """
        people = [line.payload["staff"] for line in lines]
        numbers = {number for one in people for number in _numbers(one)}
        agency = StaffAgency(self.env, run.params, numbers)
        posts, employees, told = Writes(), Writes(), {}
        for line, one in zip(lines, people, strict=True):
            values = agency.lacking_parties(one)
            posts.add(agency.post(one), values)
            if "appraiser_id" in values:
                told[line] = one
                if not agency.is_beside(one):
                    own = {"parent_id": values["appraiser_id"]}
                    employees.add(agency.employees[one["nip"]], own)
        posts.write()
        employees.write()
        kept = {line: (OK, self._asn_kept(agency, line), None) for line in lines}
        return kept | self._asn_joined(run, agency, told)

    @api.model
    def _asn_kept(self, agency, line):
        """Say what became of a row whose superior was not added: nothing new, mostly.

        A row that is tried again for him alone has nothing to say of its own.
        """
        one = line.payload["staff"]
        appraiser = agency.post(one).appraiser_id
        if line.message or appraiser.id in (False, agency.superior(one["superior"])):
            return line.message or self._asn_message(())
        return self.env._("The appraiser entered by hand stays: %s.", appraiser.name)

    @api.model
    def _asn_joined(self, run, agency, rows):
        """Return the results of {line: row} whose superiors were added."""
        added = self.env._("The superior was added: his row was taken.")
        own = {line: one["nip"] for line, one in rows.items() if one["main"]}
        wanting = own.values() if run.params["accounts"] else ()
        refused = self._asn_refused_accounts(agency, wanting)
        return {
            line: (OK, self._asn_with(added, refused.get(own.get(line))), None)
            for line in rows
        }

    @api.model
    def _asn_finish(self, run):
        """Set the heads of the units that get another one, all in one statement.

        Who has become head while the list was taken stays.
        """
        if run.params.get("again"):
            self._asn_rejoin(run)
        named = [NamedHead(*head) for head in run.params.get("heads", [])]
        agency = StaffAgency(self.env, run.params, [one.number for one in named])
        named = [
            one for one in named if isinstance(agency.head_person(one.number), int)
        ]
        heads = {agency.unit(one.unit): agency.head_person(one.number) for one in named}
        taken = [
            agency.unit(one.unit)
            for one in named
            if one.takes and agency.head_of(one.unit)[0] in (one.was, False)
        ]
        departments = self.env["hr.department"].browse(taken)
        departments.check_access("write")
        departments._asn_name_heads({unit: heads[unit] for unit in taken})
        departments._asn_list_heads(heads)


def _nip(line):
    return line.payload["staff"]["nip"]


def _numbers(one):
    """Return the numbers of a person of the list and of his superiors."""
    return {number for number in (one["nip"], one["superior"], one["second"]) if number}


def _waves(rows):
    """Cut rows, superiors first, so that nobody is in one wave with his superior.

    Nor is an acting post in one wave with the other row of the same person.
    """
    wave, inside = [], set()
    for line, one in rows:
        if inside & (_numbers(one) - ({one["nip"]} if one["main"] else set())):
            yield wave
            wave, inside = [], set()
        wave.append((line, one))
        inside.add(one["nip"])
    if wave:
        yield wave
