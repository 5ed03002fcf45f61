"""A staff list of any size: the sample list many times over, each an own part of it."""

import csv

ENCODING = "utf-8-sig"
AGENCY = "Pemerintah Kota Contoh"
SERIAL = 3  # digits at the end of a NIP that tell apart who has all else in common
SERIALS = 10**SERIAL - 1


def staff_list(sample, size):
    """Return rows (dicts) of ``size`` people with units, numbers and superiors.

    :param sample: path of the sample list, whose first person is the Sekretaris Daerah
    :raises ValueError: when two people would get one number
    """
    with sample.open(encoding=ENCODING) as handle:
        people = list(csv.DictReader(handle))
    rows = []
    for copy in range(-(-size // len(people))):
        rows += [_copied(person, copy, people[0]["nip"]) for person in people]
    rows = rows[:size]
    if len({row["nip"] for row in rows}) < size:
        raise ValueError("two people have the same number")
    return rows


def _copied(person, copy, first):
    """One person in a copy of the list; the first of each stands under the first."""
    if not copy:
        return dict(person)
    boss = _number(person["nip_atasan"], copy) if person["nip_atasan"] else first
    return person | {
        "nip": _number(person["nip"], copy),
        "nip_atasan": boss,
        "unor": f"{person['unor']} {copy + 1}",
        "unor_induk": _parent(person["unor_induk"], copy),
        "email": "",
    }


def _number(nip, copy):
    """The number of the same person in a copy, with another serial."""
    serial = (int(nip[-SERIAL:]) - 1 + 29 * copy) % SERIALS + 1
    return f"{nip[:-SERIAL]}{serial:0{SERIAL}d}"


def _parent(unit, copy):
    return unit if unit == AGENCY else f"{unit} {copy + 1}"
