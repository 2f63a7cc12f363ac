"""Laws of the rulebook, over the one that ships and over invented ones."""

from hypothesis import given
from hypothesis import strategies as st

from examcore.datasets import Dataset
from examcore.evidence import Evidence, Source
from examcore.rulebook import COLUMNS, ChangeKind, ConflictKind, Edition, Parameter, Quantity, Rulebook, Unit
from examcore_plugins.jcq import data_of

PACKAGE = "examcore_plugins.jcq"
SHIPPED = Rulebook.of(
    Dataset.parse(*data_of(PACKAGE, "rules_jcq")), Dataset.parse(*data_of(PACKAGE, "rules_conflicts_jcq"))
)
EDITIONS = [
    "undated",
    "before-2016",
    *(str(y) for y in range(2014, 2020)),
    *(f"{y}-{y + n - 2000}" for y in range(2014, 2020) for n in (1, 3)),
]
editions = st.sampled_from(sorted({*EDITIONS, *SHIPPED.editions}))


@st.composite
def rulebooks(draw):
    keys = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["AA-01", "AA-02"]),
                st.sampled_from(["m", "n"]),
                st.sampled_from(["jcq", "aqa"]),
                st.sampled_from(EDITIONS),
            ),
            unique=True,
            max_size=12,
        )
    )
    return Rulebook(
        tuple(
            Parameter(
                rule=rule,
                parameter=name,
                body=body,
                edition=edition,
                quantity=Quantity(draw(st.integers(0, 3)), Unit.DAYS),
                evidence=draw(st.sampled_from(list(Evidence))),
                sources=(Source("S1"),),
                confidence="H",
                meaning="within",
            )
            for rule, name, body, edition in sorted(keys)
        )
    )


any_rulebook = st.just(SHIPPED) | rulebooks()


@given(any_rulebook, editions)
def test_nothing_changes_between_an_edition_and_itself(rulebook, edition):
    assert rulebook.changes(edition, edition) == ()


@given(any_rulebook, editions, editions)
def test_changes_backwards_are_the_same_turned_round(rulebook, old, new):
    turned = {
        ChangeKind.CHANGED: ChangeKind.CHANGED,
        ChangeKind.FIRST_STATED: ChangeKind.NO_LONGER_STATED,
        ChangeKind.NO_LONGER_STATED: ChangeKind.FIRST_STATED,
    }
    assert [(turned[c.kind], c.new, c.old) for c in rulebook.changes(old, new)] == [
        (c.kind, c.old, c.new) for c in rulebook.changes(new, old)
    ]


@given(any_rulebook, editions, editions)
def test_what_changed_is_what_get_answers_in_either_edition(rulebook, old, new):
    undecided = {(c.rule, c.parameter) for c in rulebook.conflicts if c.kind is ConflictKind.OPEN}
    for change in rulebook.changes(old, new):
        for edition, row in ((old, change.old), (new, change.new)):
            ruling = rulebook.get(change.rule, change.parameter, body=change.body, edition=edition)
            if row is None or (change.rule, change.parameter) in undecided:
                assert not ruling.known
            else:
                assert ruling.parameters == (row,)


@given(any_rulebook)
def test_every_row_is_reached_by_get(rulebook):
    for row in rulebook:
        ruling = rulebook.get(row.rule, row.parameter, edition=row.edition, body=row.body)
        if ruling.known:
            assert ruling.parameters == (row,)
            assert ruling.value == row.quantity
        else:
            assert row.quantity in {value.quantity for value in ruling.competing}


@given(any_rulebook, editions, st.booleans())
def test_an_answer_for_an_edition_is_of_that_edition_or_derived_from_an_older_one(rulebook, edition, allow):
    for rule in rulebook.rules:
        for name in rulebook.parameters_of(rule):
            ruling = rulebook.get(rule, name, edition=edition, allow_older=allow)
            for row in ruling.parameters:
                if not Edition(row.edition).covers(edition):
                    assert allow
                    assert Edition(row.edition).order < Edition(edition).order
                    assert ruling.because[0].evidence is Evidence.DERIVED
                    assert row.edition in ruling.because[0].edition


@given(any_rulebook, st.data())
def test_filters_select_and_divide(rulebook, data):
    column = data.draw(st.sampled_from(COLUMNS))
    values = dict.fromkeys(row[column] for row in rulebook.rows())
    parts = [rulebook.filter(**{column: value}) for value in values]
    assert sum(map(len, parts)) == len(rulebook)
    assert {row for part in parts for row in part} == set(rulebook)
    assert rulebook.filter() == tuple(rulebook)
    if values:
        value = data.draw(st.sampled_from(list(values)))
        other = data.draw(st.sampled_from(COLUMNS))
        one = rulebook.filter(**{column: value})
        for row, cells in zip(rulebook, rulebook.rows(), strict=True):
            if cells[column] == value:
                both = rulebook.filter(**{column: value, other: cells[other]})
                assert row in both
                assert set(both) <= set(one)


@given(any_rulebook)
def test_a_get_decides_the_same_whatever_the_order_of_rows(rulebook):
    turned = Rulebook(rulebook.parameters[::-1], rulebook.conflicts)
    for rule in rulebook.rules:
        for name in rulebook.parameters_of(rule):
            assert turned.get(rule, name).value == rulebook.get(rule, name).value
