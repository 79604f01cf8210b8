"""Words that a talk page shows around what people wrote, in the languages where they are known.

The language facts know some of them for every language; the labels of MediaWiki's talk page tools
stand here. A page is also searched for what repeats itself, so that an unknown language is read
nearly as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from folkmoot.core.languages import facts
from folkmoot.core.site import SiteConfig

# Language, and the button behind a comment.
_REPLY = """
en | Reply
fr | Répondre
de | Antworten
es | Responder
ar | ردّ; رد
ja | 返信
pt | Responder
it | Rispondi
nl | Reageren
ru | Ответить
sr | Одговори; Odgovori
hr | Odgovori
pl | Odpowiedz
hu | Válasz
cs | Odpovědět
sk | Odpovedať
sv | Svara
nb | Svar
da | Svar
fi | Vastaa
et | Vasta
tr | Yanıtla
zh | 回复; 回覆; 回應
ko | 답변
he | תגובה; הגב
fa | پاسخ
uk | Відповісти
be | Адказаць
bg | Отговор; Отговаряне
ca | Respon
eu | Erantzun
ro | Răspunde
el | Απάντηση
vi | Trả lời
id | Balas
hi | उत्तर दें; जवाब दें
bn | উত্তর দিন
th | ตอบกลับ
eo | Respondi
lt | Atsakyti
lv | Atbildēt
cy | Ymateb
ckb | وەڵامدانەوە
sl | Odgovori
gl | Responder
mk | Одговори
hy | Պատասխանել
ka | პასუხი
az | Cavab ver
kk | Жауап беру
uz | Javob
ms | Balas
nn | Svar
ur | جواب
ml | മറുപടി
ne | जवाफ
af | Antwoord
is | Svara
sq | Përgjigju
bs | Odgovori
sh | Odgovori; Одговори
ast | Responder
oc | Respondre
be-tarask | Адказаць
"""

# Language, and what wikis call the links that edit a section where MediaWiki calls them otherwise.
_EDIT = """
fr | modifier le code
ar | تعديل المصدر
it | modifica wikitesto
ru | править вики-текст
da | redigér wikikode
tr | değiştir; kaynağı değiştir
zh | 编辑本段
uk | редагувати; редагувати код
lt | redaguoti
lv | labot
"""

# Language, the link that adds a topic, and the first link of every page.
_LINKS = """
en | Add topic | Jump to content; Skip to content; Jump to navigation; Jump to search
fr | Ajouter un sujet | Aller au contenu
de | Abschnitt hinzufügen; Thema hinzufügen | Zum Inhalt springen
es | Añadir tema | Ir al contenido
ar | أضف موضوعًا; أضف موضوعا | انتقل إلى المحتوى
ja | 話題追加; 話題を追加 | コンテンツにスキップ; 本文へ移動
pt | Adicionar tópico | Saltar para o conteúdo; Ir para o conteúdo
it | Aggiungi argomento | Vai al contenuto
nl | Onderwerp toevoegen; Kop toevoegen | Naar inhoud springen
ru | Добавить тему | Перейти к содержанию
sr | Додај тему; Dodaj temu | Пређи на садржај; Pređi na sadržaj
pl | Dodaj temat | Przejdź do zawartości
hu | Új szakasz nyitása; Új téma | Ugrás a tartalomhoz
cs | Přidat téma | Přeskočit na obsah
sv | Lägg till ämne | Hoppa till innehållet
nb | Legg til emne | Hopp til innhold
da | Tilføj emne | Spring til indhold
fi | Lisää aihe | Siirry sisältöön
tr | Konu ekle | İçeriğe atla
zh | 添加话题; 新增話題; 添加話題 | 跳转到内容; 跳至內容
ko | 주제 추가; 새 주제 | 본문으로 이동
he | הוספת נושא | קפיצה לתוכן
fa | افزودن مبحث | پرش به محتوا
uk | Додати тему | Перейти до вмісту
ca | Afegeix un tema | Vés al contingut
eu | Gaia gehitu | Joan edukira
ro | Adaugă subiect | Sari la conținut
el | Προσθήκη θέματος | Μετάβαση στο περιεχόμενο
vi | Thêm đề tài | Bước tới nội dung
id | Tambah topik | Lompat ke isi
"""

# Language, and the button beside a heading on wikis that have it.
_SUBSCRIBE = """
en | Subscribe; Unsubscribe
fr | S’abonner; S'abonner; Se désabonner
de | Abonnieren; Abonnement aufheben; Deabonnieren
es | Suscribirse; Suscribir; Cancelar suscripción
ar | اشتراك; اشترك; إلغاء الاشتراك
ja | 購読; 購読解除
pt | Subscrever; Inscrever-se
it | Iscriviti
nl | Abonneren
ru | Подписаться; Отписаться
pl | Subskrybuj
hu | Feliratkozás
sv | Prenumerera
fi | Tilaa
tr | Abone ol
zh | 订阅; 訂閱
ko | 구독
he | הרשמה
uk | Підписатися
"""

# What notes on unsigned comments say right before the name, in the languages whose wikis have such notes.
UNSIGNED_NOTES = (
    "unsigned comment added by", "unsigned comment was added by", "unsigned comment by", "comment added by",
    "undated comment added", "nicht signierter Beitrag von", "déposé par l'IP", "déposé par l’IP",
    "déposé par",
    "sin firmar es obra de", "firmato è stato inserito da", "não assinado de", "não assinado adicionado por",
    "bijdrage werd geplaatst door", "добавлена участником", "добавлена участницей", "не подписал участник",
    "не подписала участница", "komentarz użytkownika", "komentarz użytkowniczki", "komentarz dodany przez",
    "inlägg gjordes av", "не підписав користувач", "не підписала користувачка", "komentář přidal uživatel",
    "komentář přidala uživatelka", "署名の無いコメントは、", "署名のないコメントは、", "的留言由", "的评论由",
    "남기지 않은 사용자는", "חסרת חתימה של", "לא חתומה של", "غير الموقع أضافه", "غير الموقع أضافته",
    "امضانشدهٔ قبلی را", "امضا نشده قبلی را", "İmzasız yazı", "İmzasız yorum", "hozzászólás, szerzője",
    "ký tên này là của", "sense signar és de", "usignerte kommentaren ble lagt til av",
    "usignerede indlæg er af",
    "nesemnat adăugat de", "коментар оставио је", "коментар додао је", "komentar ostavio je",
    "komentar dodao je", "tak bertanda tangan ditambahkan oleh",
)  # fmt: skip

# What signatures call the way to somebody's talk page, besides the language's own word for it.
_TALK_WORDS = """
talk discuss contribs contributions contrib email edits t c d disc
discu discuter discussion msg message dis jaser blabla
diskussion beiträge discusión contribuciones disc. conversar discussione contributi overleg bijdragen
обсуждение обс вклад разговор razgovor доприноси прилози dyskusja vita diskuse diskusia bidrag keskustelu
mesaj tartışma 留言 对话 對話 贡献 讨论 討論 토론 기여 שיחה بحث گفتگو مشارکت‌ها обговорення внесок discussió
bicara pembicaraan kontrib eztabaida discuție contribuții συζήτηση συνεισφορές 会話 ノート 履歴 投稿記録 議論
dyskusja edycje mensajes mensaje
ileti fala vitalap szerk. обг обг. contrib. contr. disk disk. bidrag muokkaukset
讨论页 討論頁 谈话 留言板 按此留言 لێدوان بەشداری
نقاش ناقش ناقشني ناقشه نقاشي راسلني مراسلة مساهمات رسالة رسائل هنا
"""

_MARKS_IN_WORDS = re.compile(
    r"[\u0640\u0300-\u036f\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)


def _column(table: str, number: int) -> Iterator[str]:
    for row in table.strip().splitlines():
        for label in row.split("|")[number].split(";"):
            yield label.strip()


REPLY_LABELS = frozenset(
    form
    for label in _column(_REPLY, 1)
    for shown in (label, label[:1].lower() + label[1:])
    for form in (shown, f"[{shown}]")
)
EDIT_LABELS = frozenset(_column(_EDIT, 1))
ADD_TOPIC_LABELS = frozenset(_column(_LINKS, 1))
SUBSCRIBE_LABELS = frozenset(_column(_SUBSCRIBE, 1))
JUMP_LABELS = frozenset(_column(_LINKS, 2))


def folded(word: str) -> str:
    """The form in which words are compared: without case, stretching and accents that are set apart."""
    if word.isascii():
        return word.lower().strip()
    return _MARKS_IN_WORDS.sub("", unicodedata.normalize("NFC", word)).casefold().strip()


@lru_cache(maxsize=32)
def talk_words(site: SiteConfig) -> frozenset[str]:
    """Folded words by which signatures lead to somebody's talk page or contributions."""
    words = set(_TALK_WORDS.split())
    for profile in site.profiles:
        known = facts(profile.language)
        words |= {known.messages["talkpagelinktext"], known.messages["contribslink"]}
        words.update(re.findall(r"\|([^|\]$]+)\]\]", known.signature))
    return frozenset(folded(word) for word in words)
