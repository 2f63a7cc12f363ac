"""The contract of file formats: what reading and writing rely on, whoever offers the format."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import ClassVar

from hypothesis import given, settings
from hypothesis import strategies as st

from ..archive import CODES as ARCHIVE_CODES
from ..files import read
from ..findings import Finding
from ..formats import Content, FileFormat, Sureness
from ..layout import RecordLayout
from ..plugins import Registry
from .contract import require
from .personal import leaked, words_of
from .sample import Sample
from .written import WrittenContract

__all__ = ["FormatContract"]

_STRANGERS = (
    Sample("notes.txt", b"Nothing to do with examinations.\r\n"),
    Sample("letter.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    Sample("page.html", b"<!doctype html><html><title>x</title></html>"),
    Sample("list.csv", b"colour,weight\r\nred,3\r\nblue,4\r\n"),
    Sample("data.xml", b'<?xml version="1.0"?><root/>'),
    Sample("data.json", b'{"answer": 42}'),
    Sample("empty.bin", b""),
    Sample("zeros.bin", bytes(600)),
)


class FormatContract(WrittenContract):
    """What every file format keeps to; what is said of writing is passed over where it has no ``dump``.

    Attributes:
        format: the format, or its id.
        samples: files of the format, at least one.
        strangers: files of other formats, beside those that the contract has.
        plugin: the module or object that gives the format, or its dotted name; not needed for what ships with
            examcore, nor where ``format`` is the format itself.
        name: of the plugin, as in its entry point.
    """

    strangers: ClassVar[tuple[Sample, ...]] = ()

    def test_the_declaration(self) -> None:
        """Title, edition, source, layouts and finding codes."""
        registry = self.registry()
        fmt = self.described(registry)
        for field in ("title", "edition", "source"):
            value: str = getattr(fmt, field)
            require(
                value.strip(),
                f"{fmt.id} has no {field}",
                "give it; it stands on the reference page",
            )
        for layout in fmt.layouts():
            require(
                isinstance(layout, RecordLayout),
                f"{fmt.id}: among its layouts is a value of type {type(layout).__name__}",
                "return a tuple of RecordLayout; an empty one where nothing is fixed-width",
            )
        known = registry.finding_codes()
        for code in fmt.codes:
            require(
                known.get(code.code) == code,
                f"{fmt.id}: {code.code} is not the code that others know by that name",
                "declare a code once, and name that object here",
            )

    def test_it_claims_its_own(self) -> None:
        """Each sample is recognised, with a reason for people."""
        fmt = self.described(self.registry())
        for sample in self.samples:
            claim = self._claim(fmt, sample)
            require(
                claim is not None,
                f"{fmt.id} does not claim its sample {sample.name}",
                "let identify(name, head) return a Claim, or mend the sample",
            )
            require(
                claim is not None and claim.because.strip(),
                f"{fmt.id} claims {sample.name} without a reason",
                "say in `because` what gave the file away; it is printed where two formats are sure",
            )

    def test_it_is_not_certain_of_other_files(self) -> None:
        """Two formats that are certain of one file stop the reading."""
        fmt = self.described(self.registry())
        for stranger in (*_STRANGERS, *self.strangers):
            claim = self._claim(fmt, stranger)
            require(
                claim is None or claim.sureness is not Sureness.CERTAIN,
                f"{fmt.id} is certain of {stranger.name}, which is another's"
                + (f", because {claim.because}" if claim else ""),
                "be certain only of what no other format has; return None, or a weaker Sureness",
            )

    def test_reading_finds_it(self) -> None:
        """`examcore.read` takes each sample for this format, beside all others."""
        registry = self.registry()
        fmt = self.described(registry)
        for sample in self.samples:
            found = [reading.format for reading in read(sample.data, name=sample.name, registry=registry)]
            require(
                found == [fmt.id],
                f"{fmt.id}: examcore.read takes {sample.name} for {', '.join(map(str, found))}",
                "let identify be surer of it, or mend the sample",
            )

    def test_samples_have_nothing_wrong(self) -> None:
        """A sample loads without an error, into values."""
        registry = self.registry()
        fmt = self.described(registry)
        for sample in self.samples:
            content = self._load(fmt, sample, registry)
            errors = [str(finding) for finding in content.findings if finding.severity == "error"]
            require(not errors, f"{fmt.id}: the sample {sample.name} has errors: {errors}", "mend the sample")
            require(
                content.values, f"{fmt.id}: the sample {sample.name} gives no value", "give one that does"
            )

    def test_loading_is_repeatable(self) -> None:
        """The same bytes give the same content, and nothing is remembered from file to file."""
        registry = self.registry()
        fmt = self.described(registry)
        first = [self._load(fmt, sample, registry) for sample in self.samples]
        again = [self._load(fmt, sample, registry) for sample in reversed(self.samples)][::-1]
        for sample, one, other in zip(self.samples, first, again, strict=True):
            require(
                one == other,
                f"{fmt.id}: {sample.name} gives other content the second time",
                "let load depend on bytes and context only, and content be equal by value",
            )

    def test_bytes_come_back(self) -> None:
        """`to_bytes` gives the file byte for byte, and lines are counted from 1."""
        registry = self.registry()
        fmt = self.described(registry)
        for sample in self.samples:
            records = self._load(fmt, sample, registry).records
            if records is None:
                continue
            require(
                records.to_bytes() == sample.data,
                f"{fmt.id}: {sample.name} does not come back byte for byte",
                "keep the bytes as they came; only what was changed is formatted anew",
            )
            last = 0
            for number, _, fields, personal in records.iter_lines():
                require(
                    number > last and personal <= fields.keys(),
                    f"{fmt.id}: in {sample.name} line {number} follows {last}, or hides a field it lacks",
                    "let iter_lines give rising numbers from 1, and as personal only names of fields",
                )
                last = number

    def test_content_can_be_pickled(self) -> None:
        """Content goes to other processes and comes back equal, with its origins."""
        registry = self.registry()
        fmt = self.described(registry)
        for sample in self.samples:
            content = self._load(fmt, sample, registry)
            try:
                again = pickle.loads(pickle.dumps(content))  # noqa: S301  our own bytes
            except Exception as error:
                raise AssertionError(
                    f"{fmt.id}: the content of {sample.name} cannot be pickled: {error}\n"
                    "  cure: keep functions, open files and read-only proxies out of values and records"
                ) from error
            same = [getattr(value, "origin", None) for value in again.values] == [
                getattr(value, "origin", None) for value in content.values
            ]
            require(
                again == content and same,
                f"{fmt.id}: the content of {sample.name} is another one after pickling",
                "compare by value: attrs.frozen classes, tuples and plain dictionaries",
            )

    def test_any_bytes_give_content(self) -> None:
        """Whatever the bytes, load returns content whose findings are declared and say where."""
        registry = self.registry()
        fmt = self.described(registry)

        @settings(deadline=None)
        @given(sample=st.sampled_from(self.samples), data=st.data())
        def holds(sample: Sample, data: st.DataObject) -> None:
            damaged = data.draw(_damaged(sample.data))
            self._check(fmt, Sample(sample.name, damaged), registry)

        holds()

    def test_damaged_samples_keep_their_secrets(self) -> None:
        """No word of a personal field of a sample stands in a ``repr`` or a finding, damaged or not."""
        registry = self.registry()
        fmt = self.described(registry)
        for sample in self.samples:
            secrets = words_of(self._load(fmt, sample, registry))
            for damaged in _damages(sample.data):
                content = self._check(fmt, Sample(sample.name, damaged), registry)
                found = leaked(content, secrets)
                require(
                    found is None,
                    f"{fmt.id}: a personal value of {sample.name} stands in {found}",
                    "mark the field as personal, with repr=mask, and mask its value in findings",
                )

    def _check(self, fmt: FileFormat, sample: Sample, registry: Registry) -> Content:
        """Load a file that may hold anything, and look at what holds for every file."""
        self._claim(fmt, sample)
        content = self._load(fmt, sample, registry)
        if content.records is not None:
            require(
                content.records.to_bytes() == sample.data,
                f"{fmt.id}: a damaged {sample.name} does not come back byte for byte",
                "keep the bytes as they came, above all those that make no sense",
            )
        for finding in content.findings:
            self._check_finding(fmt, sample, finding)
        return content

    def _check_finding(self, fmt: FileFormat, sample: Sample, finding: Finding) -> None:
        require(
            finding.kind in fmt.codes or finding.kind in ARCHIVE_CODES,  # any file may be an archive
            f"{fmt.id}: it gives {finding.code}, which its `codes` lack",
            "name every code that load can give; pages and --json rely on it",
        )
        require(
            finding.file == sample.name or finding.file.startswith(f"{sample.name}!"),  # a part of it
            f"{fmt.id}: {finding.code} is at the file {finding.file!r}, not {sample.name!r}",
            "make findings with CODE.at(context.name, line, …)",
        )
        require(
            "{" not in _unfilled(finding),
            f"{fmt.id}: the message of {finding.code} cannot be made: {finding.message!r}",
            "give `at` a parameter for each name in the template, of a type that suits it",
        )
        fixed = bool(fmt.layouts())
        last = len(sample.data.splitlines()) + 1
        require(
            finding.line is None or (finding.line >= 1 and (not fixed or finding.line <= last)),
            f"{fmt.id}: {finding.code} is at line {finding.line} of {last}",
            "count lines from 1",
        )
        require(
            not fixed or finding.field is None or (finding.line and finding.start and finding.length),
            f"{fmt.id}: {finding.code} names the field {finding.field} and not where it stands",
            "give line, start and length where a field of a fixed-width file is at fault",
        )


def _unfilled(finding: Finding) -> str:
    """The template where it could not be filled, else nothing."""
    return finding.kind.template if finding.message == finding.kind.template else ""


def _damaged(data: bytes) -> st.SearchStrategy[bytes]:
    """Noise, and the file with noise in the place of some of its bytes."""

    def hurt(place: tuple[int, bytes, int]) -> bytes:
        start, noise, lost = place
        return data[:start] + noise + data[start + lost :]

    places = st.tuples(st.integers(0, len(data)), st.binary(max_size=40), st.integers(0, 40))
    return st.binary(max_size=100) | places.map(hurt)


def _damages(data: bytes) -> Iterator[bytes]:
    """The file, then with one byte wrong here and there, and with one lost: columns shift."""
    yield data
    step = max(1, len(data) // 60)
    for start in range(0, len(data), step):
        yield data[:start] + b"?" + data[start + 1 :]
        yield data[:start] + data[start + 1 :]
