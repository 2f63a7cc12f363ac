"""Write the reference pages from the declarations in the code: ``python docs/generate.py``.

A test fails when a page is stale. Nothing is edited in the pages: what they say stands in docstrings and
declarations, or here.
"""
# ruff: noqa: INP001, T201  a script that prints

from __future__ import annotations

import doctest
import inspect
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs

import examcore as ex
from examcore import samples
from examcore.catalogue.catalogue import COLUMNS as OPTION_COLUMNS
from examcore.charges import Bill, BillLine, Bills, ChangeLine, ChangeQuote
from examcore.datasets import Dataset
from examcore.entries import COLUMNS, EntryFiles, Receipt, RefusedFile, SentCandidate, SentFile
from examcore.entries.centres import CENTRE_COLUMNS
from examcore.entries.columns import ESSENTIAL
from examcore.entries.receipt import SCHEMA
from examcore.fees import LateFee, Quote, QuoteLine, Tier
from examcore.fees.price import unknown_price
from examcore.findings import Report
from examcore.ids import KINDS
from examcore.invoices import COLUMNS as INVOICE_COLUMNS
from examcore.invoices import KINDS as INVOICE_KINDS
from examcore.invoices import Outcome
from examcore.invoices.item import ROW_COLUMNS as ITEM_COLUMNS
from examcore.invoices.table import NEEDED as INVOICE_NEEDED
from examcore.layout import RecordLayout
from examcore.model import AwardingBody, BodySeries
from examcore.plugins import HOOKS, Registry, hookspecs
from examcore.prices.table import COLUMNS as PRICE_COLUMNS
from examcore.prices.table import KINDS as PRICE_KINDS
from examcore.prices.table import NEEDED as PRICE_NEEDED
from examcore.prices.table import OWN_CHARGES, TIERED
from examcore.prices.table import TIERS as PRICE_TIERS
from examcore.scenarios import budget, change, delay, fee_deadline, over_dates
from examcore.scenarios import year as of_year

FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py; do not edit. -->"


INTRODUCTIONS = {
    "identifiers.md": """
Each kind is one module in `examcore.ids`, and all have one shape:

| name | what it is |
|---|---|
| `compact(value)` | upper case, without the blanks and hyphens that people type |
| `problems(value)` | everything wrong with it, as a tuple; empty when it is fine |
| `is_valid(value)` | whether there is neither an error nor a warning |
| `parse(value)` | its parts as a named tuple, or `MalformedIdentifier` |
| `make(…)` | a value from its parts, with its check character |
| `display(value)` | as it is printed |
| `check_character(body)` | of the other characters; only where a kind has one |

A wrong shape is an error, a check character that does not match is a warning, and what is merely unknown is
an info. Where a kind is personal, its values stand in no message. On the command line:
`examcore id check KIND VALUE`.
""",
    "formats.md": """
What `examcore.read` knows: first the formats and the layouts of their lines, then the
[fields of each record](#records). Columns are counted from 1, in bytes. The labels of evidence are explained
in the [glossary](../glossary.md#evidence-labels).

What all JCQ files with a letter have in common, and how examcore writes them:

- Order: one record 1, then one block of a record 3, the records 5 and a record 7, and at the end one
  record 9.
- Padding: every record is filled with blanks to the length of the longest record of its file, which the
  column *filled to* has.
- Line ends: CR LF behind every record, the last one included.
- A record 7 counts the records of its block, itself and its record 3 included; a record 9 counts all.

Files of others are read without the padding and with LF alone, too; a finding says so. Of several blocks all
are read. The file of unit links has no control records.
""",
    "finding-codes.md": """
A finding is one fault, or one thing worth knowing, at one place of a file. Its code says what it is and keeps
its meaning. An **error** makes a value unusable, a **warning** asks for a look, an **info** explains. Words
in braces stand for what was found. A rule is named where the code enforces one: `V…` is an identity between
fields of JCQ files, `ENT-…` and `FEE-…` a regulation; without one, the check is ours.
""",
    "entries-table.md": """
A row is one candidate entered for one option. The table is a CSV file (in a spreadsheet, “CSV UTF-8”) or an
[Excel workbook](#excel-workbooks). The columns may stand in any order. Those marked *essential* say what is
entered: without one of them a row has no price. Those marked *expected* are needed for entry files; a table
without them gives a warning and can still be priced. Columns that are not listed here are kept, under their
own names, at the end of each row.
""",
    "hooks.md": """
A distribution offers a plugin by an entry point of group `examcore`; its name is that of the plugin. In a
notebook, `Registry.register` takes a module or an object on the same path. A plugin with one fault is left
out as a whole, and `examcore plugins` says why; the others go on.

[Write a plugin](../how-to/write-a-plugin.md) makes one from the first line to the installed package. The
examples on this page are complete, and belong together. They use these names:

```python
from examcore import Evidence, Registry, Severity, Source, hookimpl
from examcore.checks import Check
from examcore.datasets import DatasetRef
from examcore.findings import FindingCode, shown_code
from examcore.formats import Claim, Content, FileFormat, Sureness
from examcore.model import AwardingBody
```
""",
    "bodies.md": """
The awarding bodies that ship with examcore, by the id that tables and scripts use. Upper and lower case do
not matter in a table, and a JCQ identifier may stand for the id.

```python
>>> import examcore as ex
>>> bodies = ex.Registry.builtin().bodies
>>> [body.id for body in bodies.bodies]
['aqa', 'ocr', 'pearson', 'wjec', 'ccea', 'cambridge']
>>> bodies.find("11").title
'Pearson'
```
""",
    "centres-table.md": """
A row is one centre whose entry files are made. The table is a CSV file, as the
[entries table](entries-table.md) is, with the same delimiters and encodings, or an Excel workbook with such a
sheet. `examcore write --centre FILE` takes it, and makes the files of each centre in it that has entries. In
Python a centre is `ex.Centre(number="64999", postcode="ZZ99 9ZZ")`, and the table gives such values.
""",
    "invoice-table.md": """
A row is one line of an invoice of an awarding body: so many entries of one code, charged at one price, or
credited. The table is a CSV file, as the [entries table](entries-table.md) is, with the same delimiters and
encodings. No body was seen to send such a file: type the lines of the invoice into one, or rename the columns
of what the body's portal exports. [How to compare it](../how-to/compare-an-invoice.md) with what was entered.

```python
>>> import examcore as ex
>>> invoices = ex.Invoices.of(ex.read("examples/invoice.csv"))
>>> invoices
<Invoices: 2 invoices, 8 lines, 475.00 GBP, no findings>
>>> for (body, number), lines in invoices.by_invoice().items():
...     print(body, number, ex.Money.total(line.net for line in lines))
aqa INV-0001 372.50
ocr INV-0002 102.50
```
""",
    "price-file.md": """
A row is the price of one thing: what the centre pays an awarding body for an entry or a service, or charges
its candidates itself. The file is a CSV table, as the [entries table](entries-table.md) is, with the same
delimiters and encodings; an Excel workbook is saved as “CSV UTF-8” first. It has no candidates. A table
with a candidate number or a name is never taken for a price file, even if it has a column `price`.

```python
>>> from datetime import date
>>> import examcore as ex
>>> from examcore.prices import Prices
>>> from examcore.model import Series
>>> prices = Prices.of(ex.read("examples/prices.csv"))
>>> prices
<Prices: 7 rows, no findings>
>>> june, received = Series(2027, 6), date(2027, 2, 22)
>>> row = prices.find({"ocr", "01"}, "Y100A", series=june, series_code="6A27", on=received)
>>> row.amount, row.origin.line, row.evidence
(<Money 53.00 GBP>, 6, <Evidence.SUPPLIED: 'SUPPLIED'>)
```

The amounts of that example, and its codes, are invented.
""",
    "rows.md": """
`catalogue.rows()`, `entries.rows()`, `quote.rows()` and the `rows()` of what `entry_files`, `reconcile`,
`price_changes`, `price_charges` and `pass_on` give: one dictionary for each option, entry, line, file or
item. They are made for `pandas.DataFrame(…)`; pandas is not needed for anything else. `catalogue.filter(…)`
and `entries.filter(…)` select by the same columns.

Every `rows()` is a generator: it gives its rows once, and has neither length nor index. Each call makes a new
one. Where you need the rows twice, write `list(quote.rows())`.
""",
    "samples.md": """
`examcore.samples` makes up centres, basedata and faults, for your own tests and for demonstrations. People,
codes, fees and days are invented, and labelled EXAMPLE. The same seed gives the same centre on every
computer. No file is opened, and no clock is read.
[Test your own project](../how-to/test-your-own-project.md) uses it with pytest.

```python
>>> import examcore as ex
>>> from examcore import samples
>>> school = samples.make_centre(seed=1, candidates=200)
>>> school
<SampleCentre 64999: 200 candidates, 1680 entries>
>>> ex.check(school.entries, school.catalogue)
<Report: no findings>
```
""",
    "rulebook.md": """
The numbers of the regulations, by rule, edition and body. A rule that has only words is not here. `undated`
is what no source dates. The labels of evidence are explained in the
[glossary](../glossary.md#evidence-labels); H, M and L say how surely a number is right for its edition.

```python
>>> import examcore as ex
>>> rules = ex.rules()
>>> rules.get("LATE-05").value
<Quantity 7 working-days>
>>> planned = rules.get("LATE-05", edition="2026-27", allow_older=True)
>>> planned.evidence, planned.because[0].says
(<Evidence.DERIVED: 'DERIVED'>, 'report-within is not stated in 2026-27; taken from undated')
>>> rules.get("SEC-14").value, [str(value.quantity) for value in rules.get("SEC-14").competing]
(UNKNOWN, ['90 minutes', '60 minutes'])
>>> [str(change) for change in rules.changes("2021-22", "2023-24") if change.kind == "changed"]
['AA-23 extra-time (jcq): 10 percent → 25 percent']
```
""",
    "datasets.md": """
Tables of facts that ship with examcore. Every row has its evidence and its source. A key without a row means
*not covered*, never *there is none*.

```python
>>> import examcore as ex
>>> refs = {ref.id: ref for ref in ex.Registry.builtin().datasets}
>>> row = refs["jcq.codes.body-ids"].read().get("70")
>>> row["body"], row.evidence
('aqa', <Evidence.SEEN: 'SEEN'>)
```

A column with a list of codes holds no others, and a cell of it may hold several with blanks between them. The
same lists are in `dataset.codes`.

`as of` is the state of knowledge of the whole dataset, and not the age of a row. The year that a row speaks
of is in its column, such as `series` or `year`: a price of 2022/23 is one of 2022/23, however new the dataset
is. How old a dataset is, and whether it speaks of an academic year, is told by `examcore.datasets.staleness`
and by [`examcore plugins list --datasets`](command-line.md#plugins):

```python
>>> from datetime import date
>>> from examcore.datasets import staleness
>>> told = staleness([ref.read() for ref in refs.values()], date(2026, 11, 22), "2026/27")
>>> for one in told:
...     if one.id in {"aqa.deadlines.series", "aqa.fees.prices", "aqa.fees.rules", "jcq.rules.parameters"}:
...         print(one.id, "-", one.age, "days,", one.coverage)
jcq.rules.parameters - … days, not by year
aqa.deadlines.series - … days, named
aqa.fees.prices - … days, not covered
aqa.fees.rules - … days, by rule
>>> prices = next(one for one in told if one.id == "aqa.fees.prices")
>>> "2022/23" in prices.years, "2026/27" in prices.years
(True, False)
```

| coverage | what it means |
|---|---|
| `named` | a row names the year, or a series in it; others may still be missing |
| `by rule` | no row names it; there are rows that name no year |
| `not covered` | every row is for another year |
| `not by year` | no column of the dataset names academic years or series |

`jcq.rules.parameters` shows `not by year`, because its rows are kept by edition, which is more than an
academic year: a row may speak of several editions or of a calendar year, or be `undated`. Ask the rulebook
for an edition instead, as [look up a rule](../how-to/rules.md#whose-rule-and-of-which-year) tells.
""",
}

