"""Scripts in wikitext: what they may ask while they run, and how what they give comes into the page."""

from .model import Answer, Invocation, Outcome, Refused, Scripts, Session

__all__ = ["Answer", "Invocation", "Outcome", "Refused", "Scripts", "Session"]
