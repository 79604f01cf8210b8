"""Words that a talk page shows around what people wrote, in the languages where they are known.

The language facts know some of them for every language; the labels of MediaWiki's talk page tools
stand here. A page is also searched for what repeats itself, so that an unknown language is read
nearly as well.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from folkmoot.core.languages import facts
from folkmoot.core.site import SiteConfig

REPLY_LABELS = frozenset(
    """Reply reply Répondre répondre Antworten antworten Responder responder ردّ رد رد返信 返信 Rispondi rispondi Reageren
    reageren Ответить ответить Одговори Odgovori odgovori Odpowiedz odpowiedz Válasz válasz Odpovědět odpovědět Odpovedať
    Svara svara Svar svar Vastaa vastaa Yanıtla yanıtla 回复 回覆 回應 답변 댓글 הגב תגובה להגיב پاسخ Відповісти відповісти
    Адказаць Отговаряне Апсуваць Respon respon Erantzun Responder Răspunde Απάντηση Balas balas Tumugon Svarið Atsakyti
    Atbildēt Vasta Trả lời जवाब दें उत्तर दें উত্তর দিন பதிலளி ตอบกลับ პასუხი Պատասխանել Javob berish Жауап беру Lezer
    Respondi Vastata Ymateb Freagair Svarar Antwoord""".split()
    + ["Trả lời", "जवाब दें", "उत्तर दें", "উত্তর দিন", "Жауап беру", "Javob berish"]
)
EDIT_LABELS = frozenset(
    """edit|edit source|source|modifier|modifier le code|modifier le wikicode|wikicode|Bearbeiten|Quelltext bearbeiten
    |bearbeiten|editar|editar código|editar fonte|editar a fonte|editar a nosa|عدل|عدل المصدر|تعديل|تعديل المصدر|編集
    |ソースを編集|modifica|modifica wikitesto|modifica sorgente|bewerken|brontekst bewerken|править|править код|правка
    |уреди|уреди извор|uredi|uredi izvor|uredi kod|edytuj|edytuj kod|szerkesztés|forrásszöveg szerkesztése|editovat
    |editovat zdroj|upraviť|upraviť zdroj|redigera|redigera wikitext|rediger|rediger kilde|muokkaa|muokkaa wikitekstiä
    |değiştir|kaynağı değiştir|编辑|編輯|编辑源代码|編輯原始碼|편집|원본 편집|עריכה|עריכת קוד מקור|ویرایش|ویرایش مبدأ|ред.
    |редагувати|редагувати код|modifica el codi|edita|sửa|sửa mã nguồn|sunting|sunting sumber|aldatu|aldatu iturburu kodea
    |editează|editează sursă|επεξεργασία|επεξεργασία κώδικα|edit sumber""".replace("\n    ", "").split("|")
)
JUMP_LABELS = frozenset(
    """Jump to content|Skip to content|Aller au contenu|Zum Inhalt springen|Ir al contenido|انتقل إلى المحتوى|コンテンツにスキップ
    |本文へ移動|Saltar para o conteúdo|Vai al contenuto|Naar inhoud springen|Перейти к содержанию|Пређи на садржај
    |Przejdź do zawartości|Ugrás a tartalomhoz|Přeskočit na obsah|Hoppa till innehållet|Siirry sisältöön|İçeriğe atla
    |跳转到内容|跳至內容|본문으로 이동|קפיצה לתוכן|پرش به محتوا|Перейти до вмісту|Vés al contingut|Bước tới nội dung
    |Lompat ke isi|Joan edukira|Sari la conținut|Μετάβαση στο περιεχόμενο""".replace("\n    ", "").split("|")
)
ADD_TOPIC_LABELS = frozenset(
    """Add topic|Ajouter un sujet|Abschnitt hinzufügen|Thema hinzufügen|Añadir tema|أضف موضوعًا|話題追加|話題を追加|Adicionar tópico
    |Aggiungi argomento|Onderwerp toevoegen|Kop toevoegen|Добавить тему|Додај тему|Dodaj temat|Új szakasz nyitása|Přidat téma
    |Lägg till ämne|Lisää aihe|Konu ekle|添加话题|新增話題|새 주제|הוספת נושא|افزودن مبحث|Додати тему|Afegeix un tema
    |Thêm đề tài|Tambah topik|Start a discussion|Subscribe|S’abonner|Abonnieren|Suscribirse""".replace("\n    ", "").split("|")
)
_TALK_WORDS = """talk contribs contributions contrib email t c d disc discu discuter discussion msg message diskussion diskuse
    beiträge discusión contribuciones disc. usuario conversar discussione contributi overleg bijdragen обсуждение обс вклад
    разговор razgovor доприноси прилози dyskusja vita wikivita diskusia diskussion bidrag keskustelu mesaj tartışma 留言 对话
    對話 贡献 讨论 討論 토론 기여 שיחה بحث گفتگو مشارکت‌ها обговорення внесок discussió thảo luận đóng góp bicara pembicaraan
    kontrib eztabaida discuție contribuții συζήτηση συνεισφορές 会話 ノート 履歴 投稿記録 トーク 議論 نقاش ناقش ناقشني راسلني
    مراسلة مساهمات هنا ناقشه نقاشي رسالة رسائل blabla jaser dis""".split()

_MARKS_IN_WORDS = re.compile(r"[\u0640\u0300-\u036f\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def folded(word: str) -> str:
    """The form in which words are compared: without case, stretching and accents that are set apart."""
    return _MARKS_IN_WORDS.sub("", unicodedata.normalize("NFC", word)).casefold().strip()


@lru_cache(maxsize=32)
def talk_words(site: SiteConfig) -> frozenset[str]:
    """Folded words by which signatures lead to somebody's talk page or contributions."""
    words = set(_TALK_WORDS)
    for profile in site.profiles:
        known = facts(profile.language)
        words |= {known.messages["talkpagelinktext"], known.messages["contribslink"]}
        words |= {label for label in re.findall(r"\|([^|\]$]+)\]\]", known.signature)}
    return frozenset(folded(word) for word in words)


@lru_cache(maxsize=32)
def edit_labels(site: SiteConfig) -> frozenset[str]:
    """What stands in brackets behind a heading."""
    return EDIT_LABELS | {facts(profile.language).messages["editsection"] for profile in site.profiles}


@lru_cache(maxsize=32)
def contents_titles(site: SiteConfig) -> frozenset[str]:
    """How the box of contents is headed."""
    known = {facts(profile.language).messages["toc"] for profile in site.profiles}
    return frozenset(known | {"Contents", "Sommaire", "Inhaltsverzeichnis", "Índice", "目次", "المحتويات", "محتويات"})