ABOUT_TABLES = """
## What is read, and what is refused

- Comma, semicolon, tab or vertical bar; UTF-8 or Windows-1252. Both are found out; a guess is told.
- Days are `2009-03-14`, or day first as `14/03/2009`. A month that stands first is an error.
- A candidate number of one to three digits is filled with zeros, with a warning.
- Any other lost zero, a number such as `5.12E+09` and a formula are errors. They are not repaired.
- A row of which it cannot be told what is entered stays as an *unreadable row*; a quote counts it as unknown.

Every problem of every row is told at once; see the [finding codes](finding-codes.md#entries).

## What is taken as it is meant

These give no finding:

- blanks around a cell, and upper or lower case of `awarding_body` and of the series code;
- upper or lower case in the names of columns, and blanks or hyphens where `_` should be;
- blanks, hyphens and lower case inside a UCI, UPN or ULN, and lower case in a centre number; they stay as
  typed;
- midnight behind a day, and `.` or `-` for `/` between day, month and year;
- an empty `status`, which means C;
- rows without a filled cell, and empty cells too many at the end of a row.

In `option_code` every character counts: `x100` is not `X100`.

## Excel workbooks

`.xlsx` and `.xlsm` are read with the extra `excel`: in a checkout
`python -m pip install '.[excel]'`, installed `python -m pip install 'examcore[excel]'`. The rules are
those of CSV, and so are the findings. What reading finds names the sheet and the cell, as in
`entries.xlsx!June:C7`; what a check finds names the sheet and the row, as in `entries.xlsx!June:7`, and
`finding.field` has the column.

- Every visible sheet that has the three essential columns is read, and so is one that has any of them and
  four of the listed ones; all rows count. A sheet that is not read is told, as a warning where it holds a
  table such as a list of candidates. Where no sheet has them, the one that comes closest is read, and its
  faults are told.
- A hidden sheet that has the columns and rows is not read, because it may be an old draft; but it counts as
  unknown, and a quote is not complete until the sheet is shown or deleted.
- The names of the columns may stand below a title, in one of the first fifty rows that hold something. Rows
  that are hidden or filtered out are read like the others.
- A cell is what it holds, not what it shows: `9.28E+09` that is the number 9276308686 is a ULN. Digits that
  the spreadsheet itself has lost (the sixteenth and later ones, or a text `9.28E+09`) are an error.
- A day is unmistakable where the cell holds one. A number such as `44561` is not taken for a day, and a day
  in `option_code`, `form` or `year_group` is an error: somebody typed `9-1`.
- A formula counts with the result that was saved with it. One without a result is an error, as is the error
  of a formula. Nothing is calculated, and macros and links to other files are not touched.
- Merged cells: only the first holds the value; what stands in the others, where nobody sees it, is not read,
  and a row without its essential cells is unreadable. A name of a column may reach down
  over several rows, and over several columns it is a warning, because only the first of them has it.
- Workbooks with a password, of the old kind (`.xls`), `.xlsb` and “Strict Open XML” are refused, and count
  as unknown. So are sheets of more than 1,000 columns, and workbooks of more than ten million cells, those of
  all sheets together and empty ones that have only a format included. Save a workbook with a password
  without it, or as CSV UTF-8.
- A workbook that could be read in more than one way is refused as damaged: a sheet listed twice, two sheets
  of one name, a cell given twice or in another row, a reference to a text that is not there, merged cells
  that overlap, a number format longer than Excel's 255 characters. To open it in a spreadsheet and save it as
  a new workbook cures that.

## Body and series

- `awarding_body` takes an [id of a body](bodies.md) or a JCQ identifier. Edexcel is `pearson`, Eduqas is
  `wjec`.
- One body may have several JCQ identifiers: Pearson's GCSEs are `10` and its GCEs `11`. With the id of the
  body an option is found under any of them.
- The letter in a series code is the body's own, and may differ between its qualifications: June 2017 was
  `6A17` for OCR's GCSEs and `6B17` for its GCEs. Year and month, as in `2027-06`, are the safe choice for
  whoever does not know the letter. Should a code then stand in two sets, that is an error and nothing is
  guessed.

## Subject and department

A quote in parts by `subject` uses the table's column `subject`. Where that is empty it takes the title of
the syllabus, and in real basedata that is often the title of a unit or an award rather than the subject as
a school calls it. Fill in the column to be sure. `department`, `year_group` and `form` have no such second
source: they are what the table says.
"""

