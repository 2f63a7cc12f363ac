"""Names of many origins, such as files of real centres hold; who bears them here is invented."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["FORENAMES", "LONG", "SURNAMES", "UNUSUAL", "Name"]


class Name(NamedTuple):
    """A legal name, and the name to send where that does not fit."""

    surname: str
    forenames: str
    entry_name: str = ""


LONG: Final = {
    "F": Name("Featherstonehaugh-Cholmondeley", "Maximiliana Jo", "FEATHERSTONEHAUGH:MAXIMILIANA JO"),
    "M": Name("Featherstonehaugh-Cholmondeley", "Maximilian Leo", "FEATHERSTONEHAUGH:MAXIMILIAN LEO"),
}
"""Of forty-five characters with the colon between them, where files have forty."""

UNUSUAL: Final = {
    "F": (
        Name("O'Shaughnessy", "Caoimhe"),
        Name("Suryaningsih", ""),  # one name only
        Name("Brontë-Ashworth", "Zoë Anaïs"),
        Name("Łukaszewska", "Małgorzata"),
        Name("D’Souza", "Perpétua"),  # an apostrophe as word processors type it
        Name("van der Meer-Oyelaran", "Folasadé"),
        Name("Þorvaldsdóttir", "Guðrún"),
        Name("Nguyễn", "Thị Bích Ngọc"),
    ),
    "M": (
        Name("Ó Súilleabháin", "Tadhg"),
        Name("Wibisono", ""),
        Name("Gruffudd-Parry", "Siôn Rhŷs"),
        Name("Öztürk", "İbrahim"),
        Name("N'Guessan", "Kouamé Désiré"),
        Name("Al-Khalīl", "Yūsuf"),
        Name("Sørensen", "Bjørn-Åge"),
        Name("St. Aubyn", "Crispin"),
    ),
}
"""Apostrophes, accents, hyphens, full stops, small words, and people with one name only."""

SURNAMES: Final = (
    "Abiodun",
    "Achterberg",
    "Adeyemi",
    "Akhtar",
    "Ashdown",
    "Balakrishnan",
    "Begum",
    "Blenkinsop",
    "Bukowski",
    "Castellanos",
    "Chaudhry",
    "Clutterbuck",
    "Cwmbranog",
    "Dąbrowski",
    "De Souza",
    "Delacroix",
    "Drinkwater",
    "Eriksson",
    "Fairweather",
    "Fernández",
    "Gallagher",
    "Ganesan",
    "Goldsworthy",
    "Haroldsen",
    "Hetherington",
    "Ivanović",
    "Iwashita",
    "Jaworski",
    "Kapoor",
    "Kavanagh",
    "Kovačević",
    "Lancashire",
    "Llewellyn",
    "Mackintosh",
    "Mbatha",
    "McAllister",
    "Mohammed",
    "Murgatroyd",
    "Nakamura",
    "Novák",
    "O'Brien",
    "Obafemi",
    "Papadopoulos",
    "Pennyfeather",
    "Petrosyan",
    "Postlethwaite",
    "Quartermaine",
    "Rasmussen",
    "Richter",
    "Romanescu",
    "Sivakumar",
    "Szabó",
    "Tereshenko",
    "Thistlethwaite",
    "Uddin",
    "Vandenberg",
    "Wainwright",
    "Winterbottom",
    "Yamamoto",
    "Zieliński",
)
"""Of the others."""

FORENAMES: Final = {
    "F": (
        "Aaliyah",
        "Adwoa",
        "Agnieszka",
        "Anjali",
        "Beatrice",
        "Blessing",
        "Catrin",
        "Chidinma",
        "Daniela",
        "Eilidh",
        "Elżbieta",
        "Fatima",
        "Gwenllian",
        "Harriet",
        "Inès",
        "Jasmine",
        "Katarzyna",
        "Layla",
        "Mahnoor",
        "Niamh",
        "Oluwaseun",
        "Priyanka",
        "Rhiannon",
        "Saoirse",
        "Soraya",
        "Tegan",
        "Umaima",
        "Violet",
        "Xanthe",
        "Zuzanna",
    ),
    "M": (
        "Abdul",
        "Aleksander",
        "Arjun",
        "Bartholomew",
        "Callum",
        "Chukwuemeka",
        "Dafydd",
        "Dmitri",
        "Eoghan",
        "Faisal",
        "Gethin",
        "Hamza",
        "Haruki",
        "Iestyn",
        "Jean-Luc",
        "Kwabena",
        "Lorenzo",
        "Mateusz",
        "Muhammad",
        "Nikhil",
        "Oisín",
        "Padraig",
        "Rahul",
        "Rhodri",
        "Søren",
        "Tomasz",
        "Usman",
        "Viktor",
        "Wojciech",
        "Xavier",
    ),
}
"""Likewise."""
