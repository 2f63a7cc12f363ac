"""Tables: any bytes give one, and what a writer wrote comes back."""

import csv
import io
from datetime import date

from hypothesis import assume, example, given
from hypothesis import strategies as st

from examcore.formats.table import cell_damage, csv_cell, parse_date, read_table

# A file of many NULs is taken for UTF-16, and U+FFFD is a character lost before.
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd"), max_size=12)
TRICKY = st.text(st.sampled_from('",;\t|\r\n a0é='), max_size=8)
CELLS = TEXT | TRICKY
DELIMITERS = st.sampled_from([",", ";", "\t"])
HEADER = ["Centre Number", "Surname", "Note, or; none\there"]


def check(data):
    table = read_table(data, "t.csv")
    assert table.to_bytes() == data
    assert all(len(row.cells) == len(table.columns) for row in table.rows)
    starts = [row.line for row in table.rows]
    assert starts == sorted(set(starts))
    last = len((data + b"x").splitlines())
    assert all(1 <= row.line <= last for row in (*table.rows, *table.bad_rows))
    assert bool(table.bad_rows) <= (not table.report.ok)
    return table


@given(st.binary(max_size=300))
@example(b"a,b\n\x00,\x81\n")
@example(b'a,b\n"')
@example(b"\xef\xbb\xbf")
@example(b"sep=,")
@example(b"\xff\xfe")
def test_any_bytes_give_a_table(data):
    check(data)


@given(
    st.lists(
        st.sampled_from(['"', ",", "\n", "\r", "a", "1", " ", "\0", ";", '""', "é", "\x1a"]), max_size=60
    )
)
def test_any_mixture_of_marks_gives_a_table(parts):
    check("".join(["a,b\n", *parts]).encode())
    check("".join(parts).encode("cp1252"))


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8),
    DELIMITERS,
    # Of the ends, the writer quotes only cells that hold its own.
    st.sampled_from([("\r\n", csv.QUOTE_MINIMAL), *((end, csv.QUOTE_ALL) for end in ("\n", "\r", "\r\n"))]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_what_was_written_comes_back(rows, delimiter, style, encoding):
    end, quoting = style
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    # Quoted, the header cannot mislead about the delimiter.
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerow(HEADER)
    writer.writerows(rows)
    table = check(out.getvalue().encode(encoding))
    assert (table.delimiter, table.encoding) == (delimiter, encoding)
    assert list(table.header) == HEADER
    told = {f.code for f in table.findings}
    assert told <= {"table.line-break", "table.swallowed-rows", "table.no-rows"}
    # a cell of which a line looks like a row may have swallowed one
    sure = [row for row in rows if "".join(row).strip() and not set("\r\n") & set("".join(row))]
    read = [row.cells for row in table.rows]
    assert all(read.count(row) >= sure.count(row) for row in sure)
    if "table.swallowed-rows" not in told:
        assert read == [row for row in rows if "".join(row).strip()]
        assert table.report.ok


@given(st.lists(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=10), min_size=1))
def test_windows_1252_comes_back_as_it_was(names):
    names = [name for name in names if name.strip()]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["a", "b"], *(["x", name] for name in names)])
    data = out.getvalue().encode("cp1252")
    assume("".join(names).isascii() or not _is_utf_8(data))
    table = check(data)
    assume(table.encoding != "utf-8" or "".join(names).isascii())
    assert [row.cells[1] for row in table.rows] == names
    assert table.encoding == ("utf-8" if "".join(names).isascii() else "windows-1252")


def _is_utf_8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(CELLS)
def test_what_goes_out_begins_no_formula(text):
    out = csv_cell(text)
    assert out in {text, f"'{text}"}
    assert cell_damage(out) != "formula"


@given(
    st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"])
)
def test_dates_come_back(day, form):
    cell = parse_date(day.strftime(form))
    assert (cell.value, cell.problem) == (day, None)
    assert cell.ambiguous == ("%Y-" not in form and day.day <= 12 and day.day != day.month)


@given(TEXT | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/.][0-9]{1,4}", fullmatch=True))
def test_any_text_is_a_date_or_has_a_problem(text):
    cell = parse_date(text)
    assert (cell.value is None) != (cell.problem is None)
    assert cell.value is None or isinstance(cell.value, date)
    assert cell_damage(text) in {None, "scientific", "formula", "error-value"}
