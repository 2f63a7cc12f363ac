"""A repeated field that is blank is still told with the columns where it should stand."""

import builders


def test_a_blank_year_has_its_columns():
    data, name = builders.file("L", builders.link())
    first, second, rest = data.split(b"\r\n", 2)
    damaged = b"\r\n".join([first, second[:11] + b"  " + second[13:], rest])
    finding = next(
        f
        for f in builders.read(damaged, name).findings
        if f.code == "jcq.header-differs" and f.field == "year"
    )
    assert (finding.line, finding.start, finding.length) == (2, 12, 2)
