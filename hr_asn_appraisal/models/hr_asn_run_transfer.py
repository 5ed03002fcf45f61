from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from ..exchange import posts, transfer
from ..law import codes
from .hr_asn_assignment import titled_post
from .hr_asn_cycle import CLOSING, PLANNING, RUNNING
from .hr_asn_evaluation import UNRATED
from .hr_asn_run_import import Writes
from .hr_asn_run_line import OK
from .hr_asn_skp import SUBMITTED

# Cycles in which a new post gets its plan at once.
OPENED = (PLANNING, RUNNING, CLOSING)


class HrAsnRunTransfer(models.AbstractModel):
    """Takes a list of appointments: posts end and begin, open documents follow.

    Its lines are the rows of the list and, each on its own, the posts of others whose
    appraiser changes with them. What lies in the future is dated now; all that is to
    move on that day is left to a run that starts by itself then.
    """

    _name = "hr.asn.run.transfer"
    _description = "ASN appointment list"
    _inherit = ["hr.asn.run.import"]

    # -- checking -------------------------------------------------------------

    @api.model
    def _asn_dry_run(self, run, rows):
        """Write into the run what a list would do, and nothing anywhere else.

        In: a prepared run, the rows of the file (readers.Row).
        """
        self._asn_require(run.params)
        self._asn_forget(run)
        checked = self._asn_check(run, rows)
        cells = {row.number: row.cells for row in rows}
        lines = [
            vals | {"payload": vals["payload"] | {"cells": cells[row]}} if row else vals
            for vals in self._asn_line_values(run, checked)
            for row in [vals["payload"].get("row")]
        ]
        # sudo: hr.asn.run.line - lines are made and marked by the engine only
        self.env["hr.asn.run.line"].sudo().create(lines)
        self._asn_tell_stop(run)

    @api.model
    def _asn_preview(self, run):
        """Look at the list again; what a run of a later day will do is settled."""
        if "settle" in (run.params or {}):
            return None
        return super()._asn_preview(run)

    @api.model
    def _asn_check(self, run, rows):
        """Hold rows against what is known; note problems and counts in the run."""
        checked = transfer.check(rows, self._asn_references())
        cells = {row.number: row.cells for row in rows}
        skipped = self._asn_skip_bad(run, checked.problems, cells)
        unchanged = sum(one.same is not None for one in checked.transfers)
        counts = {
            "rows": len(rows),
            "changed": len(checked.transfers) - unchanged,
            "unchanged": unchanged,
            "skipped": skipped,
            "followers": len(checked.followers),
        }
        heads = [[unit, *change] for unit, change in checked.heads.items()]
        run._asn_put({"params": run.params | {"counts": counts, "heads": heads}})
        return checked

    @api.model
    def _asn_lines(self, run):
        """Check the rows again; return the lines: rows, then who follows them."""
        self._asn_require(run.params or {})
        if "settle" in (run.params or {}):
            return self._asn_settled_lines(run)
        rows = self._asn_rows(run)
        self._asn_forget(run)
        checked = self._asn_check(run, rows)
        self._asn_stop_if_bad(run)
        self._asn_make_jobs(checked.transfers)
        return self._asn_line_values(run, checked)

    @api.model
    def _asn_line_values(self, run, checked):
        words = _Words(self.env, checked)
        lines = [
            {
                "key": f"row {one.row}",
                "name": one.name,
                "res_model": "hr.asn.assignment",
                "message": words.transfer(one),
                "payload": {"row": one.row, "transfer": one.as_dict()},
            }
            for one in checked.transfers
        ] + [
            {
                "key": f"post {one.post}",
                "name": words.names[one.employee],
                "res_model": "hr.asn.assignment",
                "res_id": one.post,
                "message": words.follower(one),
                "payload": {"follower": one.as_dict()},
            }
            for one in checked.followers
        ]
        return [vals | {"run_id": run.id} for vals in lines]

    # -- what is known ---------------------------------------------------------

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
        own = self.env.user.sudo().asn_unit_ids
        inside = departments.search([("id", "child_of", own.ids)]) if own else found
        inside = set(inside.ids)
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

    # -- doing ------------------------------------------------------------------

    @api.model
    def _asn_process(self, run, lines):
        rows = [(line, line.payload) for line in lines]
        fresh = [
            (line, one["transfer"])
            for line, one in rows
            if "transfer" in one and one["transfer"]["same"] is None
        ]
        made = self._asn_appoint([one for _line, one in fresh])
        self._asn_follow([one["follower"] for _line, one in rows if "follower" in one])
        settled = [one["settle"] for _line, one in rows if "settle" in one]
        self._asn_settle(self.env["hr.asn.assignment"].browse(settled))
        ids = {line: post for (line, _one), post in zip(fresh, made, strict=True)}
        return {line: (OK, line.message, ids.get(line)) for line in lines}

    @api.model
    def _asn_appoint(self, transfers):
        """End and begin posts; return the id of the post that each one is about."""
        old = self._asn_end_posts(transfers)
        begun = [one for one in transfers if one["do"] != posts.END]
        self._asn_date_versions([one for one in begun if one["do"] == posts.MOVE])
        made = self.env["hr.asn.assignment"].create(self._asn_values(begun))
        rows = dict(zip((one["row"] for one in begun), made, strict=True))
        self._asn_log_posts(old, rows, transfers)
        today = self.env.company._asn_today()
        self._asn_settle(made.filtered(lambda post: post.date_from <= today))
        return [
            rows[one["row"]].id if one["row"] in rows else one["closes"][-1]
            for one in transfers
        ]

    @api.model
    def _asn_end_posts(self, transfers):
        """Let posts end the day before; return {their id: transfer}."""
        writes, ended = Writes(), {}
        assignments = self.env["hr.asn.assignment"]
        for one in transfers:
            last = fields.Date.to_date(one["since"]) - timedelta(days=1)
            for post in [*one["closes"], *one["relieves"]]:
                writes.add(assignments.browse(post), {"date_to": last})
                ended[post] = one
        writes.write()
        # The database refuses two definitive posts at a time: end the old one first.
        self.env.flush_all()
        return ended

    @api.model
    def _asn_values(self, transfers):
        jobs = self._asn_jobs()
        return [
            {
                "employee_id": one["employee"],
                "company_id": self.env.company.id,
                "post": one["post"],
                "post_kind": one["kind"],
                "job_id": jobs.get(one["post"], False),
                "duty": one["duty"] or False,
                "status": one["status"],
                "department_id": one["unit"],
                "date_from": one["since"],
                "date_to": one["until"] or False,
                "decree": one["decree"] or False,
                "appraiser_id": one["appraiser"] or False,
                "superior_id": one["superior"] or False,
            }
            for one in transfers
        ]

    @api.model
    def _asn_log_posts(self, old, made, transfers):
        """Write the SK into the history of the posts that end and begin."""
        event = self.env["hr.asn.event"]
        ended = self.env["hr.asn.assignment"].browse(old)
        event._asn_log(ended, "transfer", lambda post: _note(old[post.id]))
        rows = {one["row"]: one for one in transfers}
        notes = {post.id: _note(rows[row]) for row, post in made.items()}
        begun = self.env["hr.asn.assignment"].browse(notes)
        event._asn_log(begun, "transfer", lambda post: notes[post.id])

    # -- employees -----------------------------------------------------------------

    @api.model
    def _asn_jobs(self):
        found = self.env["hr.job"].search_fetch(
            [("company_id", "=", self.env.company.id), ("department_id", "=", False)],
            ["name"],
        )
        return {job.name: job.id for job in found}

    @api.model
    def _asn_make_jobs(self, transfers):
        known = self._asn_jobs()
        names = dict.fromkeys(
            one.post for one in transfers if one.same is None and one.do != posts.END
        )
        self.env["hr.job"].create(
            [
                {"name": name, "company_id": self.env.company.id}
                for name in names
                if name not in known
            ]
        )

    @api.model
    def _asn_date_versions(self, transfers):
        """Give employees post, unit, kind and level from a day on: all at once.

        Odoo's own `create_version` does the same for one employee at a time. Versions
        that begin later, of a rank or a contract, get the same post.
        """
        jobs = self._asn_jobs()
        levels = {one.code: one.id for one in self.env["hr.asn.jf.level"].search([])}
        writes, fresh = Writes(), []
        employees = self.env["hr.employee"].browse(one["employee"] for one in transfers)
        employees.check_access("write")
        for one, employee in zip(transfers, employees, strict=True):
            since = fields.Date.to_date(one["since"])
            values = {
                "job_id": jobs.get(one["post"], False),
                "department_id": one["unit"],
                "asn_post_kind": one["kind"],
                "asn_jf_level_id": levels.get(one["level"], False),
            }
            before, later = _versions(employee, since)
            writes.add(later, values)
            if before:
                fresh.append((before, {"date_version": since} | values))
        writes.write()
        self._asn_copy_versions(fresh)

    @api.model
    def _asn_copy_versions(self, fresh):
        """Make versions as copies of others; ``fresh``: list of (version, changes)."""
        # sudo: hr.version - the pay of a person is copied unseen, as Odoo itself does
        copied = self.env["hr.version"].union(*(one for one, _values in fresh)).sudo()
        kept = dict(zip(copied.ids, copied.copy_data(), strict=True))
        made = copied.create(
            [
                kept[version.id] | values | {"employee_id": version.employee_id.id}
                for version, values in fresh
            ]
        )
        return made.sudo(False)

    # -- what moves when a post begins ----------------------------------------------

    @api.model
    def _asn_settle(self, begun):
        """Open the plans of posts that have begun; Odoo's own superior follows."""
        writes = Writes()
        # sudo: hr.employee - the superior of Odoo's chart, for who was just appointed
        for post in begun.filtered(lambda one: one.status == codes.DEFINITIF).sudo():
            writes.add(post.employee_id, {"parent_id": post.appraiser_id.id})
        writes.write()
        self._asn_open_plans(begun)

    @api.model
    def _asn_open_plans(self, assignments):
        """Make the plans of these posts in the cycles that are open already."""
        opening = self.env["hr.asn.run.opening"]
        cycles = self.env["hr.asn.cycle"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("state", "in", OPENED),
            ]
        )
        for cycle in cycles:
            opening._asn_open_due(cycle, assignments)

    @api.model
    def _asn_follow(self, followers):
        """Give posts their new appraisers and superiors; alike ones are one write."""
        today = fields.Date.to_string(self.env.company._asn_today())
        groups = defaultdict(self.env["hr.asn.assignment"].browse)
        for one in followers:
            if one["since"] <= today:
                key = (one["appraiser"], one["superior"], one["since"], one["decree"])
                groups[key] |= groups[key].browse(one["post"])
        for (appraiser, superior, since, decree), some in groups.items():
            self._asn_hand_over(some, appraiser, superior, since, decree)

    @api.model
    def _asn_hand_over(self, assignments, appraiser, superior, since, decree):
        parties = {"appraiser_id": appraiser or False, "superior_id": superior or False}
        moved = assignments.filtered(lambda one: one.appraiser_id.id != appraiser)
        for some, changed in (
            (moved, parties),
            (assignments - moved, {"superior_id": superior or False}),
        ):
            if some:
                some._asn_write(changed, fields.Date.to_date(since), decree)
        definitive = moved.filtered(lambda one: one.status == codes.DEFINITIF)
        # sudo: hr.employee - the superior of Odoo's chart follows the appraiser
        definitive.sudo().employee_id.write({"parent_id": appraiser or False})

    # -- the end ------------------------------------------------------------------

    @api.model
    def _asn_again(self, run, lines):
        """Heads may have changed since: they are not set again by a retry."""
        run._asn_put({"params": run.params | {"heads": []}})

    @api.model
    def _asn_finish(self, run):
        """Set the heads of units; leave to a later run what begins on a later day."""
        today = fields.Date.to_string(self.env.company._asn_today())
        heads = run.params.get("heads", [])
        self._asn_put_heads({unit: who for unit, who, day in heads if day <= today})
        for day, lines in self._asn_later(run, today).items():
            own = [head for head in heads if head[2] == day]
            self._asn_plan(run, day, lines, own)

    @api.model
    def _asn_put_heads(self, heads):
        departments = self.env["hr.department"].browse(heads)
        heads = self._asn_true_heads(departments, heads)
        if heads:
            departments.check_access("write")
            departments._asn_name_heads(heads)

    @api.model
    def _asn_true_heads(self, departments, heads):
        """Return those of {unit: head} who hold a post in their unit by now.

        A row that failed has made nobody head, and taken the head from no unit.
        """
        today = self.env.company._asn_today()
        # sudo: hr.asn.assignment - a unit that is left may be another officer's
        held = self.env["hr.asn.assignment"].sudo()._asn_in_units(departments, today)
        seats = {(post.department_id.id, post.employee_id.id) for post in held}
        former = {unit.id: unit.manager_id.id for unit in departments}
        return {
            unit: who
            for unit, who in heads.items()
            if ((unit, who) in seats if who else (unit, former[unit]) not in seats)
        }

    @api.model
    def _asn_later(self, run, today):
        """Return {day: lines} of what has been done and takes effect later."""
        later = defaultdict(self.env["hr.asn.run.line"].browse)
        for line in run.sudo().line_ids.filtered(lambda one: one.state == OK):
            payload = line.payload
            one = payload.get("follower") or payload.get("transfer") or {}
            is_end = one.get("do") == posts.END or one.get("same") is not None
            if one and not is_end and one["since"] > today:
                later[one["since"]] |= line
        return later

    @api.model
    def _asn_plan(self, run, day, lines, heads):
        """Make the run that does on a day what takes effect then."""
        planned = self.env["hr.asn.run"].create(
            {
                "name": self.env._(
                    "%(run)s: from %(day)s",
                    run=run.name,
                    day=format_date(self.env, day),
                ),
                "kind": "transfer",
                "start_on": day,
                "params": {"settle": True, "heads": heads},
            }
        )
        # sudo: hr.asn.run.line - lines are made and marked by the engine only
        self.env["hr.asn.run.line"].sudo().create(
            [self._asn_later_line(planned, line) for line in lines]
        )

    @api.model
    def _asn_later_line(self, planned, line):
        follower = line.payload.get("follower")
        payload = {"follower": follower} if follower else {"settle": line.res_id}
        return {
            "run_id": planned.id,
            "key": line.key,
            "name": line.name,
            "res_model": line.res_model,
            "res_id": line.res_id,
            "message": line.message,
            "payload": payload,
        }

    @api.model
    def _asn_settled_lines(self, run):
        """Return the lines of a planned run, which stand in it since it was made."""
        if not run.start_on or run.start_on > self.env.company._asn_today():
            raise UserError(
                self.env._(
                    "This run begins on %s by itself.",
                    format_date(self.env, run.start_on),
                )
            )
        # sudo: hr.asn.run.line - lines are made and marked by the engine only
        lines = run.sudo().line_ids
        names = ("key", "name", "res_model", "res_id", "message", "payload")
        values = [{name: line[name] for name in names} for line in lines]
        lines.unlink()
        return values


