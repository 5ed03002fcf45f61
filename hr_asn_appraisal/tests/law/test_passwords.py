"""One-time passwords can be typed from paper; a chosen one is no number of a person."""

from datetime import date

import passwords
import pytest

NIP = "198609262015051001"


def test_one_time_passwords_differ_and_have_no_look_alikes():
    made = {passwords.one_time() for _one in range(500)}
    assert len(made) == 500
    assert {len(one) for one in made} == {10}
    assert not set("".join(made)) & set("ilo01ILO- ")


def test_a_longer_policy_makes_a_longer_password():
    assert len(passwords.one_time(14)) == 14


@pytest.mark.parametrize(
    ("password", "again", "found"),
    [
        ("kopi-susu-7", "kopi-susu-7", []),
        ("kopi123", "kopi123", ["too_short"]),
        ("kopi-susu-7", "kopi-susu-8", ["not_repeated"]),
        (NIP, NIP, ["is_number"]),
        ("19860926 201505 1 001", "19860926 201505 1 001", ["is_number"]),
        ("26091986", "26091986", ["is_birth_date"]),
        ("26-09-1986", "26-09-1986", ["is_birth_date"]),
        ("19860926", "19860926", ["is_birth_date"]),
        ("26/09/86", "26/09/86", ["is_birth_date"]),
        ("260986", "260986", ["too_short", "is_birth_date"]),
        ("--------", "--------", []),
        ("", "", ["too_short"]),
    ],
)
def test_what_a_password_may_not_be(password, again, found):
    assert passwords.problems(password, again, 8, NIP) == found


def test_who_has_no_nip_is_judged_by_login_and_birth():
    def found(text):
        return passwords.problems(text, text, 8, "wali.kota", date(1970, 2, 1))

    assert found("Wali.Kota") == ["is_number"]
    assert found("01021970") == ["is_birth_date"]
    assert found("26091986") == []


def test_a_number_without_a_date_has_no_birth_date():
    assert passwords.problems("99999999", "99999999", 8, "999999992015051001") == []
