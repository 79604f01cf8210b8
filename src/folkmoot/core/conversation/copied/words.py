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

# Language, the button behind a comment, and the links behind a heading.
_BUTTONS = """
en | Reply | edit; edit source; source
fr | Répondre | modifier; modifier le code; modifier le wikicode
de | Antworten | Bearbeiten; Quelltext bearbeiten
es | Responder | editar; editar código
ar | ردّ; رد | عدل; عدل المصدر; تعديل; تعديل المصدر
ja | 返信 | 編集; ソースを編集
pt | Responder | editar; editar código; editar código-fonte
it | Rispondi | modifica; modifica wikitesto; modifica sorgente
nl | Reageren | bewerken; brontekst bewerken
ru | Ответить | править; править код; править вики-текст
sr | Одговори; Odgovori | уреди; уреди извор; uredi; uredi izvor
hr | Odgovori | uredi; uredi kôd
pl | Odpowiedz | edytuj; edytuj kod
hu | Válasz | szerkesztés; forrásszöveg szerkesztése
cs | Odpovědět | editovat; editovat zdroj
sk | Odpovedať | upraviť; upraviť zdroj
sv | Svara | redigera; redigera wikitext
nb | Svar | rediger; rediger kilde
da | Svar | redigér; redigér wikikode
fi | Vastaa | muokkaa; muokkaa wikitekstiä
et | Vasta | muuda; muuda lähteteksti
tr | Yanıtla | değiştir; kaynağı değiştir
zh | 回复; 回覆; 回應 | 编辑; 編輯; 编辑源代码; 編輯原始碼; 編輯原始碼; 编辑本段
ko | 답변 | 편집; 원본 편집
he | תגובה; הגב | עריכה; עריכת קוד מקור
fa | پاسخ | ویرایش; ویرایش مبدأ
uk | Відповісти | ред.; редагувати; редагувати код
be | Адказаць | правіць; правіць зыходнік
bg | Отговор; Отговаряне | редактиране; редактиране на кода
ca | Respon | modifica; modifica el codi
eu | Erantzun | aldatu; aldatu iturburu kodea
ro | Răspunde | modificare; modificare sursă
el | Απάντηση | επεξεργασία; επεξεργασία κώδικα
vi | Trả lời | sửa; sửa mã nguồn
id | Balas | sunting; sunting sumber
hi | उत्तर दें; जवाब दें | सम्पादित करें; स्रोत सम्पादित करें
bn | উত্তর দিন | সম্পাদনা; উৎস সম্পাদনা
th | ตอบกลับ | แก้ไข; แก้ไขต้นฉบับ
eo | Respondi | redakti; redakti fonton
lt | Atsakyti | redaguoti; redaguoti vikitekstą
lv | Atbildēt | labot; labot pirmkodu
cy | Ymateb | golygu; golygu cod
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

# What signatures call the way to somebody's talk page, besides the language's own word for it.
_TALK_WORDS = """
talk contribs contributions contrib email edits t c d disc
discu discuter discussion msg message dis jaser blabla
diskussion beiträge discusión contribuciones disc. conversar discussione contributi overleg bijdragen
обсуждение обс вклад разговор razgovor доприноси прилози dyskusja vita diskuse diskusia bidrag keskustelu
mesaj tartışma 留言 对话 對話 贡献 讨论 討論 토론 기여 שיחה بحث گفتگو مشارکت‌ها обговорення внесок discussió
bicara pembicaraan kontrib eztabaida discuție contribuții συζήτηση συνεισφορές 会話 ノート 履歴 投稿記録 議論
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
    form for label in _column(_BUTTONS, 1) for form in (label, label[:1].lower() + label[1:])
)
EDIT_LABELS = frozenset(_column(_BUTTONS, 2))
ADD_TOPIC_LABELS = frozenset(_column(_LINKS, 1))
SUBSCRIBE_LABELS = frozenset(_column(_SUBSCRIBE, 1))
JUMP_LABELS = frozenset(_column(_LINKS, 2))


def folded(word: str) -> str:
    """The form in which words are compared: without case, stretching and accents that are set apart."""
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


@lru_cache(maxsize=32)
def edit_labels(site: SiteConfig) -> frozenset[str]:
    """What stands in brackets behind a heading."""
    return EDIT_LABELS | {facts(profile.language).messages["editsection"] for profile in site.profiles}


@lru_cache(maxsize=32)
def contents_titles(site: SiteConfig) -> frozenset[str]:
    """How the box of contents is headed."""
    known = {facts(profile.language).messages["toc"] for profile in site.profiles}
    return frozenset(
        known | {"Contents", "Sommaire", "Inhaltsverzeichnis", "Índice", "目次", "المحتويات", "محتويات"}
    )
