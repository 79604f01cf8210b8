"""What can be done with accounts."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from folkmoot.core.errors import Conflict, Forbidden, Refusal
from folkmoot.core.languages.signatures import BadSignature, clean_nickname, clean_signature
from folkmoot.core.titles import is_ip, normalise_username
from folkmoot.web.accounts.models import User
from folkmoot.web.accounts.names import invisible_characters, likeness, mixes_lookalike_scripts
from folkmoot.web.shared.actor import Actor
from folkmoot.web.shared.sites import wiki_site
from folkmoot.web.shared.texts import clean_line

NAME_BYTES = 255
_NOT_IN_NAMES = "@:/#<>[]{}|~"
_MARKUP = frozenset("[]{}|<>~")


class BadName(Refusal):
    """A name that no account can have."""

    code = "invaliduser"


class NameTaken(Conflict):
    """There is an account of this name, or of one that looks like it."""

    code = "userexists"


def accept_new_name(name: str, *, check_taken: bool = True) -> str:
    """The name as it would be stored; refuses with BadName or NameTaken."""
    hidden = invisible_characters(name)
    if hidden:
        raise BadName(
            _("This name has characters that nobody can see (%(which)s).") % {"which": ", ".join(hidden)}
        )
    if any(character in name for character in _NOT_IN_NAMES):
        message = _("A name cannot contain any of these characters: %(characters)s")
        raise BadName(message % {"characters": " ".join(_NOT_IN_NAMES)})
    normal = normalise_username(name, wiki_site())
    if normal is None or not likeness(normal):
        raise BadName(_("Nobody can have this name: it could not be the title of a page."))
    if is_ip(normal):
        raise BadName(_("This is the address of a computer; please choose a name."))
    if len(normal.encode()) > NAME_BYTES:
        raise BadName(_("This name is too long."))
    if mixes_lookalike_scripts(normal):
        raise BadName(_("This name mixes letters of scripts that look alike. Please keep to one of them."))
    if check_taken and User.objects.filter(likeness=likeness(normal)).exists():
        raise NameTaken(_("This name, or one that looks like it, is taken already."))
    return normal


def create_account(
    *, name: str, password: str | None = None, email: str = "", is_staff: bool = False
) -> User:
    """Make an account, for commands and seeds; without a password nobody can log in to it.

    Refuses with BadName or NameTaken. Passwords are not judged here: forms do that.
    """
    accepted = accept_new_name(name)
    try:
        with transaction.atomic():
            return User.objects.create_user(accepted, email=email, password=password, is_staff=is_staff)
    except IntegrityError:
        raise NameTaken(_("This name, or one that looks like it, is taken already.")) from None


def save_preferences(*, actor: Actor, nickname: str, language: str) -> None:
    """Keep how somebody signs ("" for the wiki's own form) and in which language they see the site."""
    if actor.user_id is None:
        raise Forbidden(_("You need to log in to have preferences."))
    if language and language not in dict(settings.LANGUAGES):
        raise Refusal(_("The site does not speak this language yet."))
    accepted = accept_nickname(actor.name, nickname)
    User.objects.filter(pk=actor.user_id).update(nickname=accepted, language=language)


def accept_nickname(name: str, nickname: str) -> str:
    """The signature as it is stored: plain words, or wikitext that links to its user."""
    wanted = clean_line(nickname)
    if "[[" in wanted:
        return _accept_wikitext(name, wanted)
    if _MARKUP.intersection(wanted):
        raise BadSignature(
            _("Write plain words, or wikitext with a link to your user page, such as %(example)s.")
            % {"example": f"[[User:{name}|{name}]]"}
        )
    if len(wanted) > NAME_BYTES:
        raise BadSignature(_("This signature is too long."))
    return clean_nickname(wanted, name, wiki_site())


def _accept_wikitext(name: str, wanted: str) -> str:
    accepted = clean_signature(wanted, name, wiki_site())
    if len(accepted) > NAME_BYTES:
        raise BadSignature(_("This signature is too long."))
    return accepted
