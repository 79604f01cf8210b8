"""English: day before month and a clock of 24 hours, as signatures have them."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
