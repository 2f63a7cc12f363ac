"""20,000 synthetic entries over the real options of June 2017, against sums made by slicing the files.

Nothing of the library takes part in the expected figures: the O, L and D files are cut at the columns that
the reference prints.
"""

import csv
import io
import random
from collections import Counter, defaultdict
from datetime import date
from typing import NamedTuple

import pytest

import builders
import examcore as ex
from examcore.fees.quote import GROUPS
from examcore.model import Candidate, Entry, OptionRef

pytestmark = pytest.mark.skipif(
    not builders.JUNE_2017.is_dir(), reason="the real basedata is not here: ../shared/basedata/june-2017"
)

BODIES = {"01": "ocr", "10": "pearson", "11": "pearson", "40": "wjec", "41": "wjec", "70": "aqa"}
ON = date(2017, 1, 15)
COUNT = 20_000
COLUMNS = [
    "centre_number",
    "candidate_number",
    "surname",
    "forenames",
    "sex",
    "date_of_birth",
    "uci",
    "upn",
    "uln",
    "awarding_body",
    "series",
    "option_code",
]


class Sliced(NamedTuple):
    jcq_id: str
    series: str
    code: str
    item: str
    number: str
    pence: int | None  # None: not published
    kind: str  # exam type and level
    cash_in: bool  # a certification without components


def details(letter):
    """Series and identifier, and the detail records, of every file of that letter."""
    for path in sorted(builders.JUNE_2017.iterdir()):
        if path.name[0].upper() == letter:
            lines = [line.decode("latin-1") for line in path.read_bytes().splitlines()]
            key = lines[0][7:9], lines[0][9:13]
            yield key, [line for line in lines if line[:2] == f"{letter}5"]


@pytest.fixture(scope="module")
def options():
    linked = {(*key, line[2:8].strip()) for key, lines in details("L") for line in lines}
    result = []
    for key, lines in details("O"):
        for line in lines:
            code, item, flag = line[2:8].strip(), line[21], line[78]
            cash_in = item == "C" and (*key, code) not in linked and int(line[113:115] or 0) <= 1
            pence = int(line[79:84]) if flag == "Y" else 0 if cash_in else None
            alone = item == "C" and (*key, code) not in linked
            kind = line[14:21].strip() or line[22:29].strip()
            result.append(Sliced(*key, code, item, line[34:42].strip(), pence, kind, alone))
    return result


@pytest.fixture(scope="module")
def catalogue():
    return ex.Catalogue.of(ex.read(builders.JUNE_2017, registry=builders.builtin()))


@pytest.fixture(scope="module")
def chosen(options):
    """Candidate number and option of every entry: five options for each candidate, every option in turn."""
    dealt = random.Random(2017)  # noqa: S311  no secret
    deck = []
    while len(deck) < COUNT:  # neighbours, who are much alike, and then a mixture
        deck += [*options, *dealt.sample(options, len(options))]
    # a deck has no option twice, and is cut where the next one could repeat one
    hands = [deck[i : i + 5] for i in range(0, COUNT, 5)]
    return [(n, option) for n, hand in enumerate(hands, 1) for option in dict.fromkeys(hand)]


def entry(n, option, series=None):
    candidate = Candidate(centre_number="64999", number=f"{n:04d}", surname=f"Sample{n}", forenames="Ann")
    return Entry(
        candidate=candidate, option=OptionRef(BODIES[option.jcq_id], series or option.series, option.code)
    )


@pytest.fixture(scope="module")
def by_identifier(chosen):
    """Entries that name the JCQ identifier, as WJEC has one code under two of them."""
    return ex.Entries(
        tuple(
            Entry(
                candidate=entry(n, option).candidate,
                option=OptionRef(option.jcq_id, option.series, option.code),
            )
            for n, option in chosen
        )
    )


def test_the_slices_are_of_all_files(options, catalogue):
    assert len(options) == len(catalogue) > 4_000
    assert {o.jcq_id for o in options} == set(BODIES)
    kinds = Counter("open" if o.pence is None else "zero" if o.pence == 0 else "priced" for o in options)
    assert min(kinds.values()) > 0, kinds  # the test would show nothing of a kind that does not occur
    assert len(kinds) == 3


def test_the_total_equals_an_independent_sum(chosen, by_identifier, catalogue):
    quote = ex.quote(by_identifier, catalogue, on=ON)
    assert len(quote) > 19_900
    assert quote.total == ex.Money(sum(option.pence or 0 for _, option in chosen))
    assert quote.unknown_lines == sum(option.pence is None for _, option in chosen) > 0
    assert not quote.complete
    for line, (_, option) in zip(quote, chosen, strict=True):
        assert (line.jcq_id, line.series, line.code) == (option.jcq_id, option.series, option.code)
        assert (line.amount.pence if isinstance(line.amount, ex.Money) else None) == option.pence
    for group in GROUPS:
        assert ex.Money.total(part.total for part in quote.by(group).values()) == quote.total


