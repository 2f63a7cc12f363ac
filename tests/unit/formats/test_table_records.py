"""The rows of tables as `examcore read` shows them."""

import examcore as ex
from examcore.formats.table import read_table
from examcore.formats.table_records import TableRecords


def test_every_row_is_shown_and_what_does_not_fit_may_be_personal():
    data = b"a,b,b\r\n1,2,3\r\n1\r\n4,5,6\r\n"
    table = read_table(data, "t.csv")
    records = TableRecords(data, (table,), lambda cells: [name for name in cells if name == "a"])
    assert records.to_bytes() == data
    assert list(records.iter_lines()) == [
        (2, None, {"a": "1", "b": "2", "column 3": "3"}, {"a"}),
        (3, None, {"column 1": "1"}, {"column 1"}),
        (4, None, {"a": "4", "b": "5", "column 3": "6"}, {"a"}),
    ]
    assert "4" not in repr(records)


def test_a_table_of_centres_shows_its_bad_rows_too():
    data = b"centre_number,postcode,head\n64999,ZZ99 9ZZ,Sample\n64998\n"
    (reading,) = ex.read(data, name="centres.csv")
    assert [(line, personal) for line, _, _, personal in reading.records.iter_lines()] == [
        (2, {"head"}),
        (3, {"column 1"}),
    ]
