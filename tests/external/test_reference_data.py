"""Deadlines, grades and numbers against the tables of the reference, row by row.

Every row of the reference is found in a dataset with its day and its label, or stands in a list
with the reason why not; and what a dataset has besides comes from a clause that the row names.
"""

import csv
import re
from functools import cache

import pytest

from builders import REFERENCE
from examcore.plugins import Registry

QANS = "jcq.codes.qualification-numbers"
ORGANISATIONS = "jcq.codes.awarding-organisations"
FOLDER = REFERENCE.parent / "data"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="the reference is not part of the project")

BODIES = {
    "AQA": "aqa",
    "OCR": "ocr",
    "Pearson": "pearson",
    "WJEC": "wjec",
    "WJEC/Eduqas": "wjec",
    "CCEA": "ccea",
    "Cambridge International": "cambridge",
    "JCQ common": "jcq",
    "(all JCQ boards)": "jcq",
}
MONTHS = {"January": "01", "March": "03", "June": "06", "May/June": "06", "Summer": "06", "October": "10"}
MONTHS["November"] = "11"

EVENTS = {
    "A-level / Level 3 results": "results-public",
    "A-level practical endorsement (7402/C) submit by": "centre-marks",
    "A-level results": "results-public",
    "A-level window": "exam-window",
    "Applied General external assignment marks": "centre-marks",
    "Art and Design NEA marks": "centre-marks",
    "Cambridge Nationals withdrawal with refund": "withdrawal-refund",
    "GCE NEA marks": "centre-marks",
    "GCSE / Level 2 results": "results-public",
    "GCSE / Level 2 results to candidates": "results-public",
    "GCSE NEA marks, AQA": "centre-marks",
    "GCSE results": "results-public",
    "Level 3 / A-level results to candidates": "results-public",
    "NEA marks": "centre-marks",
    "NEA marks (Extended Project, unitised January)": "centre-marks",
    "NEA marks to board and moderator": "centre-marks",
    "NEA marks, Art and Design": "centre-marks",
    "RoR services 1, 2 (non-priority), and post-results script requests": "review scripts",
    "access arrangements online": "access-arrangements",
    "amendment deadline": "amendment",
    "appeal stage 1 (preliminary)": "appeal",
    "appeal stage 2 (hearing)": "appeal-hearing",
    "basedata available": "basedata-available",
    "certificate retention by centre": "certificates-retained",
    "certificates dispatched": "certificates",
    "certificates issued for June": "certificates",
    "contingency day": "contingency",
    "contingency, afternoon": "contingency",
    "contingency, all day": "contingency",
    "entry deadline": "entry",
    "exam window": "exam-window",
    "first / last timetabled GCSE": "exam-window",
    "last amendment / withdrawal": "last-amendment",
    "last free amendment": "amendment",
    "last free tier amendment": "tier-change",
    "late fees start": "late-start",
    "late window": "late",
    "missing/incomplete results query": "results-query",
    "modified papers (Preparation Form 3)": "modified-papers",
    "modified papers order": "modified-papers",
    "personal-detail amendments close": "personal-details",
    "preliminary entries": "estimated-entry",
    "priority copy of script": "priority-scripts",
    "priority review / review of marking": "priority-review/review",
    "priority review of marking, 2026": "priority-review",
    "priority script / script and review of marking": "priority-scripts/scripts review",
    "private-candidate entry deadline": "entry",
    "restricted release of GCSE results to centres": "results-restricted",
    "results to candidates": "results-public",
    "retain candidate consent": "consent-retained",
    "second late tier (high late), Pearson": "very-late",
    "second late tier (very late / high late), AQA": "very-late",
    "special consideration application": "special-consideration",
    "standard RoR and scripts, 2023": "review scripts",
    "standard RoR and scripts, 2024": "review scripts",
    "standard RoR and scripts, 2026": "review scripts",
    "turnaround: clerical re-check": "outcome-clerical-check",
    "turnaround: priority review of marking": "outcome-priority-review",
    "turnaround: review of marking": "outcome-review",
    "very late entries / amendment fees payable / end of withdrawal refunds": (
        "very-late amendment withdrawal-refund"
    ),
}
"""Events of the reference; with an oblique, its two days are two events."""

WORDED = {"last amendment / withdrawal": "P1W", "certificates dispatched": "P12W"}
"""The reference has these in words: about one week before results, about 12 weeks after them."""