ABOUT_INVOICES = """
Columns may stand in any order, and those that are not needed may be left out. Another column is not used,
with an info. One whose name is a slip of a listed one, as `unit_prise`, is an error, and no row is compared.

## What is refused

Every problem of every row is told at once; see the finding codes of [invoices](finding-codes.md#invoices)
and of [tables](finding-codes.md#table). A row with an error is not compared, nothing is repaired, and the
comparison is not complete without it. Amounts are written as in a
[price file](price-file.md#what-is-refused), and a credit has its sign in front, `-41.50`. Volume times unit
price must be the net amount, and net and VAT the gross one, where they are given.

A row of kind `total` holds what the invoice states as its totals. The lines of the invoice must add up to
them; VAT and gross are compared where every line says its VAT. Such a fault concerns the whole invoice, so
its lines are compared all the same. So are two lines that are the same in every column: what is charged twice
is what the centre wants to see. An invoice that stands in two files is used once.

Two dates for one number are an error, and the due date is then unknown.
"""

MEANINGS_OF_OUTCOMES = {
    Outcome.LATE_FEE: "more than the price on time, or a late fee, for what was received on time",
    Outcome.REFUND_NOT_PAID: "a refund is due for a withdrawal, and no credit came, or less",
    Outcome.QUANTITY: "more or fewer than were entered",
    Outcome.PRICE: "another price than is expected",
    Outcome.EXTRA: "invoiced, and nobody is entered for it",
    Outcome.MISSING: "entered, and not invoiced",
    Outcome.UNKNOWN: "it cannot be judged, and the reasons say why",
    Outcome.MATCHED: "as expected",
}

ABOUT_PRICES = """
Columns may stand in any order, and those that are not needed may be left out. Another column is not used,
with a warning. One whose name is a slip of a listed one, as `vaild_until`, is an error and no row is used:
without its days or its tier a price would be another.

## Which row answers

The row must be of the same kind and tier, and hold on the day on which the awarding body receives the
entry. Of several the first in this order answers:

1. what was given in code, as `prices.override("aqa", "X100", Money.parse("40.00"))`: of overrides for a
   body and for its JCQ identifier that are else alike the later one;
2. a row with the code, before one for all codes of the body; where several kinds may answer, the nearest one
   before the others;
3. a row of the body's own series code (`6G27`), before year and month (`2027-06`), the academic year
   (`2026/27`: September to August), and one for all series;
4. a row of the JCQ identifier (`11`), before one of the body (`pearson`), and one without a body.

A row that does not hold on the day is passed over, and the next one answers. No tier answers for another:
without a row for `late` the price file has no late price. An academic year may be written `2026-27`, too;
`2011-12` is the December of 2011. A year alone, `2017`, is an error.

For a body with one JCQ identifier, id and identifier are the same: `70` is `aqa`. A body with several,
as `pearson` with `10` and `11`, may have other prices under each of them.

Rows of entries, cash-ins and registrations that priced nothing are told, as their code may be a slip; a row
beside one of the same code and kind that priced something is not.

## What is refused

Every problem of every row is told at once; see the finding codes of [prices](finding-codes.md#prices) and of
[tables](finding-codes.md#table). A row with an error is not used, and nothing is repaired: `41,50`,
`1,041.50`, `£41.50`, `-41.50` and `41.505` are errors. `41` is 41.00; `41.5` is 41.50, with a warning, as
spreadsheets drop the last nought. Nothing paid is `0.00`.

A decimal comma without quotation marks makes two cells of one: one or two digits behind a price without
pence, in a column where they are out of place, are that error, too. A `vat_rate` below 1 or above 30 is a
warning, or that error where it stands behind such a price.

Rows are compared where body, series, code, kind and tier are the same, as they are written, but for small
letters in a code; for a body with one JCQ identifier, id and identifier are the same. Prices of several files
are compared, too. Of more than 1,000 findings of one kind the others are only counted.

| what stands there | what happens |
|---|---|
| two prices on the same days | an error; neither is used |
| the same price on the same days | a warning; one is used |
| days that overlap | an error; neither is used |
| `late` below `on-time`, or `very-late` below one of them | an error; no late price of that code is used |
| a later price that is lower | a warning; both are used |

For a late price write all that is paid, not what is added for being late: that is mostly lower than the
price on time, which is how the slip is found.

## What is taken as it is meant

Blanks around a cell; upper or lower case of the names of columns and of `awarding_body`, `series`, `kind`,
`tier` and `vat`; blanks or `_` for the hyphens in `kind` and `tier`; days as in the entries table. In
`option_code` every character counts; small letters are read as capitals, with a warning.
"""

ABOUT_RECEIPT = """
Whoever sends entry files has to know afterwards what went out, and under which number: an awarding body takes
one entry file of a series, and its sequence numbers only rise. `entry_files` gives a receipt with the files,
and `write` puts it beside them, as `receipt_64999_001.json`. Give the latest one as `previous` when you next
make files. Each holds what the earlier ones of the centre held, so one is enough.

**A receipt holds names, birth dates and identifiers in clear**, as the entry files do. Keep it as you keep
those.

```python
>>> from datetime import date
>>> import examcore as ex
>>> catalogue = ex.Catalogue.of(ex.read("examples/first_quote/basedata"))
>>> entries = ex.Entries.of(ex.read("examples/first_quote/entries.csv"))
>>> centre = ex.Centre(number="12345", postcode="ZZ99 9ZZ")
>>> first = ex.entry_files(entries, catalogue, centre=centre, on=date(2027, 1, 20), only=("aqa",))
>>> first.receipt.name, [file.name for file in first.receipt.files]
('receipt_12345_001.json', ['E1234570.X01'])
>>> kept = ex.Receipt.of(ex.read(first.receipt.to_bytes(), name=first.receipt.name))
>>> later = ex.entry_files(entries, catalogue, centre=centre, on=date(2027, 2, 3), previous=kept)
>>> later.receipt.number, [(file.jcq_id, file.sequence) for file in later.receipt.files]
(2, [('70', 1), ('01', 1)])
```

AQA's entries are as they went out, so the second call makes no file of them:
[`entries.unchanged`](finding-codes.md#entriesunchanged). Had they changed, it would be the error
[`entries.already-sent`](finding-codes.md#entriesalready-sent).

## Numbers

- A receipt has a number of its own, which is in its name: 1 for the first of a centre, and one more with each
  call that makes a file. A call that makes none gives no receipt.
- A file has a sequence number, which is 1 to 999 and rises for each JCQ identifier, whatever the series.
- Numbers that end in 00 are left out, as no file name ends in `X00`: behind 99 comes 101.
  So `--sequence 70=100` is refused.

## Which receipt is the latest

`Receipt.of(read(folder))` finds the latest among the files of a folder; entry files beside it are passed
over. It has the highest number, and holds the files of all others. Where that is not so, `NoReceipt` is
raised, and nothing is guessed:

| what there is | what to do |
|---|---|
| receipts of several centres | say which: `Receipt.of(readings, centre="12345")` |
| two that differ and have one number | give the one whose files were sent |
| an earlier one with a file that the latest does not hold | two lines: give the one whose files were sent |
| none | look in another folder, or give the next number by hand |

Two lines arise when one receipt is given to two calls, or none to the second. If files of both lines were
sent, no receipt holds them all. Give the one with more files, and for each identifier of which the other one
has a higher number, the next number by hand as well, as `sequence={"70": 7}`. What only the other one holds
is then not known.
"""

