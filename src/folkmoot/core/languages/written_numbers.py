"""Numbers written with letters: Roman ones up to 10,000 and Hebrew ones up to 9,999."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_HEBREW = (
    (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"),
    (40, "מ"), (30, "ל"), (20, "כ"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"), (4, "ד"),
    (3, "ג"), (2, "ב"), (1, "א"),
)  # fmt: skip
_FINAL = str.maketrans("כמנפצ", "ךםןףץ")


def roman(number: int) -> str:
    """A number in Roman letters; one that has none, in digits."""
    if not 0 < number <= 10_000:
        return str(number)
    letters = []
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters.append(letter * count)
    return "".join(letters)


def hebrew_letters(number: int) -> str:
    """A number in Hebrew letters, with geresh or gershayim; one that has none, in digits."""
    if not 0 < number <= 9999:
        return str(number)
    thousands, rest = divmod(number, 1000)
    if not rest:
        return "א' אלף" if thousands == 1 else f"{_below_thousand(thousands)}' אלפים"
    letters = _below_thousand(rest)
    before = f"{_below_thousand(thousands)}'" if thousands else ""
    if len(letters) == 1:
        return f"{before}{letters.translate(_FINAL) if thousands else letters}'"
    return f'{before}{letters[:-1]}"{letters[-1].translate(_FINAL)}'


def _below_thousand(number: int) -> str:
    """The letters of a number, without marks; 15 and 16 avoid the letters of a name of God."""
    letters = ""
    for value, letter in _HEBREW:
        if number in (15, 16):
            return letters + "ט" + _below_thousand(number - 9)
        count, number = divmod(number, value)
        letters += letter * count
    return letters
