"""Posting once: the same form, sent twice, does its work once and is answered the same both times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from folkmoot.web.pages.models import PostedForm
from folkmoot.web.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to do what a form asks for, or what came of it when it was done before."""

    pk: int | None = None
    earlier: Mapping[str, Any] | None = None

    def record(self, outcome: Mapping[str, Any]) -> None:
        """Keep what came of it, for whoever posts the same form again."""
        if self.pk is not None:
            PostedForm.objects.filter(pk=self.pk).update(outcome=dict(outcome))


def claim_form(*, actor: Actor, token: str | None, act: str, content: str, now: datetime) -> Claim:
    """Claim a form inside the transaction that does its work; without a token there is nothing to claim.

    A second claim waits for the first one's transaction: when that is committed, ``earlier`` holds
    its outcome, and when it was rolled back the claim is free again. A form is the same when actor,
    token, act and content are: whoever goes back, changes the text and posts again, posts anew.
    """
    if not token:
        return Claim()
    digest = _digest(str(actor.user_id), actor.name, token, act, content)
    try:
        with transaction.atomic():  # a savepoint: PostgreSQL would refuse all that follows a failure
            return Claim(pk=PostedForm.objects.create(digest=digest, posted=now).pk)
    except IntegrityError:
        return Claim(earlier=PostedForm.objects.get(digest=digest).outcome)


def forget_posted_forms(*, now: datetime) -> int:
    """Delete the forms nobody will post again; how many there were."""
    before = now - timedelta(days=settings.KEEP_POSTED_FORMS_DAYS)
    return PostedForm.objects.filter(posted__lt=before).delete()[0]


def _digest(*parts: str) -> bytes:
    hashed = blake2b(digest_size=20)
    for part in parts:
        raw = part.encode(errors="surrogatepass")
        hashed.update(len(raw).to_bytes(8, "big") + raw)
    return hashed.digest()