def _versions(employee, since):
    """Return (version to copy, none where one begins that day; those from then on)."""
    versions = employee.version_ids.sorted("date_version")
    later = versions.filtered(lambda one: one.date_version >= since)
    if since in later.mapped("date_version"):
        return versions.browse(), later
    return (versions - later)[-1:] or later[:1], later


def _note(one):
    """Return what the history keeps of a row: the SK, or why a post ends."""
    return "; ".join(part for part in (one["decree"], one["reason"]) if part) or False


class _Words:
    """Says of each row, in words, what it does; everything is read once for all."""

    def __init__(self, env, checked):
        self.env = env
        self.today = env.company._asn_today()
        known = {
            post
            for one in checked.transfers
            for post in (*one.closes, *one.relieves, one.same)
            if post
        } | {one.post for one in checked.followers}
        # sudo: hr.asn.assignment - what a list moves is told to who may process it
        self.posts = {
            post.id: post for post in env["hr.asn.assignment"].sudo().browse(known)
        }
        people = {one.employee for one in checked.followers}
        for one in (*checked.transfers, *checked.followers):
            people |= {one.appraiser, one.superior}
        people |= {one.left for one in checked.followers}
        people |= {post.appraiser_id.id for post in self.posts.values()}
        employees = env["hr.employee"].sudo().browse(people - {None, False})
        self.names = {one.id: one.name for one in employees}

    def day(self, day):
        return format_date(self.env, day)

    def name(self, employee):
        return self.names.get(employee) or "–"

    def post(self, post):
        titled = titled_post(post.status, post.post)
        return f"{titled}, {post.department_id.name}"

    def transfer(self, one):
        """Return the sentences on a row of the list."""
        if one.same is not None:
            return self.env._(
                "The data exists already and has not changed. Nothing is doubled."
            )
        said = [self.ends(self.posts[post], one) for post in one.closes]
        said += [self.relieved(self.posts[post], one) for post in one.relieves]
        if one.do != posts.END:
            said += [self.begins(one), self.appraised(one)]
        if one.decree:
            said.append(self.env._("Decree: %s.", one.decree))
        return "\n".join(said)

    def last_day(self, one):
        return fields.Date.to_date(one.since) - timedelta(days=1)

    def ends(self, post, one):
        ended = self.env._(
            "Ends on %(day)s: %(post)s.",
            day=self.day(self.last_day(one)),
            post=self.post(post),
        )
        return " ".join([ended, *self.ended_documents(post, one)])

    def relieved(self, post, one):
        return self.env._(
            "Ends on %(day)s: %(post)s (%(name)s).",
            day=self.day(self.last_day(one)),
            post=self.post(post),
            name=post.name,
        )

    def ended_documents(self, post, one):
        """Say what becomes of the documents of a post that ends."""
        last = self.last_day(one)
        plans = post.skp_ids.filtered(lambda plan: plan.date_to > last)
        if not plans:
            return []
        dropped = plans._asn_not_due(last)
        kept = plans.evaluation_ids - dropped
        return [
            self.env._(
                "The plan ends with it. Evaluations: %(kept)s stay, "
                "%(dropped)s not begun are dropped.",
                kept=len(kept),
                dropped=len(dropped),
            )
        ]

    def begins(self, one):
        unit = self.env["hr.department"].sudo().browse(one.unit).name
        values = {
            "day": self.day(one.since),
            "post": f"{titled_post(one.status, one.post)}, {unit}",
        }
        if one.until:
            values["until"] = self.day(one.until)
            return self.env._("From %(day)s to %(until)s: %(post)s.", **values)
        return self.env._("From %(day)s: %(post)s.", **values)

    def appraised(self, one):
        if not one.appraiser:
            return self.env._("No appraiser is known.")
        return self.env._("Appraiser: %s.", self.name(one.appraiser))

    def follower(self, one):
        """Return the sentences on a post whose appraiser or superior changes."""
        post = self.posts[one.post]
        values = {
            "left": self.name(one.left),
            "day": self.day(one.since),
            "before": self.name(post.appraiser_id.id),
            "after": self.name(one.appraiser),
            "superior": self.name(one.superior),
        }
        if post.appraiser_id.id == one.appraiser:
            return self.env._(
                "%(left)s has moved: from %(day)s the superior of the appraiser "
                "is %(superior)s.",
                **values,
            )
        said = self.env._(
            "%(left)s has moved: from %(day)s the appraiser is %(after)s "
            "instead of %(before)s.",
            **values,
        )
        return f"{said} {self.moved_documents(post, one)}"

    def moved_documents(self, post, one):
        """Say what goes over to a new appraiser, and what stays."""
        since = fields.Date.to_date(one.since)
        evaluations = post.skp_ids.evaluation_ids
        moved = evaluations.filtered(
            lambda own: own.state in UNRATED and own.date_to >= since
        )
        waiting = post.skp_ids.filtered(lambda plan: plan.state == SUBMITTED)
        return self.env._(
            "Open documents that go over: %(moved)s. Evaluations that stay: %(kept)s.",
            moved=len(moved) + len(waiting),
            kept=len(evaluations - moved),
        )
