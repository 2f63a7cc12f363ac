"""The common formats of the JCQ bodies, and the tables that all of them share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from examcore.datasets import DatasetRef
from examcore.formats import FileFormat
from examcore.plugins import hookimpl

__all__ = ["data_of", "examcore_datasets", "examcore_formats"]


@hookimpl
def examcore_formats() -> Iterable[FileFormat]:
    """Basedata, unit links, entries and amendments."""
    # a plugin is quick to import, and loads when it is asked
    from .formats import FORMATS  # noqa: PLC0415

    return FORMATS


@hookimpl
def examcore_datasets() -> Iterable[DatasetRef]:
    """Code lists that all bodies share."""
    return tuple(
        DatasetRef(i, title, partial(data_of, __name__, file)) for i, (file, title) in _DATASETS.items()
    )


# as in the sidecars, which are not asked: to find and parse them all takes longer than to read most files
_DATASETS = {
    "jcq.codes.body-ids": ("body_ids_jcq", "identifiers of awarding bodies in file names and records"),
    "jcq.codes.exam-types": ("exam_types_jcq", "exam types: qualification and level of options"),
    "jcq.codes.gradesets": (
        "gradesets_jcq",
        "gradeset codes: where they were seen, and what they probably hold",
    ),
    "jcq.codes.local-authorities-england": (
        "local_authorities_england",
        "local authorities of England: the three digits after the check letter of a UPN",
    ),
    "jcq.codes.result-types": ("result_types_jcq", "result types (O5 field 18, R5 field 9)"),
    "jcq.codes.series": ("series_codes_jcq", "series codes: what their two characters were seen as"),
    "jcq.rules.conflicts": (
        "rules_conflicts_jcq",
        "numbers of the rules that are in conflict or uncertain, with every competing value",
    ),
    "jcq.rules.parameters": (
        "rules_jcq",
        "numbers of the rules: periods, limits, counts, days and times of day, by edition and body",
    ),
    "jcq.codes.grades": (
        "grades_jcq",
        "grades of each grade set, with their rank",
    ),
    "jcq.codes.grade-set-uses": (
        "grade_set_uses_jcq",
        "grade sets: which qualifications, bodies and countries they are for",
    ),
    "jcq.codes.qualification-numbers": (
        "qualification_numbers_jcq",
        "qualification numbers with body, level and title",
    ),
    "jcq.codes.qualification-number-exceptions": (
        "qualification_number_exceptions_jcq",
        "qualification numbers in use whose check character does not follow the rule",
    ),
    "jcq.codes.awarding-organisations": (
        "awarding_organisations_jcq",
        "awarding organisations with their recognition numbers",
    ),
    "jcq.deadlines.series": (
        "deadlines_jcq",
        "deadlines and other days that the JCQ bodies share, by series",
    ),
    "jcq.deadlines.t-levels": (
        "deadlines_t_levels",
        "assessment series of T Levels",
    ),
    "jcq.fees.families": (
        "fee_families_jcq",
        "families of qualifications, as fee rules and deadlines name them, by exam type",
    ),
    "jcq.fees.rules": (
        "fee_rules_jcq",
        "rules of fees of the JCQ bodies: tiers, amendments, refunds, invoices",
    ),
    "jcq.dates.bank-holidays-uk": (
        "bank_holidays_uk",
        "bank holidays of the United Kingdom: rules, days appointed once and days moved",
    ),
}


def data_of(package: str, file: str) -> tuple[bytes, bytes]:
    """The bytes of a table and of its sidecar, from the folder ``data`` of a plugin.

    >>> len(data_of("examcore_plugins.jcq", "series_codes_jcq"))
    2
    """
    from importlib import resources  # noqa: PLC0415  costs 10 ms, and to list datasets needs none of it

    folder = resources.files(package).joinpath("data")
    return folder.joinpath(f"{file}.csv").read_bytes(), folder.joinpath(f"{file}.toml").read_bytes()
