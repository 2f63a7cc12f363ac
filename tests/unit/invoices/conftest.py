"""Invoices and entries of an invented centre."""

import sys
from datetime import date

import pytest

import builders
import examcore as ex
from examcore.asking import terms_of
from examcore.invoices import reconcile_invoices

HEAD = (
    "awarding_body,invoice_number,invoice_date,series,edi_reference,entry_code,description,kind,volume,"
    "unit_price,net,vat,gross,note"
)
COLUMNS = HEAD.split(",")
ROW = {
    "awarding_body": "aqa",
    "invoice_number": "INV-1",
    "invoice_date": "2027-02-05",
    "series": "6G27",
    "entry_code": "8300H",
    "volume": "2",
    "unit_price": "32.00",
}
ON = date(2027, 1, 20)
REGISTRY = builders.builtin()
TERMS = terms_of(REGISTRY)


def csv_of(*rows, columns=COLUMNS):
    """An invoice table; each row is the changes to one that is sound."""
    lines = [",".join(columns)]
    lines += [",".join(str({**ROW, **row}.get(name, "")) for name in columns) for row in rows]
    return "\n".join([*lines, ""]).encode()


def read_invoice(*rows, name="invoice.csv", **how):
    return ex.Invoices.of(ex.read(csv_of(*rows, **how), name=name))


@pytest.fixture(scope="session")
def invoice():
    """Invoices of rows, each the changes to two of 8300H at 32.00."""
    return read_invoice


@pytest.fixture(scope="session")
def invoice_table():
    """The same as bytes."""
    return csv_of


@pytest.fixture(scope="session")
def quote_of(entries_of, person, catalogue):
    """The quote of rows, each the changes to a synthetic candidate entered for 8300H."""

    def make(*rows, on=ON, **how):
        people = [person(n, **{"surname": "Sample", **row}) for n, row in enumerate(rows, 1)]
        return ex.quote(entries_of(*people), catalogue, on=on, registry=REGISTRY, **how)

    return make


@pytest.fixture(scope="session")
def reconciled(quote_of):
    """Rows of an invoice against a quote, or rows of entries."""

    def make(rows, entries, **how):
        quote = quote_of(*entries) if isinstance(entries, list) else entries
        invoices = read_invoice(*rows) if isinstance(rows, list) else rows
        return reconcile_invoices(invoices, quote, terms=TERMS, bodies=REGISTRY.bodies, **how)

    return make


def count_steps(function, *args):
    """How many instructions were carried out: unlike seconds, the same on every machine."""
    count = 0

    def trace(frame, event, _arg):
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*args)
    finally:
        sys.settrace(before)
    return count


@pytest.fixture(scope="session")
def steps():
    """The number of instructions that a call takes."""
    return count_steps
