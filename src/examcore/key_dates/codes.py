"""Findings about deadlines: what is not known and why, and what a plan of a year runs into."""

from __future__ import annotations

from ..findings import FindingCode, Severity

__all__ = ["CODES"]

CONTRADICTION = FindingCode(
    code="deadlines.contradiction",
    severity=Severity.WARNING,
    template="{what}: the days {days} contradict each other, so neither is used",
    cure="find the announcement of the awarding body, and correct or remove the other row",
    triggers="two days announced for the entries of one series",
    passes="the same day announced twice",
)
NOT_ANNOUNCED = FindingCode(
    code="deadlines.not-announced",
    severity=Severity.WARNING,
    template="{what}: unknown, as {known}",
    cure="look at the awarding body's key dates, and give the day as a row of your own dataset",
    rule="CAL-14",
    triggers="results of June 2027, of which only earlier years are known",
    passes="results of June 2026",
)
SERIES_NOT_COVERED = FindingCode(
    code="deadlines.series-not-covered",
    severity=Severity.WARNING,
    template="no day of {body} is known for {series}: {reason}",
    cure="check the series; if it exists, give its days as a dataset of your own",
    rule="CAL-01",
    triggers="2027-08",
    passes="2027-06",
)
EVENTS_NOT_COVERED = FindingCode(
    code="deadlines.events-not-covered",
    severity=Severity.INFO,
    template="{body} {series}: no row of any year speaks of {events}",
    cure="look at the awarding body's key dates for those that the centre needs",
    triggers="amendments of OCR, of which nothing is known",
    passes="amendments of AQA",
)
NO_SUCH_DAY = FindingCode(
    code="deadlines.no-such-day",
    severity=Severity.WARNING,
    template="{what}: unknown, as the rule names a day that the year does not have",
    cure="ask the awarding body, or say with leap_day which day is to be taken",
    triggers="a rule --02-29 for June 2027",
    passes="a rule --02-29 for June 2028",
)
BASE_UNKNOWN = FindingCode(
    code="deadlines.base-unknown",
    severity=Severity.WARNING,
    template="{what}: unknown, as it is counted from {event}, which is not known",
    cure="give the day of that event with the argument after",
    triggers="certificates twelve weeks after results that are not announced",
    passes="the same, with after={'results-public': day}",
)
OF_EACH_CASE = FindingCode(
    code="deadlines.of-each-case",
    severity=Severity.INFO,
    template="{what}: has no day of its own, as it is counted from something of each case: {event}",
    cure="count it for the case with Deadline.count, or give the day with the argument after",
    triggers="an appeal, counted from the outcome of a review",
    passes="the same, with after={'review-outcome': day}",
)
AFTER_NOT_USED = FindingCode(
    code="deadlines.after-not-used",
    severity=Severity.WARNING,
    template="{what}: {given} was given with after, but {known} is announced and is counted from",
    cure="leave it out of after; if the announced day is wrong, correct or remove its row",
    triggers="after={'results-public': another day} for June 2026",
    passes="the same for June 2027, whose results are not announced",
)
IMPLAUSIBLE_DAY = FindingCode(
    code="deadlines.implausible-day",
    severity=Severity.WARNING,
    template="{what}: {day} does not lie in the two years before the papers of that series",
    cure="look whether the day or the series was mistyped",
    triggers="entries of 2027-06 by 2072-02-19",
    passes="entries of 2027-06 by 2027-02-19",
)
LEAD_WITHOUT_DAY = FindingCode(
    code="deadlines.lead-without-day",
    severity=Severity.WARNING,
    template="no internal day for {title!r} before {what}: {reason}",
    cure="give the missing day, or correct the event or the duration of the lead",
    triggers="a lead before results that are not announced",
    passes="a lead before an announced day",
)
LEAD_WITHOUT_EVENT = FindingCode(
    code="deadlines.lead-without-event",
    severity=Severity.WARNING,
    template="the lead {title!r} fits no deadline: no {event!r} is of its bodies, series and scope",
    cure="correct the event or what the lead is limited to; the events are codes of the datasets",
    triggers="a lead before 'entrys'",
    passes="a lead before 'entry'",
)
OUTSIDE_TERMS = FindingCode(
    code="deadlines.outside-terms",
    severity=Severity.WARNING,
    template="{title!r} falls on {day}, and the terms given do not tell the last school day before it",
    cure="give the terms around that day as well",
    triggers="an internal deadline in the September before the first term given",
    passes="an internal deadline in a holiday between two terms",
)
STATE_OF_NOTHING = FindingCode(
    code="deadlines.state-of-nothing",
    severity=Severity.WARNING,
    template="{count} tasks were done that the plan does not have, the first {uid}",
    cure="look whether the deadline is now stated by another body or for another scope",
    triggers="a state kept from the plan of another series",
    passes="a state of a task of this plan",
)
WEEK_NOT_WORKED = FindingCode(
    code="deadlines.week-not-worked",
    severity=Severity.WARNING,
    template="{what} is due on {day}, and the week of {week} is not worked; {before}",
    cure="do it before, agree on hours in that week, or hand it to somebody else",
    rule="CAL-16",
    triggers="results in August, with a contract for term time",
    passes="results in August, with that week among those worked",
)
WEEKS_NOT_TOLD = FindingCode(
    code="deadlines.weeks-not-told",
    severity=Severity.INFO,
    template="{count} tasks lie outside {year}, and whether their weeks are worked was not told",
    cure="compare them with the contracted weeks of their own year",
    triggers="reviews of results in September after the year of the series",
    passes="entries in February",
)
NOT_IN_CALENDAR = FindingCode(
    code="deadlines.not-in-calendar",
    severity=Severity.WARNING,
    template="{what} is not in the calendar file: its day is unknown",
    cure="look it up; a calendar without it does not mean that nothing is due",
    triggers="results that are not announced",
    passes="results that are announced",
)

CODES = (
    CONTRADICTION,
    NOT_ANNOUNCED,
    SERIES_NOT_COVERED,
    EVENTS_NOT_COVERED,
    NO_SUCH_DAY,
    BASE_UNKNOWN,
    OF_EACH_CASE,
    AFTER_NOT_USED,
    IMPLAUSIBLE_DAY,
    LEAD_WITHOUT_DAY,
    LEAD_WITHOUT_EVENT,
    OUTSIDE_TERMS,
    STATE_OF_NOTHING,
    WEEK_NOT_WORKED,
    WEEKS_NOT_TOLD,
    NOT_IN_CALENDAR,
)