SCOPES = {
    ("AQA", "June 2014 (6A)"): "gce",
    ("AQA", "June 2014 (6G)"): "gcse",
    ("AQA", "June 2015 (6G)"): "gcse",
    ("AQA", "June 2024 (GCE)"): "gce",
    ("AQA", "June 2024 (GCSE)"): "gcse",
    ("Cambridge International", "November (first-time entries)"): "first-time",
    ("Cambridge International", "November (retakes)"): "retakes",
    ("JCQ common", "November GCSE resit"): "gcse",
    ("OCR", "January 2023 (Cambridge Technicals)"): "cambridge-technicals",
    ("Pearson", "January 2023 (BTEC)"): "btec",
    ("Pearson", "June 2018 (UK)"): "uk",
    ("Pearson", "June 2018 (international)"): "international",
    ("Pearson", "June 2026 (UK)"): "uk",
    ("Pearson", "May/June 2026 (international)"): "international",
    ("Pearson", "October 2025 (IAL)"): "ial",
}

STRONGER = {
    "certificate retention by centre": "rules.md CERT-01 has it SEEN in a notice of JCQ",
    "GCE NEA marks": "fees-deadlines.md 2.1 has it SEEN, with the years",
    "Art and Design NEA marks": "fees-deadlines.md 2.1 has it SEEN, with the year",
}
"""Labelled RECALLED in the table, and SEEN in another part of the reference."""

LEFT_OUT = {
    "British Council China internal standard / late deadline": "a partner's days, not the body's",
    "priority RoM / standard RoM, internal": "a school's own days",
    "scripts and reviews, internal": "a school's own day",
    "access to scripts, internal": "a school's own day",
}


