"""Decisions replayed: they win over the machine, survive other keys, and are told where they no longer apply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.entity import Copied, Entity, Link
from claimgraph.link.decisions import Decision, Log, Subject, following, identified, in_force, parse
from claimgraph.link.local import LocalEntity, Spelling
from claimgraph.link.replay import Replayed, replay
from claimgraph.link.resolve import Found, Resolution, resolve
from claimgraph.link.resolve import apply as apply_keys
from claimgraph.model import Annotation, Claim, Document, Kind, Mention, Metadata, Party, Segment, Span


def local(document: str, id: str, *names: str, kind: Kind = "PER", lang: str = "en") -> Found:
    return document, LocalEntity(id, kind, tuple(Spelling(name, lang, 1) for name in names))


LIND, LINDT, BERG = "Nora Lind", "Nora Lindvall", "Åsa Bergqvist"
FOUND: list[Found] = [
    local("a", "e1", LIND, "Lind"),
    local("a", "e2", BERG),
    local("b", "e1", LIND),
    local("b", "e2", LINDT),
    local("c", "e1", LIND, LINDT),
    local("c", "o1", "Harbour Union", kind="ORG"),
    local("d", "e1", "Нора Лінд", lang="uk"),
    local("d", "o1", "Harbour Unions", kind="ORG"),
]


def named(resolution: Resolution, name: str) -> Entity:
    found = [e for e in resolution.entities if e.label == name or any(name in names for names in e.names.values())]
    assert len(found) == 1, [entity.key for entity in found]
    return found[0]


def subject(entity: Entity, key: str | None = None) -> Subject:
    return Subject(key or entity.key, entity.kind, entity.label, entity.names)


def made(action: str, about: Subject, **more: object) -> Decision:
    facts = {"action": action, "subject": about, "author": "Ann", "date": "2031-05-04", **more}
    return identified(Decision(**facts))  # type: ignore[arg-type]


def log_of(decisions: Iterable[Decision]) -> Log:
    return parse(b"".join(msgspec.json.encode(decision) + b"\n" for decision in decisions), "test")


def run(decisions: Sequence[Decision], found: Sequence[Found] = FOUND) -> Replayed:
    return replay(resolve(found), found, log_of(decisions))


SEPARATE: list[Found] = [
    local("a", "e1", LIND),
    local("b", "e1", "Norah Linde"),
    local("c", "e1", BERG),
    local("c", "e2", LIND, "N. Lind"),
]
MACHINE = resolve(SEPARATE)


def keys(replayed: Replayed) -> dict[tuple[str, str], str]:
    return dict(replayed.resolution.keys)


def test_nothing_decided_changes_nothing() -> None:
    assert run(()).resolution == resolve(FOUND)


def test_merged_entities_have_one_key_and_all_names() -> None:
    lind, linde = named(MACHINE, LIND), named(MACHINE, "Norah Linde")
    done = run([made("merge", subject(lind), others=(subject(linde),))], SEPARATE)
    assert keys(done)["b", "e1"] == keys(done)["a", "e1"] == lind.key
    entity = named(done.resolution, "Norah Linde")
    assert entity.key == lind.key
    assert set(entity.names["en"]) >= {LIND, "Norah Linde"}
    assert linde.key not in {e.key for e in done.resolution.entities}
    assert done.decided.applied[0].key == lind.key


def test_merging_in_a_ring_ends() -> None:
    people = [subject(named(MACHINE, name)) for name in (LIND, "Norah Linde", BERG)]
    ring = [made("merge", people[n], others=(people[(n + 1) % 3],)) for n in range(3)]
    done = run(ring, SEPARATE)
    assert len(set(keys(done).values())) == 1
    assert not done.decided.left


def test_a_key_that_came_back_leads_nowhere_else() -> None:
    found = [*SEPARATE, local("d", "e1", "Tomas Hall")]
    machine = resolve(found)
    lind, linde, berg, hall = (subject(named(machine, name)) for name in (LIND, "Norah Linde", BERG, "Tomas Hall"))
    decisions = [
        made("merge", lind, others=(linde, berg)),
        made("apart", lind, others=(linde, hall)),
        made("merge", linde, others=(lind,)),
        made("split", linde, documents=("a", "b", "c")),
        made("rename", linde, name="N. Linde"),
    ]
    done = run(decisions, found)
    assert set(keys(done).values()) == {entity.key for entity in done.resolution.entities}
    assert not done.decided.left
    assert "N. Linde" in {entity.label for entity in done.resolution.entities}


def test_a_merge_gives_the_item_to_what_has_none() -> None:
    lind, linde = named(MACHINE, LIND), named(MACHINE, "Norah Linde")
    item = made("set", subject(linde), qid="Q900000001")
    done = run([item, made("merge", subject(lind), others=(subject(linde),))], SEPARATE)
    assert named(done.resolution, LIND).qid == "Q900000001"
    assert done.resolution.qids[lind.key] == "Q900000001"


def test_split_spellings_leave_with_their_mentions_alone() -> None:
    machine = resolve(FOUND)
    key = machine.keys["c", "e1"]
    whole = next(entity for entity in machine.entities if entity.key == key)
    done = run([made("split", subject(whole), spellings=(LINDT,))])
    assert keys(done)["c", "e1"] == keys(done)["a", "e1"]
    apart = keys(done)["b", "e2"]
    assert apart != keys(done)["a", "e1"]
    text = f"{LIND} met {LINDT}. She told her, {LINDT} said."
    places = [Span(0, 9), Span(14, 27), Span(29, 32), Span(38, 41), Span(43, 56)]
    forms = ("name", "name", "pronoun", "pronoun", "name")
    before = (None, None, places[0], places[1], None)
    mentions = tuple(
        Mention(span, "PER", form, "e1", "test", antecedent=earlier)  # type: ignore[arg-type]
        for span, form, earlier in zip(places, forms, before, strict=True)
    )
    claim = Claim((Span(29, 41),), "en", "indirect", "test", speaker=Party(places[4], "e1"))
    annotation = Annotation(
        Document("c", text), "en", "", Metadata(), (Segment(Span(0, len(text)), "en", "body"),),
        mentions, (), (), (claim,),
    )  # fmt: skip
    read = apply_keys(done.separate(annotation), done.resolution)
    stays = keys(done)["a", "e1"]
    assert [mention.entity for mention in read.mentions] == [stays, apart, stays, apart, apart]
    assert read.claims[0].speaker is not None
    assert read.claims[0].speaker.entity == apart


def test_split_documents_leave_wholly() -> None:
    lind = named(MACHINE, LIND)
    done = run([made("split", subject(lind), documents=("c",))], SEPARATE)
    assert keys(done)["a", "e1"] == lind.key
    assert keys(done)["c", "e2"] not in (lind.key, keys(done)["c", "e1"])
    again = run([made("split", subject(lind), documents=("c",))], [*SEPARATE, local("z", "e1", LIND)])
    assert keys(again)["c", "e2"] == keys(done)["c", "e2"]
    assert keys(again)["z", "e1"] == lind.key


def test_a_spelling_that_was_not_seen_leaves_by_its_sound() -> None:
    found = [
        local("a", "e1", LIND),
        local("b", "e1", "Nora Lind", "Kemel Orda"),
        local("c", "e1", "Nora Lind", "Кемель Орда", lang="uk"),
    ]
    machine = resolve(found)
    whole = next(e for e in machine.entities if e.key == machine.keys["a", "e1"])
    before = replace(whole, names={"en": ("Nora Lind", "Kemel Orda")})
    done = run([made("split", subject(before), spellings=("Kemel Orda",))], found)
    apart = next(e for e in done.resolution.entities if e.key != keys(done)["a", "e1"])
    assert {name for names in apart.names.values() for name in names} == {"Kemel Orda", "Кемель Орда"}


def test_a_spelling_that_was_left_stays_though_it_sounds_the_same() -> None:
    found = [local("a", "e1", LIND), local("b", "e1", "Нора Лінд", lang="uk")]
    whole = named(resolve(found), LIND)
    assert whole.names["uk"] == ("Нора Лінд",)
    done = run([made("split", subject(whole), spellings=("Нора Лінд",))], found)
    assert keys(done)["a", "e1"] == whole.key != keys(done)["b", "e1"]


def test_a_decision_follows_its_entity_into_a_merge() -> None:
    found: list[Found] = [("a", LocalEntity("desc:prosecutors", "GRP")), ("b", LocalEntity("desc:judges", "GRP"))]
    one, other = (subject(entity) for entity in resolve(found).entities)
    done = run([made("merge", one, others=(other,)), made("rename", other, name="the court")], found)
    assert not done.decided.left
    assert [(entity.key, entity.label) for entity in done.resolution.entities] == [(one.key, "the court")]


def test_kept_apart_is_what_the_machine_would_merge() -> None:
    machine = resolve(FOUND)
    union = machine.keys["c", "o1"]
    one = Subject(union, "ORG", "Harbour Union", {"en": ("Harbour Union",)})
    other = Subject(machine.keys["d", "o1"], "ORG", "Harbour Unions", {"en": ("Harbour Unions",)})
    merged = run([made("merge", one, others=(other,))])
    assert keys(merged)["c", "o1"] == keys(merged)["d", "o1"]
    both = run([made("merge", one, others=(other,)), made("apart", other, others=(one,))])
    assert keys(both)["c", "o1"] != keys(both)["d", "o1"]


def test_apart_takes_out_names_that_came_together() -> None:
    found = [local("c", "e1", LIND, "Norah Linde")]
    key = resolve(found).keys["c", "e1"]
    one, other = (Subject(k, "PER", name, {"en": (name,)}) for k, name in ((key, LIND), ("per-old", "Norah Linde")))
    done = run([made("apart", one, others=(other,))], found)
    assert {(e.key, e.names["en"]) for e in done.resolution.entities} == {(key, (LIND,)), ("per-old", ("Norah Linde",))}


def test_links_are_confirmed_rejected_and_emptied_by_whom() -> None:
    lind = named(MACHINE, LIND)
    accept = run([made("accept", subject(lind), qid="Q900000001", note="by her site")], SEPARATE)
    entity = named(accept.resolution, LIND)
    link = Link(
        "Q900000001", "confirmed", 1.0, "decision", accept.decided.applied[0].decision.id,
        "confirmed by Ann on 2031-05-04: by her site",
    )  # fmt: skip
    assert (entity.qid, entity.links) == ("Q900000001", (link,))
    none = named(run([made("set", subject(lind))], SEPARATE).resolution, LIND)
    assert (none.qid, [one.status for one in none.links]) == (None, ["nil"])


def linked(resolution: Resolution, key: str, qid: str) -> Resolution:
    """Return a resolution as a machine links it."""
    link = Link(qid, "auto", 0.8, "index", "index-0", "label")
    entities = tuple(
        replace(e, qid=qid, links=(link,), copied=Copied("Item", (), "index-0")) if e.key == key else e
        for e in resolution.entities
    )
    return replace(resolution, entities=entities, qids={e.key: e.qid for e in entities})


def test_people_win_over_the_machine() -> None:
    lind = named(MACHINE, LIND)
    machine = linked(MACHINE, lind.key, "Q900000001")
    about = subject(lind)
    reject, other = made("reject", about, qid="Q900000001"), made("set", about, qid="Q900000002")
    rejected = named(replay(machine, SEPARATE, log_of([reject])).resolution, LIND)
    assert (rejected.qid, rejected.copied, [one.status for one in rejected.links]) == (None, None, ["rejected"])
    both = named(replay(machine, SEPARATE, log_of([reject, other])).resolution, LIND)
    assert (both.qid, [(one.qid, one.status) for one in both.links]) == (
        "Q900000002", [("Q900000002", "confirmed"), ("Q900000001", "rejected")],
    )  # fmt: skip
    assert named(replay(machine, SEPARATE, log_of([other])).resolution, LIND).copied is None
    agreed = named(replay(machine, SEPARATE, log_of([made("accept", about, qid="Q900000001")])).resolution, LIND)
    assert (agreed.qid, agreed.copied) == ("Q900000001", Copied("Item", (), "index-0"))


def test_the_later_decision_holds() -> None:
    about = subject(named(MACHINE, LIND))
    accept, reject = made("accept", about, qid="Q900000001"), made("reject", about, qid="Q900000001")
    assert named(run([accept, reject], SEPARATE).resolution, LIND).qid is None
    assert named(run([reject, accept], SEPARATE).resolution, LIND).qid == "Q900000001"
    names = [made("rename", about, name=name, lang="en") for name in ("Nora", "Nora L.")]
    renamed = next(e for e in run(names, SEPARATE).resolution.entities if e.key == about.key)
    assert (renamed.label, renamed.names["en"][:2]) == ("Nora L.", ("Nora L.", "Nora"))


def test_an_undone_decision_leaves_no_trace() -> None:
    accept = made("accept", subject(named(MACHINE, LIND)), qid="Q900000001")
    undo = identified(Decision(action="undo", undoes=accept.id, author="Ann", date="2031-05-04"))
    assert run([accept, undo], SEPARATE).resolution == MACHINE


def test_a_decision_finds_its_entity_under_another_key() -> None:
    about = subject(named(MACHINE, LIND), key="per-of-another-version")
    done = run([made("accept", about, qid="Q900000001")], SEPARATE)
    assert named(done.resolution, LIND).qid == "Q900000001"
    elsewhere = [local("x", "e7", LIND), local("y", "e1", "Tomas Hall")]
    assert named(run([made("accept", about, qid="Q900000001")], elsewhere).resolution, LIND).qid == "Q900000001"


def test_a_key_that_now_names_something_else_is_not_taken() -> None:
    berg = named(MACHINE, BERG)
    stranger = Subject(berg.key, "PER", "Tomas Hall", {"en": ("Tomas Hall",)})
    done = run([made("accept", stranger, qid="Q900000001")], SEPARATE)
    assert named(done.resolution, BERG).qid is None
    assert [str(left) for left in done.decided.left] == [
        "line 1: accept 'Tomas Hall' doesn't apply: no entity here has its key or its names"
    ]


def test_one_acronym_of_several_names_is_not_enough() -> None:
    names = {"en": ("ABL", "Alliance of Bakers"), "uk": ("Спілка пекарів",)}
    about = Subject("org-gone", "ORG", "Alliance of Bakers", names)
    found = [local("x", "o1", "ABL", kind="ORG")]
    assert len(run([made("set", about, qid="Q900000001")], found).decided.left) == 1
    found = [local("x", "o1", "ABL", kind="ORG"), local("y", "o1", "Alliance of Bakers", kind="ORG")]
    done = run([made("set", about, qid="Q900000001")], found)
    assert named(done.resolution, "Alliance of Bakers").qid == "Q900000001"


def test_two_that_fit_as_well_are_told_and_left() -> None:
    about = Subject("org-gone", "ORG", "ABL", {"en": ("ABL",), "uk": ("АБЛ",)})
    found = [local("x", "o1", "ABL", kind="ORG"), local("y", "o1", "Bakers", "ABL", kind="ORG")]
    machine = resolve(found)
    if len(machine.entities) == 1:
        apart = made("split", subject(machine.entities[0]), documents=("y",))
        done = run([apart, made("set", about, qid="Q900000001")], found)
    else:
        done = run([made("set", about, qid="Q900000001")], found)
    assert [left.reason.partition(" (")[0] for left in done.decided.left] == ["2 entities have its names"]


def test_what_is_pruned_is_told_and_comes_back() -> None:
    about = subject(named(MACHINE, BERG))
    decision = made("accept", about, qid="Q900000001")
    gone = run([decision], SEPARATE[:2])
    assert [left.decision for left in gone.decided.left] == [decision]
    assert not gone.decided.applied
    assert not run([decision], SEPARATE).decided.left


def test_a_described_entity_is_known_by_its_key() -> None:
    found: list[Found] = [("a", LocalEntity("desc:prosecutors", "GRP")), local("a", "e1", LIND)]
    entity = next(e for e in resolve(found).entities if e.kind == "GRP")
    renames = [
        made("rename", subject(entity), name="the prosecution"),
        made("rename", replace_label(entity), name="court"),
    ]
    done = run(renames, found)
    assert not done.decided.left
    assert next(e for e in done.resolution.entities if e.kind == "GRP").label == "court"


def replace_label(entity: Entity) -> Subject:
    return Subject(entity.key, entity.kind, "the prosecution")


PEOPLE = st.sampled_from([subject(entity) for entity in resolve(FOUND).entities])
NAMES = st.sampled_from([LIND, LINDT, "Lind", BERG, "Harbour Union", "Нора Лінд"])
MORE: dict[str, st.SearchStrategy[dict[str, object]]] = {
    "accept": st.fixed_dictionaries({"qid": st.sampled_from(["Q900000001", "Q900000002"])}),
    "reject": st.fixed_dictionaries({"qid": st.sampled_from(["Q900000001", "Q900000002"])}),
    "merge": st.fixed_dictionaries({"others": st.tuples(PEOPLE)}),
    "apart": st.fixed_dictionaries({"others": st.tuples(PEOPLE)}),
    "split": st.fixed_dictionaries(
        {"spellings": st.tuples(NAMES), "documents": st.sampled_from([(), ("a",), ("b", "c")])}
    ),
    "rename": st.fixed_dictionaries({"name": NAMES}),
}


@st.composite
def logs(draw: st.DrawFn) -> tuple[Decision, ...]:
    """Draw what a reviewer may decide of the entities of a run."""
    log: tuple[Decision, ...] = ()
    for _ in range(draw(st.integers(0, 6))):
        action = draw(st.sampled_from(sorted(MORE)))
        log = (*log, following(log, made(action, draw(PEOPLE), **draw(MORE[action]))))
        if draw(st.integers(0, 4)) == 0:
            undo = Decision(action="undo", undoes=draw(st.sampled_from(log)).id, author="Ann", date="2031-05-04")
            log = (*log, following(log, undo))
    return log


@settings(max_examples=60, deadline=None)
@given(logs(), st.permutations(FOUND), st.permutations(FOUND))
def test_the_order_of_documents_does_not_matter(log: Sequence[Decision], one: list[Found], other: list[Found]) -> None:
    first, second = run(log, one), run(log, other)
    assert first == second


@settings(max_examples=60, deadline=None)
@given(logs())
def test_the_file_twice_does_what_it_does_once(log: Sequence[Decision]) -> None:
    once, twice = run(log), run((*log, *log))
    assert once == twice


@settings(max_examples=60, deadline=None)
@given(logs())
def test_every_place_denotes_an_entity_and_every_decision_is_accounted_for(log: Sequence[Decision]) -> None:
    done = run(log)
    known = [entity.key for entity in done.resolution.entities]
    assert known == sorted(set(known))
    assert set(done.resolution.keys.values()) == set(known)
    assert {(document, one.id) for document, one in FOUND} <= set(done.resolution.keys)
    for place, words in done.moved.items():
        assert place in done.resolution.keys
        assert all((place[0], to) in done.resolution.keys for to in words.values())
    told = [one.decision for one in done.decided.applied] + [one.decision for one in done.decided.left]
    assert sorted(told, key=lambda d: d.id) == sorted(in_force(log), key=lambda d: d.id)
    assert done.resolution.qids == {entity.key: entity.qid for entity in done.resolution.entities}
