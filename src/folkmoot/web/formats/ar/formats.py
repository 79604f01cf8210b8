"""Arabic: Django writes the month first and names no half of the day clearly."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، H:i"
