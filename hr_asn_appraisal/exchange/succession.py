"""What follows from a list of appointments for those who are not in it.

Plain Python: no ORM, no I/O. Who is led from a post that is left goes over to the
one who comes into it, else to the next head above; heads of units go and come.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from ..law import codes
from .cells import plain
from .posts import BEGINS, END, MANAGERIAL, MOVE, PROLONG, Follower, Post, leads


class Cause(NamedTuple):
    """Why somebody gets another appraiser: whose move, since when, by which SK."""

    left: int
    since: date
    decree: str


class _Vacancy(NamedTuple):
    """A post that is left, why, and who comes into it (None: nobody)."""

    post: Post
    cause: Cause
    successor: int | None


class Succession:
    """The agency as it will be when the list is through.

    In: posts.Known and the transfers that were read. ``transfers`` are they with
    appraisers, ``followers`` (posts.Follower) whom the list does not name, ``heads``
    {unit: (new head or None, ISO date)} what changes at the top of units.
    """

    def __init__(self, known, transfers):
        self.known = known
        transfers = [self._with_relieved(one) for one in transfers]
        self.fresh = [one for one in transfers if one.same is None]
        self.ended = {post for one in self.fresh for post in one.closes + one.relieves}
        self.vacancies = list(self._vacancies())
        self.replaced = {
            one.post.employee: (one.successor, one.cause.since)
            for one in self.vacancies
        }
        self._heads, self._dates = self._settle_heads()
        before = _Seats(known, known.posts.values())
        appraised = [self._with_appraiser(one) for one in transfers]
        changes = self._arrivals() | self._changes()
        after = self._seats(appraised, changes)
        self.rows = self._rows_of_moved()
        self.transfers = [self._finished(one, after) for one in appraised]
        first = [self._follower(*change, after) for change in changes.values()]
        causes = self._causes(changes)
        second = self._second_level(changes, causes, before, after)
        self.followers = [*first, *second]

    def _rows_of_moved(self):
        """Return {employee: rows} of who comes into or leaves a post that leads."""
        rows = {}
        for one in self.fresh:
            closed = [self.known.posts[post] for post in one.closes]
            stays = closed and all(_stays(post, one) for post in closed)
            if one.do != PROLONG and not stays:
                rows.setdefault(one.employee, []).append(one.row)
        return rows

    def needs(self, *employees):
        """Return the rows by which one of these people moves, in order."""
        return tuple(
            sorted({row for one in employees for row in self.rows.get(one, ())})
        )

    def _finished(self, one, after):
        """Return a row with the superior, its place, and the rows it needs."""
        superior = after.above(one.appraiser, one.unit) if one.appraiser else None
        return replace(
            one,
            superior=superior if superior != one.employee else None,
            place=after.place(one.appraiser),
            needs=tuple(row for row in self.needs(one.appraiser) if row != one.row),
        )

    @property
    def heads(self):
        """Return {unit: (new head or None, ISO date)} of what differs from before."""
        return {
            unit: (self._heads[unit], since.isoformat())
            for unit, since in self._dates.items()
            if self._heads[unit] != self.known.units[unit].head
        }

    # -- who leaves, who comes ------------------------------------------------

    def _with_relieved(self, one):
        """Let acting posts end whose work a definitive holder takes over."""
        if one.same is not None or one.do != MOVE or not leads(one):
            return one
        last = date.fromisoformat(one.since) - timedelta(days=1)
        relieved = [
            post.id
            for post in self.known.inside.get(one.unit, ())
            if post.status != codes.DEFINITIF
            and _is_acted(post, one)
            and post.holds(last)
            and post.until != last
        ]
        return replace(one, relieves=tuple(relieved))

    def _vacancies(self):
        for one in self.fresh:
            cause = Cause(one.employee, date.fromisoformat(one.since), one.decree)
            for post in one.closes:
                found = self.known.posts[post]
                successor = self._successor(found)
                if successor or not _stays(found, one):
                    yield _Vacancy(found, cause, successor)
            for post in one.relieves:
                found = self.known.posts[post]
                if found.employee != one.employee:
                    yield _Vacancy(found, cause, one.employee)

    def _successor(self, post):
        """Return who comes into a post: by the list, else who acts in it already."""
        coming = [
            one
            for one in self.fresh
            if one.do != END and one.employee != post.employee and _is_same(one, post)
        ]
        coming.sort(key=lambda one: (one.status != codes.DEFINITIF, one.row))
        if coming or not leads(post):
            return coming[0].employee if coming else None
        return self._acting_in(post)

    def _acting_in(self, post):
        acting = [
            one.employee
            for one in self.known.inside.get(post.unit, ())
            if one.status != codes.DEFINITIF
            and _is_acted(one, post)
            and one.employee != post.employee
            and one.id not in self.ended
            and one.holds(self.known.today)
        ]
        return acting[0] if acting else None

    def _settle_heads(self):
        """Return ({unit: head}, {unit: day}) as posts are left and taken."""
        heads = {unit.id: unit.head for unit in self.known.units.values()}
        dates = {}
        for vacancy in self.vacancies:
            unit = vacancy.post.unit
            # As it was before: in a swap the new head leaves a post there, too.
            if self.known.units[unit].head == vacancy.post.employee:
                heads[unit] = vacancy.successor
                dates[unit] = vacancy.cause.since
        coming = [one for one in self.fresh if one.do != END and leads(one)]
        for one in sorted(coming, key=_headship):
            if not heads.get(one.unit):
                heads[one.unit] = one.employee
                dates.setdefault(one.unit, date.fromisoformat(one.since))
        return heads, dates

    def _head_on(self, unit, day):
        """Return the head of a unit on a day: a list may change him later."""
        later = unit in self._dates and self._dates[unit] > day
        return self.known.units[unit].head if later else self._heads[unit]

    def _head_above(self, unit, employee, day):
        """Return the head of a unit, else of the next one above, but not himself."""
        for one in self.known.chain(unit):
            head = self._head_on(one, day)
            if head and head != employee:
                return head
        return self.known.head if self.known.head != employee else None

    def _with_appraiser(self, one):
        if one.same is not None or one.do == END or one.appraiser:
            return one
        day = date.fromisoformat(one.since)
        above = self._line_of(one, day)
        above = above or self._head_above(one.unit, one.employee, day)
        return replace(one, appraiser=above)

    def _line_of(self, one, day):
        """Return who has appraised those who led from this post before; None: nobody.

        The head of an OPD is appraised by the Sekda, who heads no unit above his.
        """
        alike = [
            post
            for post in self.known.inside.get(one.unit, ())
            if leads(one) and post.employee != one.employee and _is_same(one, post)
        ]
        last = max(alike, key=lambda post: post.since, default=None)
        return last and self._instead(last.appraiser, one.employee, day)

    def _instead(self, appraiser, employee, day):
        """Return an appraiser, or who has his post by that day; None for himself."""
        successor, since = self.replaced.get(appraiser, (appraiser, day))
        found = successor if since <= day else appraiser
        return found if found != employee else None

    # -- who follows ----------------------------------------------------------

    def _arrivals(self):
        """Return {post id: (post, new appraiser, cause)} where a unit gets a head.

        Who was appraised by the head above, as the unit had none, comes to the new
        one. Whoever has been given another appraiser keeps him.
        """
        return {
            post.id: (post, head, cause)
            for head, unit, cause in self._new_heads()
            for below in self.known.below(unit)
            for post in self.known.inside.get(below, ())
            # Of a unit that had a head only he himself was with the one above.
            if self.known.units[unit].head in (None, post.employee)
            and self._is_stood_in_for(post, head, cause.since)
        }

    def _new_heads(self):
        """Yield (head, unit, cause) of the units that had none or another before."""
        for one in self.fresh:
            if one.do in BEGINS and self._heads.get(one.unit) == one.employee:
                if self.known.units[one.unit].head != one.employee:
                    since = date.fromisoformat(one.since)
                    yield one.employee, one.unit, Cause(one.employee, since, one.decree)

    def _is_stood_in_for(self, post, head, day):
        """Say whether a post was with the head above, only as there was no other."""
        goes_on = post.until is None or post.until >= day
        kept = post.id not in self.ended and goes_on and post.employee != head
        above = [self.known.units[one].head for one in self.known.chain(post.unit)]
        above = [*above, self.known.head]
        before = next((one for one in above if one and one != post.employee), None)
        return (
            kept
            and post.appraiser in (None, before)
            and self._head_above(post.unit, post.employee, day) == head
        )

    def _changes(self):
        """Return {post id: (post, new appraiser, cause)} of the posts that go on."""
        changes = {}
        for vacancy in self.vacancies:
            for post in self._led_from(vacancy):
                new = self._leader_after(vacancy, post)
                if new != post.appraiser:
                    changes[post.id] = (post, new, vacancy.cause)
        return changes

    def _leader_after(self, vacancy, post):
        """Return who appraises a post after another one has left: the successor, else
        who appraised the one who left, else the next head above."""
        left, day = vacancy.post, vacancy.cause.since
        return (
            (vacancy.successor if vacancy.successor != post.employee else None)
            or self._instead(left.appraiser, post.employee, day)
            or self._head_above(post.unit, post.employee, day)
        )

    def _led_from(self, vacancy):
        """Return the posts that go on and are led from the post that is left."""
        left, since = vacancy.post, vacancy.cause.since
        return [
            post
            for post in self.known.led.get(left.employee, ())
            if post.id not in self.ended
            and (post.until is None or post.until >= since)
            and self._nearest(left.employee, post.unit, since) == left.id
        ]

    def _nearest(self, employee, unit, since):
        """Return the id of the post from which a person stands over a unit."""
        day = since - timedelta(days=1)
        held = [post for post in self.known.held[employee] if post.holds(day)]
        return nearest(self.known, held, unit).id

    def _seats(self, transfers, changes):
        """Return the posts as they will be, for who stands above whom."""
        going_on = [
            replace(post, appraiser=changes[post.id][1]) if post.id in changes else post
            for post in self.known.posts.values()
            if post.id not in self.ended
        ]
        fresh = [one for one in transfers if one.same is None and one.do in BEGINS]
        return _Seats(self.known, [*going_on, *fresh])

    def _causes(self, changes):
        """Return {employee who gets another appraiser: why}."""
        causes = {post.employee: cause for post, _new, cause in changes.values()}
        for one in self.fresh:
            since = date.fromisoformat(one.since)
            causes[one.employee] = Cause(one.employee, since, one.decree)
        return causes

    def _second_level(self, changes, causes, before, after):
        """Return the posts whose appraiser stays and has got another one himself."""
        found = []
        for leader, cause in causes.items():
            for post in self.known.led.get(leader, ()):
                goes_on = post.until is None or post.until >= cause.since
                was, becomes = (
                    seats.above(leader, post.unit) for seats in (before, after)
                )
                kept = post.id not in self.ended and post.id not in changes
                if goes_on and kept and post.superior == was != becomes:
                    found.append(self._follower(post, leader, cause, after))
        return found

    def _follower(self, post, appraiser, cause, after):
        superior = after.above(appraiser, post.unit)
        return Follower(
            post=post.id,
            employee=post.employee,
            since=max(cause.since, post.since).isoformat(),
            appraiser=appraiser,
            superior=superior if superior != post.employee else None,
            left=cause.left,
            decree=cause.decree,
            was=post.appraiser,
            was_superior=post.superior,
            place=after.place(appraiser),
            needs=self.needs(cause.left, appraiser, superior),
        )


class _Seats:
    """Who stands above whom: by the post from which he leads the unit below."""

    def __init__(self, known, seats):
        self.known = known
        self.held, self._places = {}, {}
        for one in seats:
            if not one.until or str(one.until) >= known.today.isoformat():
                self.held.setdefault(one.employee, []).append(one)

    def above(self, employee, unit):
        """Return who appraises a person in the post nearest to a unit; None: nobody."""
        held = self.held.get(employee)
        return nearest(self.known, held, unit).appraiser if held else None

    def place(self, employee, below=()):
        """Return how many stand at least above who is appraised by an employee.

        The longest line counts; a circle is cut where it closes. None: nobody does.
        """
        if employee is None or employee in below:
            return 0
        if employee not in self._places:
            line = (*below, employee)
            bosses = {seat.appraiser for seat in self.held.get(employee, ())}
            self._places[employee] = 1 + max(
                (self.place(boss, line) for boss in bosses), default=0
            )
        return self._places[employee]


def nearest(known, held, unit):
    """Return the one of a person's posts from which he stands over a unit.

    That is a post in the unit or above it, a leading one before another, then the
    nearest, then the definitive one.
    """
    chain = known.chain(unit)
    order = {one: place for place, one in enumerate(chain)}

    def distance(post):
        far = order.get(post.unit, len(chain))
        definitive = post.status == codes.DEFINITIF
        return far == len(chain), not leads(post), far, not definitive

    return min(held, key=distance)


def _stays(post, one):
    """Say whether who changes his post goes on leading the same unit."""
    return one.do == MOVE and one.unit == post.unit and leads(one) >= leads(post)


def _is_same(one, post):
    """Say whether a row brings somebody into a post: same unit, and duty or name."""
    if post.duty:
        acts = one.status != codes.DEFINITIF and _is_acted(one, post)
        alike = acts or plain(one.duty) == plain(post.duty)
    else:
        alike = plain(one.post) == plain(post.post)
    return alike and one.unit == post.unit


def _is_acted(acting, held):
    """Say whether somebody acts in a post, by its name or by the duty of who holds it.

    "Plt. Kepala Puskesmas" acts for a doctor whose duty is "Kepala Puskesmas".
    """
    names = {plain(name) for name in (held.post, held.duty) if name}
    acted = {plain(name) for name in (acting.post, acting.duty) if name}
    # The duty is often written short, the acting post with the name of the unit.
    longer = held.duty and plain(acting.post).startswith(f"{plain(held.duty)} ")
    return bool(names & acted or longer)


def _headship(one):
    """Order of who heads a unit: JPT, duty of a head, Administrator, … then row."""
    place = 2 * MANAGERIAL.index(one.kind) if one.kind in MANAGERIAL else 1
    return place, one.status != codes.DEFINITIF, one.row
