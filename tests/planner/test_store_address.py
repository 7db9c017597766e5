"""Passwords in the address of a store: refused as an argument, taken out of the environment."""

import pytest

from planner.errors import PlannerError
from planner.store_address import ENVIRONMENT, PASSWORD, keep_secrets, parted


@pytest.mark.parametrize(
    ("place", "rest", "secret"),
    [
        ("postgresql://anna:a%40b@h/plan", "postgresql://anna@h/plan", "a@b"),
        ("postgres://anna:a@b/c@h:5432/plan", "postgres://anna@h:5432/plan", "a@b/c"),
        ("POSTGRESQL+psycopg://anna:x@h/plan", "POSTGRESQL+psycopg://anna@h/plan", "x"),
        ("postgresql://h/plan?password=a+b&sslmode=require",
         "postgresql://h/plan?sslmode=require", "a b"),
        ("postgresql://h/plan?sslmode=require&password=x",
         "postgresql://h/plan?sslmode=require", "x"),
        ("postgresql://anna:x@h/plan?password=y", "postgresql://anna@h/plan", "y"),
        ("postgresql://anna@h:5432/plan", "postgresql://anna@h:5432/plan", None),
        ("postgresql://anna:@h/plan", "postgresql://anna:@h/plan", None),
        ("/home/anna/postgres:x@h", "/home/anna/postgres:x@h", None),
        ("C:\\anna@home\\plan.db", "C:\\anna@home\\plan.db", None),
    ],
)  # fmt: skip
def test_an_address_is_parted_from_its_password(place: str, rest: str, secret: str | None) -> None:
    assert parted(place) == (rest, secret)


def test_a_password_as_an_argument_is_refused_without_showing_it() -> None:
    with pytest.raises(PlannerError) as error:
        keep_secrets("postgresql://anna:secret@h/plan", {})
    assert "secret" not in str(error.value)
    assert PASSWORD in str(error.value)


def test_a_password_in_the_environment_goes_where_only_the_driver_looks() -> None:
    environment = {ENVIRONMENT: "postgresql://anna:secret@h/plan", PASSWORD: "another"}
    keep_secrets(None, environment)
    assert environment == {ENVIRONMENT: "postgresql://anna@h/plan", PASSWORD: "secret"}


def test_what_holds_no_password_stays_as_it_is() -> None:
    environment = {PASSWORD: "another"}
    keep_secrets("postgresql://anna@h/plan", environment)
    assert environment == {PASSWORD: "another"}