@cache
def reference(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def dataset(name):
    return next(ref for ref in Registry.builtin().datasets if ref.id == name).read()


def series_of(row):
    """Our notation of the column series of the reference, whose titles also hold families and codes."""
    match = re.match(r"([A-Z][a-z/A-Z]+)( [0-9]{4})?", row["series"])
    if match is None or match[1] not in MONTHS:
        return ""
    month = MONTHS[match[1]]
    if match[2]:
        return f"{match[2].strip()}-{month}"
    # RECALLED days of one year stand in a row of the series June
    year = re.match("[0-9]{4}", row["date"])
    return f"{year.group()}-{month}" if year else f"--{month}"


def scope_of(row):
    """Our scope, where the column series of the reference names one; the rule may narrow it."""
    if row["rule"].startswith("GCSE languages"):
        return "gcse-languages"
    return SCOPES.get((row["awarding_body"], row["series"]))


def test_deadlines():
    used = set()
    left = set()
    for row in reference("deadlines.csv"):
        if row["awarding_body"].startswith("T Level"):
            continue
        if row["event"] in LEFT_OUT:
            left.add(row["event"])
            continue
        ours = dataset(f"{BODIES[row['awarding_body']]}.deadlines.series")
        events = EVENTS[row["event"]].split("/")
        dates = row["date"].split("/") if len(events) > 1 else [WORDED.get(row["event"], row["date"])]
        for several, day in zip(events, dates, strict=True):
            for event in several.split():
                found = [
                    r
                    for r in ours
                    if (r["event"], r["series"], r["date"]) == (event, series_of(row), day)
                    and scope_of(row) in (None, r["scope"])
                ]
                label = "SEEN" if row["event"] in STRONGER else row["status"]
                assert any(r["evidence"] == label for r in found), (row, found)
                used |= {(ours.id, r.line) for r in found if r["evidence"] == label}
    assert left == set(LEFT_OUT)
    assert len(used) > 100
    # what is there besides names the clause of the reference that it is from, or a document of a clause
    for body in ("jcq", "aqa", "ocr", "pearson", "wjec", "cambridge"):
        ours = dataset(f"{body}.deadlines.series")
        for row in ours:
            if (ours.id, row.line) not in used:
                clauses = {source.key for source in row.sources} & {"RULES", "FEES", "SCHOOLS-WEEK-2019"}
                assert clauses, (ours.id, row)


def test_years_seen_of_recurring_rows():
    for row in reference("deadlines.csv"):
        years = re.findall("[0-9]{4}", row["rule"]) if row["rule"].startswith("years seen") else []
        if not years:
            continue
        ours = dataset(f"{BODIES[row['awarding_body']]}.deadlines.series")
        event = EVENTS[row["event"]]
        (found,) = [
            r for r in ours if (r["event"], r["series"], r["date"]) == (event, series_of(row), row["date"])
        ]
        # the year of the reference is the one in which the day falls
        seen = {
            str(int(s[:4]) + int(found["year_offset"])) for s in found["seen_in"].split() if s != "undated"
        }
        assert set(years) <= seen, (row, found)


def test_series_of_t_levels():
    expected = {}
    for row in reference("deadlines.csv"):
        if row["awarding_body"].startswith("T Level"):
            season, year, *provisional = row["series"].split()
            expected[f"{season.lower()}-{year}", row["event"]] = (
                row["academic_year"],
                row["date"],
                "yes" if provisional else "",
                row["status"],
            )
    words = {
        "series-start": "series start",
        "series-end": "series end (result entry)",
        "review-end": "review of marking and moderation (RoMM) end",
        "appeal-end": "appeal end",
        "results-available": "results published to providers (system)",
        "certificates-printable": "certificates available to print",
    }
    ours = {
        (r["series"], words[r["event"]]): (r["year"], r["date"], r["provisional"], r["evidence"])
        for r in dataset("jcq.deadlines.t-levels")
    }
    assert ours == expected


def test_grades():
    ours = {
        (r["grade_set"], r["grade"]): (r["rank"], r["reportable"], r["equivalence"], r["evidence"])
        for r in dataset("jcq.codes.grades")
    }
    expected = {
        (r["grade_set_id"], r["grade"]): (
            r["rank"],
            r["is_pass_or_reportable"],
            r["equivalence"],
            r["status"],
        )
        for r in reference("grades.csv")
    }
    assert ours == expected


def test_uses_of_grade_sets():
    limits = {r["grade_set_id"]: r for r in reference("grades.csv")}
    for row in dataset("jcq.codes.grade-set-uses"):
        told = limits[row["grade_set"]]
        assert row["qualification"] == told["qualification"]
        weaker = "recalled" in told["tier_limits"]
        assert row["evidence"] == ("RECALLED" if weaker else told["status"])
        assert bool(row["tiers"] or row["note"]) == bool(told["tier_limits"])
        named = {
            BODIES[name] for name in re.split(r", | Eduqas|;| \(", told["awarding_body"]) if name in BODIES
        }
        assert named <= set(row["bodies"].split())


def test_qualification_numbers():
    ours = {r["number"]: (r["body"], r["level"], r["title"], r["evidence"]) for r in dataset(QANS)}
    expected = {
        r["qan"]: (BODIES[r["awarding_body"]], r["level"], r["title"], r["status"])
        for r in reference("qans.csv")
    }
    assert ours == expected


def test_numbers_that_do_not_follow_the_rule():
    clause = REFERENCE.read_text("utf-8").split("\n### 12.5 ")[1].split("\n### ")[0]
    named = set(re.findall("[0-9]{3}/[0-9]{4}/[0-9X]", clause))
    ours = {row["number"] for row in dataset("jcq.codes.qualification-number-exceptions")}
    assert ours <= named
    valid = {"601/4608/4", "601/4608/2", "601/3995/X", "600/9534/9", "500/2252/0"}
    assert named - ours == valid  # with the one that was mis-remembered


def test_awarding_organisations():
    ours = {r["recognition_number"]: (r["acronym"], r["evidence"]) for r in dataset(ORGANISATIONS)}
    expected = {
        r["recognition_number"]: (r["acronym"], r["status"]) for r in reference("awarding_organisations.csv")
    }
    assert ours == expected
    for row in reference("awarding_organisations.csv"):
        assert row["name"].startswith(dataset(ORGANISATIONS).get(row["recognition_number"])["name"][:12])


def test_addresses_are_those_of_the_reference():
    """No address is made up: each stands in a table of the reference or at the foot of its pages."""
    text = "".join(
        path.read_text("utf-8") for path in [*FOLDER.glob("*.csv"), *REFERENCE.parent.glob("*.md")]
    )
    for ref in Registry.builtin().datasets:
        if re.search(r"\.(deadlines|fees)\.|codes\.(grades|grade-set-uses|qual|awarding)", ref.id):
            for key, source in ref.read().sources.items():
                for address in re.findall(r"https?://[^ ,;]+", source):
                    assert address in text, (ref.id, key, address)
