"""What the templates mean that talk pages are made with, by their names on many wikis.

Only a renderer knows what a call shows. But of a few templates every reader of a talk page knows
what they are for: they close a discussion, hide it, go on at the left edge, quote, or sign for
somebody who forgot to. A wiki's own names are added with ``TalkTemplates.extended``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(line.split()) for line in text.strip().split("\n"))


@dataclass(frozen=True)
class TalkTemplates:
    """Names of templates by what they are for: in small letters, with spaces."""

    outdent: frozenset[str] = frozenset()  # the thread goes on at the left edge
    closed_top: frozenset[str] = frozenset()  # a box begins around a discussion that is over
    closed_bottom: frozenset[str] = frozenset()
    unsigned: frozenset[str] = frozenset()  # says who has written what stands before it
    quote: frozenset[str] = frozenset()  # what it holds was said elsewhere

    def extended(self, **names: Iterable[str]) -> TalkTemplates:
        """The same with more names: ``extended(outdent=["retrait"])``."""
        known = {field.name: getattr(self, field.name) for field in fields(self)}
        more = {use: frozenset(normal_name(name) for name in given) for use, given in names.items()}
        return TalkTemplates(**{**known, **{use: known[use] | given for use, given in more.items()}})

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A call of any of these templates, up to the end of its name."""
        every = frozenset[str]().union(*(getattr(self, field.name) for field in fields(self)))
        names = "|".join(re.escape(name).replace(r"\ ", "[ _]+") for name in sorted(every, key=len)[::-1])
        return re.compile(rf"\{{\{{\s*(?:subst:\s*)?({names})\s*(?=\||\}}\}})", re.IGNORECASE)


def normal_name(name: str) -> str:
    """A template's name as the table has it."""
    return " ".join(name.replace("_", " ").split()).lower()


TALK_TEMPLATES = TalkTemplates(
    outdent=_names(
        """
        outdent
        outdent2
        outdentarrow
        od
        od2
        unindent
        undent
        dedent
        de-indent
        noindent
        reset indent
        retour indentation
        désindenter
        rientro
        rientra
        einrückung
        出
        インデント解除
        """
    ),
    closed_top=_names(
        """
        archive top
        archivetop
        atop
        atop green
        atop red
        archive top red
        archive top green
        archive top yellow
        closed top
        close top
        closed discussion top
        closed rfc top
        discussion top
        discussion closed top
        dtop
        rfc top
        rm top
        requested move top
        subst:rm top
        afd top
        tfd top
        cfd top
        xfd top
        hat
        hidden archive top
        debate top
        polltop
        closure top
        archivio inizio
        inizio discussione chiusa
        discussion archivée début
        début discussion close
        discussion close début
        archivo inicio
        inicio debate cerrado
        cerrado inicio
        cierre de discusión
        archief begin
        archiv anfang
        erledigte diskussion anfang
        закрыто
        закрыто начало
        начало закрытого обсуждения
        arquivo topo
        discussão encerrada topo
        بداية نقاش مغلق
        أرشيف أعلى
        بداية أرشيف
        議論終了 top
        終了 top
        存档顶部
        讨论存档开始
        """
    ),
    closed_bottom=_names(
        """
        archive bottom
        archivebottom
        abot
        abottom
        closed bottom
        close bottom
        closed discussion bottom
        closed rfc bottom
        discussion bottom
        discussion closed bottom
        dbot
        rfc bottom
        rm bottom
        requested move bottom
        afd bottom
        tfd bottom
        cfd bottom
        xfd bottom
        hab
        hidden archive bottom
        debate bottom
        pollbottom
        closure bottom
        archivio fine
        fine discussione chiusa
        discussion archivée fin
        fin discussion close
        discussion close fin
        archivo fin
        fin debate cerrado
        cerrado fin
        archief einde
        archiv ende
        erledigte diskussion ende
        закрыто конец
        конец закрытого обсуждения
        arquivo fim
        discussão encerrada fim
        نهاية نقاش مغلق
        أرشيف أسفل
        نهاية أرشيف
        議論終了 bottom
        終了 bottom
        存档底部
        讨论存档结束
        """
    ),
    unsigned=_names(
        """
        unsigned
        unsigned2
        unsignedip
        unsigned ip
        unsignedip2
        unsigned2ip
        unsig
        undated
        sineboty
        nicht signiert
        unsigniert
        ns
        non signé
        nonsigné
        nosign
        non firmato
        firma
        no firmado
        nofirmado
        não assinado
        ondertekend
        niet ondertekend
        ikke signert
        usignert
        osignerat
        ej signerat
        allekirjoittamaton
        неподписано
        unsigned-ru
        підпис
        niepodpisany
        bez podpisu
        nepodepsáno
        غير موقع
        غير موقعة
        لم يوقع
        לא חתם
        署名忘れ
        未署名
        ヘルプ:署名
        """
    ),
    quote=_names(
        """
        quote
        talkquote
        talk quote
        talk quote block
        talk quote inline
        quote talk
        tq
        tqq
        tqb
        tqqi
        tq2
        tqi
        xt
        blockquote
        cquote
        bquote
        q
        zitat
        citation
        citation bloc
        début citation
        cita
        citat
        cytat
        citazione
        quoteblock
        цитата
        اقتباس
        引用
        """
    ),
)
