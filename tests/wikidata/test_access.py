"""Nobody asks Wikidata without a contact, and nothing but QIDs and languages over https."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimgraph.errors import ClaimGraphError
from claimgraph.wikidata.access import Access, checked_languages, checked_qid
from claimgraph.wikidata.client import Wikidata
from tests.wikidata.asking import CONTACT, ONE
from tests.wikidata.site import Site


@pytest.mark.parametrize(
    "text", ["", "Q", "Q0", "Q012", "P31", "Q1.5", "Q-1", "Q1|Q2", "Q٣", "Q2147483648", "Q1\n2", "42"]
)
def test_what_is_no_qid_is_refused_before_anything_is_asked(site: Site, wikidata: Wikidata, text: str) -> None:
    with pytest.raises(ClaimGraphError, match="no QID"):
        wikidata.entities([ONE, text])
    assert site.asked == []


def test_largest_qid_and_languages() -> None:
    assert checked_qid("q2147483647") == "Q2147483647"
    assert checked_languages(["uk", "be-tarask", "uk"]) == ("be-tarask", "mul", "uk")
    for wrong in (["UK"], ["uk|en"], [""], ["uk\n"], [f"a{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(50)]):
        with pytest.raises(ClaimGraphError):
            checked_languages(wrong)


@pytest.mark.parametrize(
    ("contact", "reason"),
    [
        ("", "without the contact"),
        ("  ", "without the contact"),
        ("me", "no contact"),
        ("a@b.org\r\nX-Evil: 1", "no contact"),
        ("ma\u00efl@organisation.invalid", "no contact"),
        ("you@example.org", "placeholder"),
        ("https://www.example.com/me", "placeholder"),
        ("a@" + "b" * 200 + ".org", "no contact"),
    ],
)
def test_nobody_asks_without_a_contact(contact: str, reason: str) -> None:
    with pytest.raises(ClaimGraphError, match=reason):
        Access(contact)


@pytest.mark.parametrize("contact", ["User:Someone", "https://organisation.invalid/about", CONTACT])
def test_mail_page_and_user_page_are_contacts(contact: str) -> None:
    assert Access(contact).agent.endswith(f" ({contact})")


@pytest.mark.parametrize(
    "api",
    [
        "http://www.wikidata.org/w/api.php",
        "http://127.0.0.1.organisation.invalid/w/api.php",
        "ftp://www.wikidata.org/w/api.php",
        "https://user:secret@organisation.invalid/w/api.php",
        "https://organisation.invalid/w/api.php?action=x",
        "https:///w/api.php",
        "https://organisation.invalid:port/w/api.php",
        "https://[::1/w/api.php",
        "file:///etc/passwd",
        "/w/api.php",
        "https://organisation.invalid/w api.php",
        "",
    ],
)
def test_api_is_https_and_nothing_but_an_address(api: str) -> None:
    with pytest.raises(ClaimGraphError):
        Access(CONTACT, api)


@pytest.mark.parametrize("api", ["http://localhost:1/api.php", "http://[::1]:1/api.php", "http://127.0.0.9/api.php"])
def test_this_computer_may_be_asked_without_tls(api: str) -> None:
    assert Access(CONTACT, api).is_here


def test_limits_that_make_no_sense_are_refused() -> None:
    for limits in ({"timeout": 0.0}, {"attempts": 0}, {"max_bytes": -1}, {"longest_wait": -1.0}):
        with pytest.raises(ClaimGraphError, match="too small"):
            replace(Access(CONTACT), **limits)