ABOUT_DAMAGE = """
## What is refused

Sequence numbers that are used twice make an awarding body reject a file, or take it for an old one. So a
receipt that was cut off, edited, or written by a later version is refused as a whole, with the finding
[`entries.receipt-damaged`](finding-codes.md#entriesreceipt-damaged). Its last member, `sha256`, is a checksum
of all others but `schema`: of their JSON with sorted names and without blanks. Other line ends and indents do
no harm, and neither does another order of the members, so a database may keep it in a column for JSON.

```python
>>> import json
>>> column = json.dumps(json.loads(first.receipt.to_bytes()), sort_keys=True)
>>> ex.Receipt.of(ex.read(column.encode(), name="receipt.json")) == first.receipt
True
```

The cures, in this order: take an undamaged copy; take the receipt before it, if no file of the damaged one
was sent; give the next number by hand.

Where a receipt is lost, give the next number by hand: `sequence={"70": 4}`, or `--sequence 70=4` on the
command line. It is one more than that of the last file that was sent to that JCQ identifier, be it entries or
amendments, whatever the series. What was entered before is then not known, and nobody tells you that a series
already had its entry file.

A file that was written and never sent has used its number, and stands in the receipt. Go on from the receipt
before it, and throw the later one away.
"""

ABOUT_SELECTION = """
`catalogue.filter(…)` gives the options whose columns have exactly the given values, as a tuple. Nothing is
translated on the way: `series="2027-06"` selects nothing, because the column holds `6G27`. A column that is
not in this list is a `TypeError`.

```python
>>> import examcore as ex
>>> catalogue = ex.Catalogue.of(ex.read("examples/first_quote/basedata"))
>>> [o.code for o in catalogue.filter(body="aqa", series="6G27", item="U")]
['X301', 'X302']
>>> [o.code for o in catalogue.filter(price=None)]
['X300']
>>> catalogue.filter(series="2027-06"), catalogue.filter(body="AQA")
((), ())
```
"""

ABOUT_ENTRIES = """
The columns are those of the [entries table](entries-table.md), in its order, and then the table's own.
Dates are `datetime.date` or None. **The rows hold personal data in clear.**

`entries.filter(…)` gives the entries whose columns have exactly the given values: the body as it was typed,
a day as a `date`. The table's own columns cannot be used. `entries.where(…)` takes a function of an entry,
for every other question. Neither looks up what is meant: to choose which files are made, use
`entry_files(…, only=("aqa:2027-06",))`.

Rows that could not be read stay in every selection, because nobody can tell that they do not belong. If you
quote several selections and add them up, such rows count several times. `quote.by(…)` counts each row once.

```python
>>> from datetime import date
>>> entries = ex.Entries.of(ex.read("examples/faulty_entries.csv"))
>>> entries
<Entries: 5, 1 unreadable row, 2 errors, 1 warning>
>>> entries.filter(option_code="X100"), entries.filter(option_code="X200")
(<Entries: 4, 1 unreadable row, ...>, <Entries: 1, 1 unreadable row, ...>)
>>> entries.where(lambda entry: entry.option.code.startswith("X2"))
<Entries: 1, 1 unreadable row, ...>
>>> on = date(2027, 1, 15)
>>> [len(ex.quote(entries.filter(awarding_body=body), catalogue, on=on)) for body in ("aqa", "ocr")]
[6, 1]
>>> quote = ex.quote(entries, catalogue, on=on)
>>> len(quote), {body: part.lines for body, part in quote.by("body").items()}
(6, {'': 1, 'aqa': 5})
```
"""

ABOUT_BODIES = """
Evidence and source are those of the identifiers. A body that shares the rules of `jcq` has JCQ's days and
rules of fees wherever it has none of its own. The recognition numbers were read in Ofqual's register. A
file with an identifier that nobody claims is read all the same; its body is then called by the two digits.
What else the two digits were seen as is in the dataset
[`jcq.codes.body-ids`](datasets.md#jcqcodesbody-ids). `99` is free for bodies of your own:
[write a plugin](../how-to/write-a-plugin.md). What each body's plugin covers, and what not, is in the README
of its package in `src/examcore_plugins`.
"""

ABOUT_NAMES = """
## Names in entry files

Which characters a body takes beside the letters A to Z and the space, and how long a whole name may be, with
the colon between surname and forenames. Names go out in upper case and without accents. No body was seen to
say how letters are spelt that do not only lose an accent: that table is examcore's own.
"""

ABOUT_ROUTES = """
## How entries go out

Under which identifier entries are sent, and in which [format](formats.md). Without a route none is written:
it is not known that the body takes such files.
"""

ABOUT_BRANDS = """
## Names people write

Brands are no bodies. In the column `awarding_body` write the id:
"""

ABOUT_SAMPLES = """
## What a centre holds

Candidates are numbered from 0001. With all of the bodies and 200 candidates, as above:

- Two in three sit GCSEs, the others AS and A levels, each in whole courses with their tiers and units.
- The 25th candidate of every fifty is a private one, and the 50th a guest. So a centre of fewer than 25 has
  neither, and one of 25 to 49 has a private candidate and no guest.
- Every eighth name has letters that are respelt in files, or marks such as hyphens and apostrophes. The 61st
  of every hundred is too long for a file, and has an `entry_name`.
- Its number is `64999`, its postcode `ZZ99 9ZZ`: no area is called ZZ. Guests come from `64998`. UPNs begin
  with the authority `999` behind their letter, and ULNs with `9999`. Nobody bears any of them, and all of
  them check.

```python
>>> [(e.candidate.number, e.option.code) for e in school.entries.filter(status="P")][0]
('0025', 'X2FA')
>>> [len(samples.make_centre(candidates=n).entries.filter(qualifier="G")) > 0 for n in (49, 50)]
[False, True]
```

| of a centre | what it is |
|---|---|
| `centre` | number, name and postcode, as `entry_files` takes them |
| `candidates` | the people, as they are, whatever faults the table has |
| `catalogue` | the basedata from which the entries were drawn |
| `table()` | the entries as a CSV file, with all columns of the [entries table](entries-table.md) |
| `entries` | what reading the table gives, with its findings |
| `with_fault(…)` | the centre with a fault in its table |
| `planted` | the faults in its table, each with `fault`, `code` and `line` |
"""

ABOUT_FAULTS = """
A fault has the finding that tells it, and `planted` has the line where that finding stands. Some are found by
reading or by `examcore.check`, the others by `examcore.entry_files` only. Faults add up, each at candidates
whose rows have none yet. A fault of a person stands in all rows of that person, so it may give more findings
than one; a row that is damaged may give other findings beside its own.

```python
>>> damaged = school.with_fault("unknown-option").with_fault("bad-uln", count=2)
>>> for fault in damaged.planted:
...     print(fault.line, fault.code)
247 entries.unknown-option
…
>>> found = {(f.line, f.code) for f in ex.check(damaged.entries, damaged.catalogue)}
>>> all((fault.line, fault.code) in found for fault in damaged.planted)
True
```
"""

BRANDS = {
    "Edexcel": "pearson",
    "BTEC": "pearson",
    "Eduqas": "wjec",
    "Cambridge OCR": "ocr",
    "OxfordAQA": "aqa",
}

OPTION_MEANINGS = {
    "body": "id of the awarding body, such as `aqa`",
    "jcq_id": "its two digits in the files",
    "series": "the body's series code, such as `6G27`",
    "option": "entry code",
    "title": "of the option, as published",
    "syllabus": "code of the syllabus",
    "item": "`C` certification, `U` unit, `B` both",
    "process": "`E` entry, `R` registration",
    "exam_type": "type and level, such as `GCSE/9FC`: of the certification, or of a unit",
    "qualification_number": "of a certification, without obliques; empty for a unit, or where there is none",
    "price": "text with two decimals, None where the body publishes no fee",
}

