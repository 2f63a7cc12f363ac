"""Workbooks for tests: sound ones, such as a spreadsheet saves, and others that are made by hand."""

import io
import zipfile

import openpyxl

from examcore.formats.workbook import read_workbook

KNOWN = ("board", "code", "number", "name", "born", "note")
ESSENTIAL = ("board", "code")
HEADER = ["board", "code", "number", "name"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(*sheets, change=None):
    """A workbook of sheets, each a name and rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets or [("June", [HEADER, ["aqa", "8300H", "0001", "Sample"]])]:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rewritten(data, *, leave_out=(), add=(), method=zipfile.ZIP_STORED, **replaced):
    """The zip archive with other parts, or with some texts in a part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", method) as new:
        for info in old.infolist():
            content = old.read(info)
            for before, after in replaced.get(info.filename.rpartition("/")[2].removesuffix(".xml"), ()):
                assert before in content
                content = content.replace(before, after)
            if info.filename not in leave_out:
                new.writestr(info.filename, content)
        for name, content in add:
            new.writestr(name, content)
    return buffer.getvalue()


def by_hand(rows, *, after="", root="worksheet"):
    """A workbook whose only sheet has these rows, as XML."""
    data = saved(("June", [["x"]]))
    strings = f'<sst xmlns="{MAIN}"><si><t>shared</t></si></sst>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = f'<Override PartName="/xl/strings.xml" ContentType="{kind}"/></Types>'
    related = f'<Relationship Id="s" Type="{REL}/sharedStrings" Target="strings.xml"/></Relationships>'
    sheet = f'<{root} xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</{root}>'
    return rewritten(
        data,
        leave_out=["xl/worksheets/sheet1.xml"],
        add=[("xl/worksheets/sheet1.xml", sheet), ("xl/strings.xml", strings)],
        **{
            "[Content_Types]": [(b"</Types>", part.encode())],
            "workbook.xml.rels": [(b"</Relationships>", related.encode())],
        },
    )


def read(data, *, essential=ESSENTIAL):
    book = read_workbook(data, "a.xlsx", known=KNOWN, essential=essential)
    assert book.to_bytes() == data
    return book


def cells(book):
    (table,) = book.tables
    return [row.cells for row in table.rows]


def told(book):
    return [(f.code, f.place) for f in book.report]


def refused(data):
    """The finding of a workbook that was not read."""
    book = read(data)
    (table,) = book.tables
    assert (table.columns, table.rows) == ((), ())
    assert not book.report.ok
    (finding,) = book.report
    return finding
