"""Facts about 542 languages, and small readers and writers of what they decide: dates and signatures."""

from folkmoot.core.languages.facts import LanguageFacts, facts, known_code, known_languages

__all__ = ["LanguageFacts", "facts", "known_code", "known_languages"]