LINE_MEANINGS = {
    "awarding_body": "id of the body",
    "jcq_id": "its two digits in the files",
    "series": "the body's series code",
    "option": "entry code",
    "subject": "the table's own name for it, else the title of the syllabus",
    "candidate": "centre and candidate number, `12345/0001`",
    "kind": "`entry`; `cash-in`, a certification without components of its own; `registration`",
    "quantity": "always 1",
    "price": "the price on time, as text with two decimals",
    "surcharge": "for being late: `0.00` on time, None where the tier or its fee is not known",
    "amount": "price and surcharge, as far as known",
    "state": "`priced`, `zero`, `no-fee`, `not-published` or `unknown`; `overridden`: from a price file",
    "tier": "`on-time`, `late`, `very-late`, `late-or-very-late` or `not-assessed`",
    "evidence": "label of the price",
    "source": "file and line of the price",
    "tier_evidence": "label of tier and surcharge",
    "vat": "`included`, `excluded`, `none` or `unknown`",
    "file": "the table that the entry stands in",
    "line": "its line there",
    "department": "as the table says",
    "year_group": "as the table says",
    "form": "as the table says",
}
CHANGE_MEANINGS = {
    "kind": "`withdrawal`, `new-entry`, `tier-change`, `option-change`, `unit-change`; or that of the charge",
    "awarding_body": "id of the body",
    "series": "the body's series code; of a charge, as the caller wrote it",
    "candidate": "centre and candidate number, `12345/0001`; None for what is charged to the centre",
    "before": "entry code that is given up",
    "after": "entry code that is new, or the code of the component that the charge is for",
    "quantity": "how many; 1 for a change",
    "charge": "what is paid for all of them, without a late fee, as text with two decimals",
    "late_charge": "late fee on top of it",
    "refund": "what comes back of the fee on time",
    "late_refund": "what comes back of a late fee",
    "net": "what is paid less what comes back, negative for a credit",
    "vat": "`included`, `excluded`, `none` or `unknown`",
    "lacking": "why an amount is not known; None where all are",
    "evidence": "weakest label of the reasons",
    "source": "first source of the reasons: a file and line, or a document",
    "subject": "the table's own name for it, else the title of the syllabus; None for a charge",
    "department": "as the table says, likewise",
    "year_group": "as the table says, likewise",
    "form": "as the table says, likewise",
    "file": "the table that the entry before stands in; without one the entry after, or the charge",
    "line": "its line there",
}
BILL_MEANINGS = {
    "bill": "name of the bill: the candidate, or **the payer in clear**",
    "candidate": "centre and candidate number, `12345/0001`",
    "kind": "`fee` of the awarding body; `private-candidate`, `private-entry`, `resit-entry` of the centre",
    "awarding_body": "id of the body; None for a charge for the candidate as a whole, as in the next three",
    "series": "the body's series code",
    "option": "entry code",
    "subject": "the table's own name for it, else the title of the syllabus",
    "amount": "as text with two decimals; of a fee price and late fee, as far as known",
    "open": "whether a late fee comes on top that is not known",
    "vat": "`included`, `excluded`, `none` or `unknown`",
    "vat_amount": "on top of the amount; `0.00` unless VAT is `excluded`",
    "evidence": "weakest label of the reasons",
    "source": "first source of the reasons: a file and line, or a document",
    "file": "the table that the entry stands in",
    "line": "its line there",
}
FILE_MEANINGS = {
    "centre_number": "whose file it is",
    "name": "of the file; empty for one that was refused",
    "awarding_body": "id of the body",
    "jcq_id": "its two digits in files",
    "series": "the body's series code",
    "sequence": "number of the file; None for one that was refused, as it uses none",
    "candidates": "how many people the file names; None for one that was refused",
    "entries": "how many it holds; of a refused one, how many with a known option belong there",
    "why": "why it was refused; empty for one that was made",
}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table and a blank line."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(" ".join(str(cell).replace("|", "\\|").split()) for cell in row) + " |"
    yield ""


def prose(text: str | None) -> str:
    """Markdown of a docstring: double backticks and references become code, examples become blocks.

    In a docstring, the text of an example stands in three apostrophes; the formatter wants quotation marks.
    """
    text = inspect.cleandoc(text or "")
    text = re.sub(r"``(.+?)``|(?<![`\w])`([^`\n]+)`(?!`)", lambda m: f"`{m[1] or m[2]}`", text)
    return re.sub(
        r"^Example::\n\n((?:    .*\n?|\n)+)",
        lambda m: f"```python\n{textwrap.dedent(m[1]).strip()}\n```\n".replace("'''", '"""'),
        text,
        flags=re.MULTILINE,
    )


