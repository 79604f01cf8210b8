"""Accounts as stored."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
from django.db import models
from django.utils import timezone

from folkmoot.web.accounts.names import likeness


class AccountManager(UserManager["User"]):
    """Makes users; a name is stored as it is given, with what it looks like beside it."""


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account.

    ``username`` is a title in MediaWiki's sense (first letter upper-case, spaces); at most 255
    bytes of UTF-8. ``likeness`` is what the name looks like: two accounts may not look alike.
    """

    username = models.CharField(max_length=255, unique=True)
    likeness = models.CharField(max_length=1024, unique=True, editable=False)
    email = models.EmailField(blank=True)
    nickname = models.CharField(max_length=255, blank=True)
    language = models.CharField(max_length=20, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep ``likeness`` in step with the name."""
        self.likeness = likeness(self.username)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came

    def get_full_name(self) -> str:
        """The name (Django asks for it)."""
        return self.username

    def get_short_name(self) -> str:
        """The name (Django asks for it)."""
        return self.username
