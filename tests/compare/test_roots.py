"""Independent roots of a cluster."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.compare.copies import fingerprint, sentence_key
from claimgraph.compare.roots import Member, find_roots
from tests.shared import shared

WIRE = [
    "The dam gave way shortly before dawn and buried the upper part of the village.",
    "Rescuers have been digging through the mud with their bare hands since then.",
    "The company that owns the mine has not answered questions about inspections.",
    "Nobody knows how many people were sleeping in the houses below the wall.",
]
OTHER = [
    "Visitors came to the opening of the new library in the old brewery on Saturday.",
    "The mayor praised the architects for leaving the copper kettles where they were.",
    "Opening hours will be longer in winter than they have been in the old building.",
]


def groups(*members: Member) -> list[list[str]]:
    return [list(group) for group in find_roots(members).groups]


def ways(*members: Member) -> list[str]:
    return [join.way for join in find_roots(members).joins]


def test_one_speech_act_in_four_papers_is_one_root() -> None:
    members = [
        Member(f"c{n}", f"d{n}", publisher=f"p{n}", speaker="tokayev", lang=lang, day=10 + n)
        for n, lang in enumerate(("en", "uk", "nb", "pl"))
    ]
    assert groups(*members) == [["c0", "c1", "c2", "c3"]]
    assert find_roots(members, {"tokayev": "Tokayev"}).joins[0].reason == "both report what Tokayev said"


def test_two_speakers_are_two_roots_even_in_one_text() -> None:
    assert groups(Member("a", "d", speaker="police"), Member("b", "d", speaker="hospital")) == [["a"], ["b"]]


def test_a_speaker_who_says_it_again_months_later_speaks_anew() -> None:
    assert len(groups(Member("a", "d", speaker="x", day=100), Member("b", "e", speaker="x", day=200))) == 2
    assert len(groups(Member("a", "d", speaker="x", day=100), Member("b", "e", speaker="x"))) == 1


def test_a_translation_in_the_same_document_is_no_other_root() -> None:
    pair = Member("a", "d", lang="en"), Member("b", "d", lang="uk")
    assert groups(*pair) == [["a", "b"]]
    assert find_roots(pair).joins[0].reason == "en and uk text of one document"


def test_a_speaker_named_in_two_languages_of_one_document_is_one() -> None:
    texts = [Member("a", "d", speaker="committee", lang="en"), Member("b", "d", speaker="комітет", lang="uk")]
    assert ways(*texts) == ["translation"]
    assert ways(*texts, Member("c", "d", speaker="minister", lang="en")) == []


def test_papers_that_credit_one_agency_share_a_root() -> None:
    one, other = Member("a", "d", publisher="p", agency="ntb"), Member("b", "e", publisher="q", agency="ntb")
    assert ways(one, other) == ["source"]
    assert ways(one, Member("c", "f", publisher="ntb")) == ["source"]
    assert ways(one, Member("c", "f", publisher="q", agency="pap")) == []


def test_a_paper_that_quotes_another_paper_shares_its_root() -> None:
    original = Member("a", "d", publisher="astana-times", speaker="kushkumbayev")
    assert ways(original, Member("b", "e", publisher="upi", via=("astana-times",))) == ["source"]
    narrated = Member("c", "f", publisher="astana-times")
    assert ways(narrated, Member("b", "e", publisher="upi", speaker="astana-times")) == ["source"]


def test_copied_texts_share_a_root_and_other_texts_do_not() -> None:
    wire, other = fingerprint(WIRE), fingerprint(OTHER)
    longer = fingerprint([*OTHER, *WIRE])
    assert ways(Member("a", "d", fingerprint=wire), Member("b", "e", fingerprint=wire)) == ["copy"]
    assert ways(Member("a", "d", fingerprint=wire), Member("b", "e", fingerprint=longer)) == ["copy"]
    assert ways(Member("a", "d", fingerprint=wire), Member("b", "e", fingerprint=other)) == []


def test_one_sentence_in_two_texts_shares_a_root() -> None:
    key = sentence_key(WIRE[0])
    assert key is not None
    assert ways(Member("a", "d", passages=(key,)), Member("b", "e", passages=(key,))) == ["passage"]


def test_speakers_without_a_name_are_one_only_in_copies() -> None:
    wire = fingerprint(WIRE)
    one, other = Member("a", "d", speaker="~a doctor", day=1), Member("b", "e", speaker="~a doctor", day=1)
    assert ways(one, other) == []
    assert ways(replace(one, fingerprint=wire), replace(other, fingerprint=wire)) == ["copy"]
    assert ways(one, Member("b", "d", speaker="~the police", day=1)) == []


def test_unknown_publishers_are_not_one_publisher() -> None:
    assert ways(Member("a", "d"), Member("b", "e")) == []
    assert ways(Member("a", "d", publisher="p"), Member("b", "e", publisher="p")) == ["voice"]


def test_the_coup_claim_of_the_seeds_has_one_root() -> None:
    claims: dict[str, tuple[str, dict[str, Any]]] = {}
    for line in shared("gold", "seeds.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        claims |= {claim["id"]: (document["id"], claim) for claim in document["claims"]}
    groups = json.loads(shared("gold", "cross_document.json").read_text(encoding="utf-8"))["same_claim"]
    coup = next(group for group in groups if group["id"] == "coup-attempt")
    members = [
        Member(m["claim"], document, publisher=document, speaker=claim["speaker"]["entity"], lang=claim["lang"], day=1)
        for m in coup["members"]
        for document, claim in [claims[m["claim"]]]
    ]
    unique = {member.claim: member for member in members}.values()
    assert len({m.publisher for m in unique}) == len({m.lang for m in unique}) == 4
    assert len(find_roots(unique).groups) == 1


_KEYS = st.sampled_from(["", "x", "y", "z"])
MEMBERS = st.lists(
    st.builds(
        Member,
        claim=st.integers(0, 10**6).map(str),
        document=st.sampled_from("abcd"),
        publisher=_KEYS,
        agency=_KEYS,
        via=st.lists(_KEYS, max_size=2).map(tuple),
        speaker=_KEYS,
        lang=st.sampled_from(["en", "uk"]),
        day=st.one_of(st.none(), st.integers(1, 40)),
        passages=st.lists(st.integers(1, 3), max_size=2).map(tuple),
    ),
    unique_by=lambda member: member.claim,
    max_size=12,
)


@settings(max_examples=60)
@given(MEMBERS, st.randoms())
def test_order_does_not_matter_and_groups_are_a_partition(members: list[Member], chance: Random) -> None:
    found = find_roots(members)
    shuffled = list(members)
    chance.shuffle(shuffled)
    assert find_roots(shuffled) == found
    assert sorted(claim for group in found.groups for claim in group) == sorted(m.claim for m in members)
    assert len(found.joins) == len(members) - len(found.groups)


def test_thousands_of_claims_take_little_time() -> None:
    prints = [fingerprint([*WIRE, *OTHER][n % 3 :]) for n in range(50)]
    members = [
        Member(
            f"{n:05}",
            f"d{n}",
            publisher=f"p{n % 300}",
            agency=f"a{n % 900}",
            speaker=f"s{n % 1000}",
            day=n % 30,
            fingerprint=prints[n % 50],
        )
        for n in range(5000)
    ]
    begin = time.process_time()
    find_roots(members)
    assert time.process_time() - begin < 5