def split_arguments(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What a docstring says before its Args, and each of the Args."""
    before, _, rest = inspect.cleandoc(text).partition("\nArgs:\n")
    found: list[tuple[str, str]] = []
    for line in rest.splitlines():
        if match := re.match(r"    (\w+): (.*)", line):
            found.append((match[1], match[2]))
        elif line.startswith("        ") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        else:
            break
    return prose(before).strip(), [(name, prose(what)) for name, what in found]


def examples_of(function: Callable[..., Any]) -> str:
    """The ``>>>`` lines of a docstring, with what they give."""
    found = doctest.DocTestParser().get_examples(inspect.cleandoc(function.__doc__ or ""))
    return "".join(
        "".join(f"{'...' if i else '>>>'} {line}\n" for i, line in enumerate(e.source.splitlines())) + e.want
        for e in found
    )


def identifiers() -> Iterator[str]:
    """Page of `examcore.ids`."""
    yield "# Identifiers\n"
    yield INTRODUCTIONS["identifiers.md"]
    yield from table(
        ("kind", "identifier", "example", "personal", "rules"),
        (
            (f"[`{name}`](#{name})", kind.TITLE, f"`{kind.EXAMPLE}`", yes(kind.PERSONAL), kind.CLAUSE)
            for name, kind in KINDS.items()
        ),
    )
    for name, kind in KINDS.items():
        module: Any = kind
        yield f"## {name}\n"
        yield f"{prose(module.__doc__)}\n"
        yield f"Module `{module.__name__}`; `make{signature(module.make)}`.\n"
        yield from table(("part", "meaning"), split_arguments(module.Parts.__doc__)[1])
        shown = "".join(examples_of(getattr(module, n)) for n in ("compact", "problems", "parse", "make"))
        used = sorted(name for name in module.__all__ if re.search(rf"\b{name}\(", shown) and name.islower())
        yield f"```python\n>>> from {module.__name__} import {', '.join(used)}\n{shown}```\n"


def signature(function: Callable[..., Any]) -> str:
    """The signature without the quotation marks of annotations."""
    return re.sub(r"(: |-> )'([^']+)'", r"\1\2", str(inspect.signature(function)))


def yes(value: object) -> str:
    """A cell of a yes-or-no column."""
    return "yes" if value else ""


DESCRIBED_IN = {
    "examcore.entries.receipt": "receipt",
    "examcore.entries.centres": "centres-table",
    "examcore.prices.table": "price-file",
    "examcore.invoices.table": "invoice-table",
}
"""Pages of formats that are no entries tables."""


def _record_key(layout: RecordLayout[Any]) -> tuple[Any, ...]:
    """What makes two layouts the same table of fields."""
    return layout.wire_class, tuple((f.name, f.start, f.length, f.codec.name) for f in layout.fields)


def formats() -> Iterator[str]:
    """Page of file formats and their layouts."""
    registry = Registry.builtin()
    records: dict[tuple[Any, ...], list[RecordLayout[Any]]] = {}
    for fmt in registry.formats:
        for layout in fmt.layouts():
            records.setdefault(_record_key(layout), []).append(layout)
    tables_of = Counter(key[0] for key in records)
    titles = {
        key: key[0].__name__ + (_versions(layouts) if tables_of[key[0]] > 1 else "")
        for key, layouts in records.items()
    }
    yield "# File formats\n"
    yield INTRODUCTIONS["formats.md"]
    yield from table(
        ("id", "title", "edition", "written by examcore"),
        ((f"[`{f.id}`](#{slug(f.id)})", f.title, f.edition, yes(f.dump)) for f in registry.formats),
    )
    yield "The records, each with the layouts that share its table of fields:\n"
    yield from table(
        ("record", "what it is", "layouts"),
        (
            (
                f"[{titles[key]}](#{slug(titles[key])})",
                prose(key[0].__doc__).partition("\n")[0],
                _layouts_named(layouts),
            )
            for key, layouts in records.items()
        ),
    )
    for fmt in registry.formats:
        yield f"## {fmt.id}\n"
        yield f"{fmt.title}. Edition: {fmt.edition}.\n"
        if fmt.source.startswith("http"):
            yield f"Described in: <{fmt.source}>\n"
        if not fmt.layouts():
            page = DESCRIBED_IN.get(fmt.id, "entries-table")
            yield f"It has no fixed columns; see the [{page.replace('-', ' ')}]({page}.md).\n"
            continue
        rows = {
            (la.name, la.length, la.padded): (
                f"`{la.name}`",
                f"[{titles[_record_key(la)]}](#{slug(titles[_record_key(la)])})",
                la.length,
                la.padded,
                la.evidence,
            )
            for la in fmt.layouts()
        }
        yield from table(("layout", "record", "length", "filled to", "evidence"), rows.values())
    yield "# Records\n"
    for key, layouts in records.items():
        yield f"## {titles[key]}\n"
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(la.name for la in layouts))
        yield f"{prose(key[0].__doc__)}\n"
        yield f"Layouts: {names}. Wire class `{key[0].__module__}.{key[0].__name__}`.\n"
        yield from table(
            ("columns", "field", "kind", "meaning", "known values", "evidence", "personal"),
            (
                (
                    f"{f.start}" if f.length == 1 else f"{f.start}–{f.end}",
                    f"`{f.name}`",
                    f.codec.name,
                    f.meaning,
                    ", ".join(f"`{v}`" if v else "blank" for v in sorted(f.known)),
                    f.evidence,
                    yes(f.personal),
                )
                for f in sorted(layouts[-1].fields, key=lambda f: f.start)
            ),
        )


def _layouts_named(layouts: Iterable[RecordLayout[Any]]) -> str:
    """The layouts of a record, such as ``O5/13``; many of them without their versions, as ``O1``."""
    names = dict.fromkeys(layout.name for layout in layouts)
    if len(names) > 8:
        names = dict.fromkeys(name.partition("/")[0] for name in names)
    return ", ".join(f"`{name}`" for name in names)


def _versions(layouts: Iterable[RecordLayout[Any]]) -> str:
    """The versions in the names of layouts, such as ``O5/13``."""
    numbers = sorted({int(layout.name.partition("/")[2]) for layout in layouts})
    return f", version {numbers[0]}" if len(numbers) == 1 else f", versions {numbers[0]} to {numbers[-1]}"


def slug(title: str) -> str:
    """The anchor that a heading gets."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


_NAMESPACES = {
    "archive": "Of archives: what is not unpacked, and why.",
    "catalogue": "Of basedata files put together.",
    "check": "Of checks themselves.",
    "entries": "Of entries, as they are read and as they are checked against the catalogue.",
    "fees": "Of quotes.",
    "jcq": "Of JCQ files: headers, counts, names and records.",
    "layout": "Of lines of fixed width.",
    "invoices": "Of invoices, as they are read and as they are compared with entries.",
    "prices": "Of price files.",
    "read": "Of files, before their format is known.",
    "report": "Of reports themselves.",
    "table": "Of delimited tables and workbooks, whatever their columns mean.",
}


def finding_codes() -> Iterator[str]:
    """Page of every finding code."""
    codes = Registry.builtin().finding_codes()
    yield "# Finding codes\n"
    yield INTRODUCTIONS["finding-codes.md"]
    groups: dict[str, list[str]] = {}
    for name in codes:
        groups.setdefault(name.partition(".")[0], []).append(name)
    for group, names in groups.items():
        yield f"## {group}\n"
        if group in _NAMESPACES:
            yield f"{_NAMESPACES[group]}\n"
        for name in names:
            code = codes[name]
            yield f"### {name}\n"
            yield f"**{code.severity}** · {safe(code.template)}\n"
            yield f"- cure: {safe(code.cure)}"
            yield f"- gives it: {safe(code.triggers)}"
            yield f"- does not: {safe(code.passes)}"
            if code.rule:
                yield f"- rule: {code.rule} ({code.evidence})"
            yield ""


def safe(text: str) -> str:
    """Text that Markdown would take for markup."""
    return re.sub(r"([*<>|\[\]])", r"\\\1", prose(text)) if "`" not in text else prose(text)


def entries_table() -> Iterator[str]:
    """Page of the columns of the entries table."""
    yield "# Entries table\n"
    yield INTRODUCTIONS["entries-table.md"]
    yield from table(
        ("column", "needed", "known values", "personal", "meaning"),
        (
            (
                f"`{c.name}`",
                "essential" if c.name in ESSENTIAL else "expected" if c.expected else "",
                ", ".join(f"`{v}`" if v else "empty" for v in c.known),
                yes(c.personal),
                c.meaning,
            )
            for c in COLUMNS
        ),
    )
    yield ABOUT_TABLES


def receipt() -> Iterator[str]:
    """Page of `examcore.Receipt`: the members of its JSON."""
    yield "# Receipt\n"
    yield ABOUT_RECEIPT
    yield "## The file\n"
    yield f"JSON in UTF-8. Its first member is `schema`, which is `{SCHEMA}`; then follow these. In Python"
    yield "they are attributes of the same names.\n"
    for title, kind in (
        ("Of a receipt", Receipt),
        ("Of a file", SentFile),
        ("Of a candidate", SentCandidate),
    ):
        meanings = dict(split_arguments(kind.__doc__ or "")[1])
        yield f"### {title}\n"
        yield from table(
            ("member", "kind", "personal", "meaning"),
            (
                (
                    f"`{f.name}`",
                    json_kind(inspect.get_annotations(kind)[f.name]),
                    yes(f.metadata.get("personal")),
                    meanings[f.name].rstrip("."),
                )
                for f in attrs.fields(kind)
            ),
        )
    yield ABOUT_DAMAGE


def json_kind(annotation: str) -> str:
    """What a member is in JSON."""
    kinds = {"str": "text", "int": "number", "date": "day, 2027-01-20", "date | None": "day, or null"}
    return kinds.get(annotation) or "list"


def centres_table() -> Iterator[str]:
    """Page of the table of centres."""
    yield "# Centres table\n"
    yield INTRODUCTIONS["centres-table.md"]
    yield from table(
        ("column", "meaning"), ((f"`{name}`", meaning) for name, meaning in CENTRE_COLUMNS.items())
    )
    yield """
Without the columns `centre_number` and `postcode` a file is no table of centres. Other columns are left
alone. Small letters and blanks do no harm. A centre number or a postcode that does not fit is an error, and
no file is made; so are two rows of one centre that differ. Without a postcode the files carry none, with a
warning.

```python
>>> import examcore as ex
>>> (reading,) = ex.read("examples/centre.csv")
>>> reading.values
(Centre(number='12345', name='Sample School', postcode='ZZ99 9ZZ'),)
>>> (reading,) = ex.read(b"Centre number;Postcode\\n64999;zz99 9zz\\n", name="centres.csv")
>>> reading.values[0].postcode
'ZZ99 9ZZ'
```
"""


def invoice_table() -> Iterator[str]:
    """Page of the table of invoices."""
    yield "# Invoice table\n"
    yield INTRODUCTIONS["invoice-table.md"]
    yield "## Columns\n"
    yield from table(
        ("column", "needed", "meaning"),
        ((f"`{name}`", yes(name in INVOICE_NEEDED), what) for name, what in INVOICE_COLUMNS.items()),
    )
    yield "## Kinds\n"
    yield "The list is closed.\n"
    yield from table(("kind", "what is charged for"), ((f"`{n}`", what) for n, what in INVOICE_KINDS.items()))
    yield ABOUT_INVOICES
    yield "## Outcomes\n"
    yield "What `examcore.reconcile` says of a code; see [its rows](rows.md#items-reconcilerows).\n"
    yield from table(("outcome", "meaning"), ((f"`{o}`", MEANINGS_OF_OUTCOMES[o]) for o in Outcome))


def price_file() -> Iterator[str]:
    """Page of the price file."""
    yield "# Price file\n"
    yield INTRODUCTIONS["price-file.md"]
    yield "## Columns\n"
    yield from table(
        ("column", "needed", "meaning"),
        ((f"`{name}`", yes(name in PRICE_NEEDED), meaning) for name, meaning in PRICE_COLUMNS.items()),
    )
    yield "## Kinds\n"
    yield "The list is closed. Those marked *own* are charges of the centre to its candidates, and need no"
    yield "body. Those marked *tiers* may have a price for being late.\n"
    yield from table(
        ("kind", "own", "tiers", "meaning"),
        ((f"`{n}`", yes(n in OWN_CHARGES), yes(n in TIERED), what) for n, what in PRICE_KINDS.items()),
    )
    yield "## Tiers\n"
    yield from table(("tier", "an entry that is"), ((f"`{n}`", what) for n, what in PRICE_TIERS.items()))
    yield ABOUT_PRICES


def bodies() -> Iterator[str]:
    """Page of the awarding bodies."""
    found = Registry.builtin().bodies
    yield "# Awarding bodies\n"
    yield INTRODUCTIONS["bodies.md"]
    yield from table(
        (
            "id",
            "title",
            "JCQ identifiers and their use",
            "recognition number",
            "shares rules of `jcq`",
            "evidence",
            "source",
        ),
        (
            (
                f"`{body.id}`",
                body.title,
                "; ".join(f"`{jcq_id}` {use}" for jcq_id, use in body.jcq_ids.items()),
                body.recognition_number,
                yes(body.shares_jcq_rules),
                body.evidence,
                body.source,
            )
            for body in found.bodies
        ),
    )
    yield ABOUT_BODIES
    yield ABOUT_NAMES
    yield from table(
        ("body", "marks", "characters at most", "evidence", "source"),
        (
            (f"`{body.id}`", f"`{rule.marks}`", rule.longest, rule.evidence, rule.source)
            if (rule := body.names)
            else (f"`{body.id}`", "not known", "", "", "")
            for body in found.bodies
        ),
    )
    yield from _spellings(found.bodies)
    yield ABOUT_ROUTES
    yield from table(
        ("body", "JCQ identifier", "format", "evidence", "source"),
        (
            (f"`{body.id}`", f"`{jcq_id}`", f"`{route.format}`", route.evidence, route.source)
            if (route := body.find_route(jcq_id))
            else (f"`{body.id}`", f"`{jcq_id}`", "none is known", "", "")
            for body in found.bodies
            for jcq_id in body.jcq_ids
        ),
    )
    yield ABOUT_BRANDS
    unknown = set(BRANDS.values()) - {body.id for body in found.bodies}
    if unknown:
        raise LookupError(f"a brand of nobody: {unknown}")
    yield from table(("name", "id"), ((name, f"`{body}`") for name, body in BRANDS.items()))


def _spellings(found: Iterable[AwardingBody]) -> Iterator[str]:
    """How letters are spelt; a table for each set of bodies that spell alike."""
    tables: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for body in found:
        if body.names:
            tables.setdefault(tuple(body.names.spellings.items()), []).append(f"`{body.id}`")
    for spellings, who in tables.items():
        letters: dict[str, list[str]] = {}
        for letter, spelling in spellings:
            shown = letter if unicodedata.category(letter) in {"Lu", "Ll"} else f"U+{ord(letter):04X}"
            letters.setdefault(spelling, []).append(shown)
        yield f"Letters that are spelt otherwise, for {', '.join(who)}:\n"
        yield from table(("written", "for"), ((f"`{to}`", " ".join(of)) for to, of in letters.items()))


SCENARIOS = {
    "cost_over_dates(…).rows()": over_dates.COLUMNS,
    "cost_over_dates(…).part_rows()": over_dates.PART_COLUMNS,
    "Each of cost_over_dates(…).deadlines: row()": fee_deadline.COLUMNS,
    "cost_of_delay(…).rows()": delay.COLUMNS,
    "cost_of_change(…).rows()": change.COLUMNS,
    "cost_of_year(…).rows()": of_year.COLUMNS,
    "against_budget(…).rows()": budget.COLUMNS,
}


def rows() -> Iterator[str]:
    """Page of the columns of rows, and of what selects by them."""
    line = QuoteLine(None, None, unknown_price("none"), LateFee(Tier.NOT_ASSESSED, ex.UNKNOWN, ()), None)
    of_line = next(Quote(date(2027, 1, 15), (line,), Report()).rows())
    yield "# Rows and columns\n"
    yield INTRODUCTIONS["rows.md"]
    yield "## Options: catalogue.rows()\n"
    yield from table(("column", "meaning"), ((f"`{n}`", OPTION_MEANINGS[n]) for n in OPTION_COLUMNS))
    yield ABOUT_SELECTION
    yield "## Entries: entries.rows()\n"
    yield ABOUT_ENTRIES
    yield "## Lines: quote.rows()\n"
    yield "What is not known, or not there, is None.\n"
    yield from table(("column", "meaning"), ((f"`{n}`", LINE_MEANINGS[n]) for n in of_line))
    refused = RefusedFile(series=BodySeries("aqa", "70", "6G27"), entries=1, why="1 error may concern it")
    files = EntryFiles(
        centre="64999", files=(), refused=(refused,), names=(), receipt=None, findings=Report()
    )
    yield "## Items: reconcile(…).rows()\n"
    yield "One for each outcome of each entry code; see the [outcomes](invoice-table.md#outcomes).\n"
    yield from table(("column", "meaning"), ((f"`{n}`", what) for n, what in ITEM_COLUMNS.items()))
    day = date(2027, 3, 1)
    changes = ChangeQuote(day, (ChangeLine(kind="review", awarding_body="aqa", series="6G27"),), Report())
    yield "## Changes: price_changes(…).rows()\n"
    yield "One for each change; those of `price_charges(…)` are one for each charge, with the same columns."
    yield "What is not known, or not there, is None; `lacking` says why an amount is not known.\n"
    yield from table(("column", "meaning"), ((f"`{n}`", CHANGE_MEANINGS[n]) for n in next(changes.rows())))
    bill = Bill("64999/0001", (BillLine(kind="fee", candidate="64999/0001", amount=ex.UNKNOWN),))
    yield "## Bills: pass_on(…).rows()\n"
    yield "One for each line of each bill. What is not known, or not there, is None.\n"
    columns_of_bills = next(Bills((bill,), Report()).rows())
    yield from table(("column", "meaning"), ((f"`{n}`", BILL_MEANINGS[n]) for n in columns_of_bills))
    yield "## Files: entry_files(…).rows()\n"
    yield "One for each JCQ identifier and series: those that were made, then those that were refused.\n"
    yield from table(("column", "meaning"), ((f"`{n}`", FILE_MEANINGS[n]) for n in next(files.rows())))
    yield "## Scenarios\n"
    yield "What is not known is None. Amounts are texts with two decimals.\n"
    for maker, columns in SCENARIOS.items():
        yield f"### {maker}\n"
        yield from table(("column", "meaning"), ((f"`{n}`", meaning) for n, meaning in columns.items()))


def hooks() -> Iterator[str]:
    """Page of the hooks that plugins implement."""
    yield "# Hooks\n"
    yield f"{prose(hookspecs.__doc__)}\n"
    yield INTRODUCTIONS["hooks.md"]
    for name, kind in HOOKS.items():
        spec = getattr(hookspecs, name)
        yield f"## {name}\n"
        yield f"`{name}{signature(spec)}`\n"
        before, fence, example = prose(spec.__doc__).partition("```python")
        yield before.replace("Returns:\n    ", "Returns: ").replace("\n    ", "\n") + fence + example
        yield f"### {kind.__name__}\n"
        about, arguments = split_arguments(kind.__doc__ or "")
        yield f"{about}\n"
        yield from table(("field", "default", "meaning"), _fields(kind, dict(arguments)))
    yield ALL_HOOKS


ALL_HOOKS = """
## All of them at once

The functions above, registered by hand:

```python
>>> from types import SimpleNamespace
>>> from examcore.plugins import HOOKS
>>> registry = Registry.builtin(strict=True)
>>> registry.register(SimpleNamespace(**{name: globals()[name] for name in HOOKS}), name="acme")
>>> for hook, ids in registry.plugins[-1].offers.items():
...     print(hook, *ids)
examcore_awarding_bodies acme
examcore_formats acme.marks.list
examcore_datasets acme.deadlines.mocks
examcore_checks acme.entries.mocks
>>> registry.datasets[-1].read().get("2027-01")["day"]
'2026-11-27'
```
"""


def _fields(kind: type, meanings: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for field in attrs.fields(kind):
        if field.init and not field.name.startswith("_"):
            default = field.default
            shown = "required" if default is attrs.NOTHING else f"`{default!r}`"
            yield f"`{field.name}`", shown, meanings.get(field.name, "")


def datasets() -> Iterator[str]:
    """Page of the tables of facts."""
    yield "# Datasets\n"
    yield INTRODUCTIONS["datasets.md"]
    found = [ref.read() for ref in Registry.builtin().datasets]
    yield from table(
        ("id", "title", "rows", "as of"),
        ((f"[`{d.id}`](#{slug(d.id)})", d.title, len(d), d.as_of) for d in found),
    )
    printed: dict[object, str] = {}
    for dataset in found:
        yield f"## {dataset.id}\n"
        yield f"{dataset.title[0].upper()}{dataset.title[1:]}.\n"
        yield f"Covers {dataset.covers}.\n"
        yield from table(
            ("column", "key", "meaning"),
            ((f"`{name}`", yes(name in dataset.key), what) for name, what in dataset.columns.items()),
        )
        yield from _closed_lists(dataset, printed)


def _closed_lists(dataset: Dataset, printed: dict[object, str]) -> Iterator[str]:
    """The codes of columns that hold no others; a list that stands further up is not repeated."""
    same: dict[str, list[str]] = {}
    for column, codes in dataset.codes.items():
        where = printed.setdefault((column, *codes.items()), dataset.id)
        if where != dataset.id:
            same.setdefault(where, []).append(f"`{column}`")
            continue
        told = "; ".join(f"`{code}` {what}" if code else f"blank: {what}" for code, what in codes.items())
        yield f"Codes of `{column}`: {told}.\n"
    for where, columns in same.items():
        yield f"Codes of {', '.join(columns)}: as in [`{where}`](#{slug(where)}).\n"


def samples_page() -> Iterator[str]:
    """Page of `examcore.samples`."""
    yield "# Samples\n"
    yield INTRODUCTIONS["samples.md"]
    for function in (samples.make_centre, samples.make_basedata, samples.make_catalogue):
        yield f"## {function.__name__}\n"
        yield f"`{function.__name__}{signature(function)}`\n"
        about, arguments = split_arguments(function.__doc__ or "")
        yield f"{re.split(r'^(?:Raises:|>>>)', about, maxsplit=1, flags=re.MULTILINE)[0].strip()}\n"
        if arguments:
            yield from table(("argument", "meaning"), ((f"`{name}`", what) for name, what in arguments))
    yield ABOUT_SAMPLES
    yield "## with_fault\n"
    yield f"`{samples.SampleCentre.with_fault.__name__}{signature(samples.SampleCentre.with_fault)}`\n"
    about, arguments = split_arguments(samples.SampleCentre.with_fault.__doc__ or "")
    yield f"{about}\n"
    yield from table(("argument", "meaning"), ((f"`{name}`", what) for name, what in arguments))
    yield ABOUT_FAULTS
    yield "### The faults\n"
    yield "*When* is `check` for what reading and checking tell, and `files` for what making files tells.\n"
    yield from table(
        ("fault", "what stands in the table then", "finding", "when"),
        (
            (
                f"`{name}`",
                fault.does,
                f"[`{fault.code}`](finding-codes.md#{slug(fault.code)})",
                f"`{fault.when}`",
            )
            for name, fault in samples.FAULTS.items()
        ),
    )


SECTIONS = {
    "Calendar and series": ("CAL",),
    "Centres": ("NCN", "GR"),
    "Policies and inspection": ("POL", "INSP"),
    "Entries and identifiers": ("ENT",),
    "Fees and invoices": ("FEE",),
    "Transfers": ("TRANS",),
    "Security of question papers": ("SEC",),
    "Rooms": ("ROOM",),
    "Invigilation": ("INV",),
    "Timing": ("TIME", "LATE"),
    "Clashes": ("CLASH", "OVN"),
    "Conduct and registers": ("REG", "CON"),
    "Access arrangements": ("AA",),
    "Modified papers": ("MOD",),
    "Special consideration": ("SC",),
    "Centre-marked work": ("NEA",),
    "Dispatch of scripts": ("DSP",),
    "Results": ("RES",),
    "Post-results services": ("PRS",),
    "Appeals": ("APP",),
    "Malpractice": ("MAL",),
    "Certificates and retention": ("CERT", "RET"),
    "Data protection": ("DPR",),
    "Other duties": ("CEN", "CAT"),
}


def rulebook() -> Iterator[str]:
    """Page of the numbers of the regulations."""
    rules = ex.rules(registry=Registry.builtin())
    yield "# Rulebook\n"
    yield INTRODUCTIONS["rulebook.md"]
    yield f"Covers {rules.covers}.\n"
    left = {row.rule.rpartition("-")[0] for row in rules} - {p for group in SECTIONS.values() for p in group}
    if left:
        raise LookupError(f"rules of no section: {left}")
    for title, prefixes in SECTIONS.items():
        yield f"## {title}\n"
        yield from table(
            ("rule", "parameter", "value", "edition", "body", "evidence", "sources", "meaning"),
            (
                (
                    row.rule,
                    f"`{row.parameter}`",
                    row.quantity,
                    row.edition,
                    row.body,
                    f"{row.evidence} {row.confidence}".strip(),
                    row.source,
                    row.meaning,
                )
                for row in rules
                if row.rule.rpartition("-")[0] in prefixes
            ),
        )
    yield "## Conflicts\n"
    yield "Of kind `open`, nothing is answered; with `assume=True` the marked value is.\n"
    yield from table(
        (
            "conflict",
            "kind",
            "rule",
            "parameter",
            "value",
            "assumed",
            "edition",
            "body",
            "evidence",
            "sources",
            "note",
        ),
        (
            (
                c.conflict,
                c.kind,
                c.rule,
                f"`{c.parameter}`",
                c.quantity or "",
                yes(c.default),
                c.edition,
                c.body,
                c.evidence,
                c.source,
                c.note,
            )
            for c in sorted(rules.conflicts, key=lambda c: int(c.conflict[1:]))
        ),
    )
    yield "## Sources\n"
    yield from table(
        ("source", "what it is"),
        ((k, f"<{w}>" if w.startswith("http") else w) for k, w in rules.sources.items()),
    )


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "identifiers.md": identifiers,
    "formats.md": formats,
    "finding-codes.md": finding_codes,
    "entries-table.md": entries_table,
    "receipt.md": receipt,
    "centres-table.md": centres_table,
    "price-file.md": price_file,
    "invoice-table.md": invoice_table,
    "rows.md": rows,
    "bodies.md": bodies,
    "hooks.md": hooks,
    "samples.md": samples_page,
    "datasets.md": datasets,
    "rulebook.md": rulebook,
}


def text_of(name: str) -> str:
    """The text of a page."""
    title, *rest = PAGES[name]()
    text = "\n".join([title, NOTE, "", *rest])
    # one blank line between paragraphs; code keeps those that it has
    parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(p if p.startswith("```") else re.sub(r"\n{3,}", "\n\n", p) for p in parts).strip() + "\n"


def main() -> None:
    """Write the pages that changed."""
    FOLDER.mkdir(exist_ok=True)
    for name in PAGES:
        path, text = FOLDER / name, text_of(name)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            print(f"wrote {path.relative_to(FOLDER.parents[1])}")


if __name__ == "__main__":
    main()