@pytest.mark.parametrize(
    ("on", "times"), [(date(2017, 2, 21), 1), (date(2017, 2, 22), 2), (date(2017, 4, 23), 3)]
)
def test_late_fees_equal_independent_sums(chosen, by_identifier, catalogue, on, times):
    """The press had the multiples of 2016/17, of GCSEs and A-levels; the days are those of each June."""
    quote = ex.quote(by_identifier, catalogue, on=on)
    expected, still_open = 0, 0
    for _, option in chosen:
        if option.pence is None:
            continue
        doubled = option.kind[:4] == "GCSE" or option.kind in {"GCE A", "GCE AAS", "GCE DA"}
        known = BODIES[option.jcq_id] in {"aqa", "pearson"} and doubled and not option.cash_in
        expected += option.pence * (times if known else 1)
        still_open += times > 1 and not known
    assert quote.total == ex.Money(expected)
    assert quote.open_lines == still_open
    assert quote.surcharges == quote.total - ex.quote(by_identifier, catalogue, on=ON).total


def test_the_parts_equal_independent_sums(chosen, by_identifier, catalogue):
    sums, open_ = Counter(), Counter()
    for _, option in chosen:
        sums[BODIES[option.jcq_id]] += option.pence or 0
        open_[BODIES[option.jcq_id]] += option.pence is None
    parts = ex.quote(by_identifier, catalogue, on=ON).by("body")
    assert {body: part.total.pence for body, part in parts.items()} == dict(sums)
    assert {body: part.unknown_lines for body, part in parts.items()} == dict(open_)


def test_the_table_gives_the_same(chosen, catalogue):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for n, option in chosen:
        person = ["64999", f"{n:04d}", f"Sample{n}", "Ann", "F", "2001-03-14", "", "", ""]
        writer.writerow([*person, option.jcq_id, option.series, option.code])
    entries = ex.Entries.of(ex.read(out.getvalue().encode(), name="entries.csv", registry=builders.builtin()))
    assert len(entries) == len(chosen)
    assert not entries.findings
    quote = ex.quote(entries, catalogue, on=ON)
    assert quote.total == ex.Money(sum(option.pence or 0 for _, option in chosen))
    assert quote.unknown_lines == sum(option.pence is None for _, option in chosen)


def test_year_and_month_give_the_same_where_the_body_has_the_code_once(chosen, options, catalogue):
    homes = Counter((BODIES[o.jcq_id], o.code) for o in options)
    once = [(n, o) for n, o in chosen if homes[BODIES[o.jcq_id], o.code] == 1]
    assert len(once) > 10_000
    quote = ex.quote(ex.Entries(tuple(entry(n, o, "2017-06") for n, o in once)), catalogue, on=ON)
    assert quote.total == ex.Money(sum(o.pence or 0 for _, o in once))
    assert quote.unknown_lines == sum(o.pence is None for _, o in once)
    assert [line.series for line in quote] == [o.series for _, o in once]
    twice = [o for o in options if homes[BODIES[o.jcq_id], o.code] > 1]
    for option in twice:  # a code that two series have is a price of neither
        line = ex.quote(ex.Entries((entry(1, option, "2017-06"),)), catalogue, on=ON).lines[0]
        assert str(line.state) == "unknown"


def test_checks_find_what_slicing_finds(chosen, by_identifier, catalogue):
    report = ex.check(by_identifier, catalogue, registry=builders.builtin())
    assert not {"entries.unknown-option", "entries.unknown-body", "entries.unknown-series"} & set(
        report.by_code()
    )
    patterns = defaultdict(set)
    for key, lines in details("D"):
        for line in lines:
            one, other = line[2:8], line[8:14]
            if one != other:
                patterns[key] |= {(one, other), (other, one)}
    hands = defaultdict(list)
    for n, option in chosen:
        hands[n].append(option)
    disallowed, same = set(), set()
    for n, hand in hands.items():
        for i, one in enumerate(hand):
            for other in hand[:i]:
                if (one.jcq_id, one.series) == (other.jcq_id, other.series) and any(
                    fits(one.code, a) and fits(other.code, b) for a, b in patterns[one.jcq_id, one.series]
                ):
                    disallowed.add((f"64999/{n:04d}", frozenset({one.code, other.code})))
                elif (
                    "U" not in one.item + other.item
                    and one.number == other.number
                    and one.number[:1].isdigit()
                ):
                    same.add((f"64999/{n:04d}", frozenset({one.code, other.code})))
    found = report.by_code()
    assert pairs(found["entries.disallowed-pair"]) == disallowed
    assert pairs(found["entries.same-qualification"]) == same
    assert disallowed
    assert same


def fits(code, pattern):
    stem = pattern.rstrip()
    return code.ljust(6).startswith(stem[:-1]) if stem.endswith("*") else code == stem


def pairs(findings):
    return {(f.params["candidate"], frozenset({f.value, f.params["other"]})) for f in findings}
