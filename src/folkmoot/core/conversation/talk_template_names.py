"""Names of talk page templates on many wikis, by what they are for: the data of ``talk_templates``.

A line is a language and the names on its wikis, parted by bars; ``*`` is for names that many wikis
share. Small and capital letters are the same, and so are a space and an underscore. Where two languages
mean different things by a name, the wiki's own language decides. The names are those of help pages and
of gadgets, as far as they are known; one that no wiki uses does no harm.
"""

from __future__ import annotations

# The thread goes on at the left edge.
OUTDENT = """
*:  outdent | outdent2 | outdentarrow | oda | od | od2 | unindent | undent | dedent | de-indent
*:  deindent
en: noindent | reset indent | reduceindent | outindent | break indent | rethread
de: ausrücken | ausrückung | einrückung | einrückung zurücksetzen
fr: désindenter | retour indentation | retour chariot | ri
es: desindentar | quitar sangría | quito sangría | sin sangría
pt: desindentar | desindent | desind | retornar indentação | recuo
it: rientro | rientra | annulla rientro
nl: uitspringen | inspringen ongedaan | inspringing terug
pl: cofnij wcięcie | reset wcięcia
ru: обратный отступ | сброс отступа | без отступа
uk: зворотний відступ | без відступу | скинути відступ
bg: без отстъп
sr: назад на маргину | nazad na marginu
ja: 出 | インデント解除 | インデント戻し | インデント戻り | 字下げ解除
zh: 取消缩进 | 取消縮排 | 重置缩进 | 重設縮排 | 缩进重置
ko: 내어쓰기 | 들여쓰기 초기화
ar: إلغاء الإزاحة | إزالة الإزاحة | بدون إزاحة | إزاحة للخارج
fa: تورفتگی | بدون تورفتگی | حذف تورفتگی | برگشت تورفتگی
he: ביטול הזחה | הזחה לאחור | חזרה מהזחה | הזחה
sv: marginalåter | avindrag | utdrag till marginalen
da: udryk | ryk ud
nb: utrykk | rykk ut
fi: sisennyksen poisto | sisennys pois
cs: zrušit odsazení | konec odsazení
sk: zrušiť odsadenie
hu: kihúzás | behúzás vége
ca: sense sagnat | treu sagnat
eu: koska kendu
tr: girinti sıfırla | girintiyi sıfırla
vi: lùi ra | bỏ thụt đầu dòng | hủy thụt lề
id: hapus indentasi | tanpa indentasi
el: αναίρεση εσοχής | χωρίς εσοχή
ro: fără indentare
"""

# A box begins around a discussion that is over.
CLOSED_TOP = """
*:  archive top | archivetop | archive-top | archived top | archive t | atop | atopr | atopg | atopy
*:  closed top | close top | closed | closed discussion top | discussion top | discussion-top
*:  discussiontop | dtop | dit | hat
en: atop green | atop red | atop yellow | archive top red | archive top green | archive top yellow
en: arct | hat top | archive top blue | archive-begin | hattop | htop | hidden archive top
en: archive hidden top | closed rfc top | rfc top | rfctop | rm top | rmtop | requested move top
en: afd top | afdtop | afd-top | afd t | vfd top | vt | tfd top | cfd top | rfd top | ffd top | mfd top
en: xfd top | drv top | mrv top | debate top | polltop | poll top | closure top | consensus top
en: coi top | coit | close topic | discussion closed top | closed-top | dat
*:  closedh | deletionheader | delh | rfdh | dr top
de: archiv anfang | erledigte diskussion anfang | abgeschlossene diskussion anfang
de: diskussion geschlossen anfang
fr: discussion archivée début | début discussion close | discussion close début
fr: début discussion archivée | discussion close | début archive | archive début
es: archivo inicio | inicio debate cerrado | cerrado inicio | cierre de discusión
es: discusión cerrada inicio | inicio discusión cerrada | cierracdb-arriba | inicio archivo
pt: discussão topo | arquivo topo | discussão encerrada topo | mp topo | discussão encerrada início
it: archivio inizio | inizio discussione chiusa | discussione chiusa inizio | inizio archivio
nl: archief begin | gesloten discussie begin | begin gesloten discussie | afgesloten begin
pl: archiwum początek | dyskusja zamknięta początek | zamknięta dyskusja początek
pl: początek zamkniętej dyskusji
ru: закрыто | закрыто начало | начало закрытого обсуждения | начало закрытой секции | нзс
ru: закрыто/сворачивать | closed/c | close
uk: закрито | закрите обговорення | початок закритого обговорення | початок закритої секції
bg: затворено начало | начало на затворена дискусия
sr: архива почетак | затворена расправа почетак
ja: 議論終了 top | 終了 top | 古い話題のはじめ | 終了した議論 | 議論終了始 | 過去の議論始
zh: 存档顶部 | 存檔頂部 | 讨论存档开始 | 討論存檔開始 | 关闭讨论开始 | 已关闭讨论开始 | delh2
ko: 토론 종료 시작 | 종료된 토론 시작 | 보존 시작 | 토론 닫기 시작
ar: بداية نقاش مغلق | أرشيف أعلى | بداية أرشيف | بداية نقاش مؤرشف | نقاش مغلق بداية | أعلى نقاش مغلق
fa: بالای بایگانی | آغاز بحث بسته | ابتدای بحث بسته | بحث بسته آغاز | بالای بحث بسته
he: דיון סגור | תחילת דיון סגור | ארכיון תחילה | התחלת דיון סגור
sv: arkiv topp | avslutad diskussion start | stängd diskussion start | diskussion avslutad
da: arkiv top | lukket diskussion start
nb: arkiv topp | avsluttet diskusjon start | lukket diskusjon start
fi: arkisto alku | suljettu keskustelu alku | päättynyt keskustelu alku
cs: archiv začátek | uzavřená diskuse začátek | uzavřená diskuse
sk: uzavretá diskusia začiatok
hu: lezárt | lezárt vita eleje | lezárt kezdete
ca: arxiu inici | inici discussió tancada | discussió tancada inici
eu: artxibo hasiera | eztabaida itxia hasiera
tr: arşiv üst | kapalı tartışma başlangıcı | tartışma sonu üst | arşiv başı
vi: thảo luận đã đóng đầu | lưu trữ đầu | đầu lưu trữ
id: arsip atas | diskusi ditutup atas | penutup atas
el: αρχείο αρχή | κλειστή συζήτηση αρχή
ro: arhivă început | discuție închisă început
"""

CLOSED_BOTTOM = """
*:  archive bottom | archivebottom | archive-bottom | archived bottom | archive b | archive bot | abot
*:  abottom | abtm | a bottom | closed bottom | close bottom | end closed | closed discussion bottom
*:  discussion bottom | discussion-bottom | discussionbottom | dbot | dbottom | dib | hab | ecs | esc
en: archive-end | arcb | hat bottom | hatbottom | hatb | hbot | hidden archive bottom
en: archive hidden bottom | closed rfc bottom | rfc bottom | rfcbottom | rfcbot | rfc b | rm bottom
en: rmbottom | rmbot | rm b | rmb | requested move bottom | afd bottom | afdbottom | afd-bottom | afdbot
en: afd bot | afd b | afdb | vfd bottom | vf | tfd bottom | cfd bottom | rfd bottom | ffd bottom
en: mfd bottom | xfd bottom | drv bottom | mrv bottom | debate bottom | pollbottom | poll bottom
en: closure bottom | consensus bottom | coi bottom | coib | report bottom | acr bottom | cem bottom
en: sfp bottom | discussion closed bottom | closed-bottom | dab
*:  closedf | deletionfooter | delf | rfdf | dr bottom
de: archiv ende | erledigte diskussion ende | abgeschlossene diskussion ende
de: diskussion geschlossen ende
fr: discussion archivée fin | fin discussion close | discussion close fin | fin discussion archivée
fr: fin archive | archive fin
es: archivo fin | fin debate cerrado | cerrado fin | discusión cerrada fin | fin discusión cerrada
es: cierracdb-abajo | fin archivo
pt: arquivo fim | arquivo rodapé | discussão encerrada fim | discussão rodapé | mp baixo | mp fim
it: archivio fine | fine discussione chiusa | discussione chiusa fine | fine archivio
nl: archief einde | gesloten discussie einde | einde gesloten discussie | afgesloten einde
pl: archiwum koniec | dyskusja zamknięta koniec | zamknięta dyskusja koniec | koniec zamkniętej dyskusji
ru: закрыто конец | закрыто-конец | конец закрытого обсуждения | конец закрытой секции | кзс | конец
ru: рано | конец закрытой секции/сворачивать | ecs/c | oq-
uk: закрито кінець | закрито-кінець | кінець закритого обговорення | кінець закритої секції
bg: затворено край | край на затворена дискусия
sr: архива крај | затворена расправа крај
ja: 議論終了 bottom | 終了 bottom | 古い話題のおわり | 議論終了終 | 過去の議論終
zh: 存档底部 | 存檔底部 | 讨论存档结束 | 討論存檔結束 | 关闭讨论结束 | 已关闭讨论结束
ko: 토론 종료 끝 | 종료된 토론 끝 | 보존 끝 | 토론 닫기 끝
ar: نهاية نقاش مغلق | أرشيف أسفل | نهاية أرشيف | نهاية نقاش مؤرشف | نقاش مغلق نهاية | أسفل نقاش مغلق
fa: پایین بایگانی | پایان بحث بسته | انتهای بحث بسته | بحث بسته پایان | پایین بحث بسته
he: סוף דיון סגור | סיום דיון סגור | ארכיון סוף
sv: arkiv botten | avslutad diskussion slut | stängd diskussion slut
da: arkiv bund | lukket diskussion slut
nb: arkiv bunn | avsluttet diskusjon slutt | lukket diskusjon slutt
fi: arkisto loppu | suljettu keskustelu loppu | päättynyt keskustelu loppu
cs: archiv konec | uzavřená diskuse konec
sk: uzavretá diskusia koniec
hu: lezárt vége | lezárt-vége | lezárt vita vége
ca: arxiu fi | fi discussió tancada | discussió tancada fi
eu: artxibo amaiera | eztabaida itxia amaiera
tr: arşiv alt | kapalı tartışma sonu | tartışma sonu alt | arşiv sonu
vi: thảo luận đã đóng cuối | lưu trữ cuối | cuối lưu trữ
id: arsip bawah | diskusi ditutup bawah | penutup bawah
el: αρχείο τέλος | κλειστή συζήτηση τέλος
ro: arhivă sfârșit | discuție închisă sfârșit
"""

# A box begins around something long; the discussion in it goes on.
FOLDED_TOP = """
*:  collapse top | collapsetop | collapse-top | collapsed top | cot | ctop | hidden begin | hidden start
*:  hidden top | hidden block start | collapse begin | collapse start | hst
de: kasten anfang | einklappen anfang | box anfang | navframe anfang
fr: boîte déroulante début | boîte déroulante/début | début boîte déroulante | bddd | début bdd
es: plegar inicio | inicio plegable | inicio caja desplegable | desplegable inicio
pt: esconder início | colapsar início | início esconder | caixa escondida início
it: cassetto inizio | inizio cassetto
nl: inklapbaar begin | begin inklapbaar
pl: ukryj początek | początek ukrycia
ru: начало скрытого блока | скрытый начало | сворачиваемый блок-начало | oq+
uk: початок прихованого блоку | прихований початок
ja: 折りたたみ始 | 折り畳み始 | 隠し始
zh: 折叠开始 | 折疊開始 | 隐藏开始 | 隱藏開始
ko: 숨김 시작 | 접기 시작 | 펼치기 시작
ar: بداية مخفي | بداية طي | صندوق مطوي بداية
fa: آغاز پنهان | آغاز جعبه کشویی
he: תחילת הסתרה | מוסתר התחלה
sv: dölj start | gömd start
fi: piilota alku | kätke alku
cs: skrýt začátek | sbalit začátek
hu: összecsuk eleje | elrejtés kezdete
ca: amaga inici | plegable inici
tr: gizle başla | daralt başla
vi: đầu ẩn | ẩn đầu
id: awal lipat | sembunyi awal
"""

FOLDED_BOTTOM = """
*:  collapse bottom | collapsebottom | collapse-bottom | collapsed bottom | cob | cbot | hidden end
*:  hidden bottom | hidden block end | collapse end | hse
de: kasten ende | einklappen ende | box ende | navframe ende
fr: boîte déroulante fin | boîte déroulante/fin | fin boîte déroulante | bddf | fin bdd
es: plegar fin | fin plegable | fin caja desplegable | desplegable fin
pt: esconder fim | colapsar fim | fim esconder | caixa escondida fim
it: cassetto fine | fine cassetto
nl: inklapbaar einde | einde inklapbaar
pl: ukryj koniec | koniec ukrycia
ru: конец скрытого блока | скрытый конец | сворачиваемый блок-конец
uk: кінець прихованого блоку | прихований кінець
ja: 折りたたみ終 | 折り畳み終 | 隠し終
zh: 折叠结束 | 折疊結束 | 隐藏结束 | 隱藏結束
ko: 숨김 끝 | 접기 끝 | 펼치기 끝
ar: نهاية مخفي | نهاية طي | صندوق مطوي نهاية
fa: پایان پنهان | پایان جعبه کشویی
he: סוף הסתרה | מוסתר סוף
sv: dölj slut | gömd slut
fi: piilota loppu | kätke loppu
cs: skrýt konec | sbalit konec
hu: összecsuk vége | elrejtés vége
ca: amaga fi | plegable fi
tr: gizle bitir | daralt bitir
vi: cuối ẩn | ẩn cuối
id: akhir lipat | sembunyi akhir
"""

# Says who has written what stands before it.
UNSIGNED = """
*:  unsigned | unsigned2 | unsigned3 | unsigned 2 | unsignedip | unsigned ip | unsigned-ip | unsignedip2
*:  unsigned ip2 | unsigned2ip | unsigned2tz | unsig | unsign | unsigned comment
*:  preceding unsigned comment | ipsign | ip unsigned
en: undated | uns | tidle | forgot to sign | without signature | usu | usip | uip | ipunsigned
en: not signed | nosign | sineboty | unsigned-unk | xsign | unsigned template
de: unsigniert | nicht signiert | unsigniert2 | unterschrift fehlt
fr: non signé | non-signé | nonsigné | non signe | non signé2 | non signé 2 | cns | ns | sans signature
es: no firmado | nofirmado | no firmado2 | sin firma | sin firmar | firma
pt: não assinou | não assinou2 | nãoassinou | não assinado | nao assinado | nao assinou | nao ass | na
pt: ip não assinou | não assinou ip
it: non firmato | nonfirmato | firma mancante | nun firmatu
nl: ondertekend | niet ondertekend | nietondertekend | zonder handtekening
pl: niepodpisany | niepodpisane | niepodpisana | bez podpisu | brak podpisu
ru: неподписано | не подписано | без подписи | нет подписи | не подписался | неподписаноip
ru: неподписано ip | неподписано-ip | не подписаноip | не подписано ip | неподписаноip2 | написано
ru: написано ip | написаноip | нпп | реплика | unsigned-ru
uk: непідписано | не підписано | без підпису | підпис | непідписаний
be: непадпісана | без подпісу
bg: неподписан | неподписан коментар
sr: непотписано | непотписан | nepotpisano | nepotpisan
hr: nepotpisan komentar
sl: nepodpisano | nepodpisan
sk: nepodpísané | nepodpísaný
cs: nepodepsáno | nepodepsal | nepodepsal se | nepodepsaný | chybí podpis
ja: 未署名 | 無署名 | 署名忘れ | 署名補完 | 署名補完/ip | unsigned/old | unsigned-ipuser
ja: unsigned-ipuser2 | unsigip | ヘルプ:署名
zh: 未签名 | 未簽名 | 忘记签名 | 忘記簽名 | 未署名2 | 无签名 | 無簽名
ko: 서명 없음 | 서명없음 | 서명 안 함 | 서명안함 | 미서명
ar: غير موقع | غير موقعة | غير موقع2 | غير موقع آيبي | لم يوقع | بدون توقيع | بلا توقيع
fa: بدون امضا | امضا نشده | امضانشده | بی‌امضا | نظر بدون امضا
he: לא חתם | לא חתמה | לא חתום | שכח לחתום | ללא חתימה | אלמ
sv: osignerat | ej signerat | osignerad | osign
da: usigneret | ikke signeret
nb: usignert | ikke signert | usignert2
fi: allekirjoittamaton | ilman allekirjoitusta | allekirjoitus puuttuu
et: allkirjata | allkirjastamata
lv: neparakstīts
lt: nepasirašyta
hu: aláíratlan | aláírás nélkül | nem írta alá | alá nem írt
ca: sense signar | no signat | sense signatura | sensesignar
eu: sinatu gabe | sinadurarik gabe
gl: sen asinar | non asinado
tr: imzasız | imzasız2 | imzasız kullanıcı | imza eksik | imzasızip
az: imzasız şərh
vi: không ký tên | chưa ký tên | chưa ký | quên ký tên
id: tak bertanda tangan | tanpa tanda tangan | tidak ditandatangani | tanpattd
ms: tidak bertandatangan
th: ไม่ลงชื่อ | ไม่ได้ลงชื่อ
hi: अहस्ताक्षरित
bn: অস্বাক্ষরিত | স্বাক্ষরহীন
el: ανυπόγραφο | χωρίς υπογραφή
ro: nesemnat
ka: ხელმოუწერელი
hy: անստորագիր
eo: nesubskribita
la: non subsignatum
"""

# What it holds was said elsewhere.
QUOTE = """
*:  quote | quotation | blockquote | cquote | bquote | bq | quote box | quotebox | quote frame
*:  quoteblock | talkquote | talk quote | talk quote block | quote talk | tqb | tq2 | block quote
de: zitat | zitat-en | zitat2 | textbox zitat
fr: citation | citation bloc | cita bloc | extrait
es: cita | caja de cita | cita destacada | cita2
pt: citação | caixa de citação | citar bloco | citação2
it: citazione | citazione lunga
nl: citaat | blokcitaat
pl: cytat | cytat d | cytat z dyskusji
ru: цитата | цитата2 | врезка цитата
uk: цитата блок | блок цитата
ja: 引用 | 引用2 | quote talk2
zh: 引文 | 引言 | 引用文
ko: 인용문 | 인용 | 인용구
ar: اقتباس | اقتباس2 | مقتبس
fa: نقل قول | نقل‌قول | گفتاورد
he: ציטוט | מסגרת ציטוט
sv: citat | citatblock
nb: sitat | blokksitat
fi: sitaatti | lainaus
cs: citát | citát v rámečku
hu: idézet | idézet2
ca: citació | caixa de citació
eu: aipua | zita
tr: alıntı | alıntı kutusu
vi: trích dẫn | lời trích | hộp trích dẫn
id: kutipan | kotak kutipan
el: απόσπασμα | παράθεμα
ro: citat bloc
"""

# The same within a line.
QUOTE_INLINE = """
*:  tq | tqi | tqq | tqqi | talk quote inline | talkquoteinline | quote inline | inline talk quote | xt
*:  mxt | !xt | q
he: ציטוטון
pl: cyt
ru: цс | цитатка | tqru
ja: 引用行
"""

# A note in a box of its own: a status, where a discussion went or came from, a request.
BOX = """
*:  resolved | resolved1 | unresolved | stale | stuck | moved discussion to | moved discussion from
*:  moved discussion | discussion moved | discussion moved to | discussion moved from | discussion at
*:  moved to | moved from | moved | moved conversation | moved conversation from | movedto | movedfrom
*:  move to | mdt | mdf | dmt | dmf | copied to | copied from | collapsible option | collapse | hidden
*:  reflist-talk | reflist talk | notelist-talk | sources-talk | talkback | ygm | you've got mail
*:  admin help | adminhelp | help me | helpme | rfc | requested move | edit protected
*:  edit semi-protected | edit fully-protected | edit extended-protected | not a ballot | notavote
*:  afd2 | rm | please see | fyi | notified | block indent
de: erledigt | archivierung | verschoben | übertrag | nicht erledigt
fr: discussion déplacée | déplacé | déplacé vers | déplacé depuis | résolu | réponse
fr: références discussion
es: resuelto | trasladado | trasladado a | trasladado de | discusión trasladada
pt: movido de | movido para | copiado de | copiado para | transcrito de | trazido de | resolvido
pt: referências-discussão | refdis | notas-discussão
it: spostata | spostato | spostato da | spostato a | risolto
nl: verplaatst | verplaatst naar | verplaatst van | opgelost | afgehandeld
pl: przeniesione | przeniesione z | przeniesione do | załatwione
ru: перенесено с | перенесено из | перенесено на | обсуждение перенесено | перенесено в
ru: перенесено из раздела | перенесено в раздел | копия с | скопировано на | решено
uk: перенесено до | перенесено звідси | вирішено
ja: 解決済み | 移動しました | コピー元 | 報告
zh: 移动自 | 移動自 | 移动至 | 移動至 | moveto | movefrom | 已解决 | 已解決
ko: 옮김 | 해결됨
ar: منقول من | منقول إلى | تم النقل | حلت
fa: انتقال بحث | منتقل شد | حل شده
he: הועבר | הועבר מ | הועבר אל | טופל
sv: flyttat från | flyttat till | löst
nb: flyttet fra | flyttet til | løst
fi: siirretty | ratkaistu
cs: přesunuto | přesunuto z | vyřešeno
hu: áthelyezve | megoldva
ca: traslladat | resolt
tr: taşındı | çözüldü
vi: đã chuyển | đã giải quyết
id: dipindahkan | selesai
"""

# Space between paragraphs, or below a picture.
GAP = """
*:  clear | clear all | clear both | clr | - | pb | paragraph break | paragraphbreak | parabr
*:  parabreak | par break | clearleft | clear left | clearright | clear right | parbr
de: absatz
pt: limpar | quebra de parágrafo
ru: абзац
he: ש
"""

# A task elsewhere, at the margin: DiscussionTools takes it for an edge between comments.
TRACKED = """
*:  tracked | phabtracked | phabricator tracked | tracked/phab | phab tracked
ru: отслеживается | фабрикатор
"""

# A table of contents.
CONTENTS = """
*:  toc | toc right | tocright | toc left | tocleft | toc limit | toclimit | toc hidden | compact toc
*:  compacttoc | tocr | tocl | talktoc | talk toc | horizontal toc | skip to talk
*:  skip to top and bottom | skiptotoc | skiptotoctalk
de: inhaltsverzeichnis | toc rechts
fr: sommaire | sommaire à droite | sommaire à gauche
es: índice | índice a la derecha | tdc | tdc derecha
pt: índice à direita | tabela de conteúdos
it: indice | indice a destra
nl: inhoud rechts | inhoudsopgave
pl: spis treści | spis treści w prawo
ru: оглавление | содержание справа
uk: зміст праворуч
ja: 目次 | 目次右
zh: 目录 | 目錄
ar: فهرس | فهرس يمين
fa: فهرست راست
he: תוכן עניינים
fi: sisällys oikealle
cs: obsah vpravo
hu: tartalomjegyzék jobbra
ca: taula de continguts
"""

# Where a page's archives are, or how a bot makes them.
ARCHIVES = """
*:  archives | archive box | archivebox | archive banner | talk header | talkheader | talk page header
*:  autoarchive | auto archiving notice | autoarchivingnotice | archive list | archive basics
*:  archive range | talkpage header
de: archiv-übersicht | archivübersicht | autoarchiv | autoarchiv-erledigt | archivnotiz | archiv tabelle
fr: archives discussion | boîte archives | archivage par bot | discussion bienvenue
es: archivos | caja de archivos | archivado automático | archivar discusión | archivo
pt: arquivos | caixa de arquivos | arquivamento automático | arquivo
it: archivi | archivio discussioni | archiviazione automatica | archivio
nl: archieven | archiefnavigatie | archiefbox | archief
pl: archiwa | archiwum dyskusji | archiwizacja | archiwum
ru: архивы | архивация | архив обсуждений | автоархивация | архив
uk: архіви | архів обговорень | архів
ja: アーカイブ一覧 | 過去ログ一覧 | 過去ログボックス | 自動アーカイブ
zh: 存档框 | 存檔框 | 自动存档 | 自動存檔 | 存档列表 | 存档 | 存檔
ko: 보존 문서함 | 토론 보존함 | 보존 문서 | 보존문서
ar: صندوق أرشيف | أرشيفات | أرشفة تلقائية | أرشيف
fa: بایگانی‌ها | جعبه بایگانی | بایگانی خودکار | بایگانی
he: תיבת ארכיון | ארכיונים | ארכיון
sv: arkivruta | arkivlista | arkiv
nb: arkivboks | arkivliste
fi: arkistot | arkistolaatikko | arkisto
cs: archivy | archivace
hu: archívumok | archiválás | archív | archívum
ca: arxius | caixa d'arxius | arxiu
eu: artxiboak | artxiboa
tr: arşivler | arşiv kutusu | arşiv
vi: hộp lưu trữ | các lưu trữ | lưu trữ
id: kotak arsip | daftar arsip | arsip
el: αρχείο
ro: arhivă
"""

# The whole page is an archive: nobody answers there any more.
ARCHIVED_PAGE = """
*:  talk archive | talkarchive | talk archive navigation | automatic archive navigator | aan
*:  talkarchivenav | archivenav | archive nav | archive-nav | archive navigation | archived talk page
*:  talk page archive
de: archiv | archivseite | diskussionsarchiv
fr: archive de discussion | archive discussion | page archive
es: página de archivo | archivo de discusión
pt: página de arquivo
it: pagina di archivio
nl: archiefpagina
pl: strona archiwum
ru: архив обсуждения | автонавигация по архивам | страница архива
uk: архів обговорення
bg: архивна страница
ja: 過去ログ | ログページ | アーカイブページ
zh: 存档页 | 存檔頁 | 讨论存档 | 討論存檔
ko: 토론 보존
ar: أرشيف نقاش | صفحة أرشيف
fa: بایگانی بحث | صفحه بایگانی
he: דף ארכיון
sv: arkivsida
da: diskussionsarkiv
fi: arkistosivu
cs: archivní stránka | archiv diskuse
hu: vitalap archívum
ca: pàgina d'arxiu
tr: arşiv sayfası
vi: trang lưu trữ
id: halaman arsip
el: αρχείο συζήτησης
"""

# Links to the person it names, to call or to name them.
USER_LINK = """
*:  u | user | usr | ul | userlink | user link | user2 | user5 | user7 | user-c | noping | no ping | np
*:  reply to | replyto | reply | re | ping | ping2 | pings | mention | yo | @
de: benutzer | antwort an
fr: notif | notification | mention utilisateur | utilisateur | réponse à | répondre à
es: menciones | usuario | respuesta a
pt: responder | responder a | usuário | usuária | menção
it: utente
nl: gebruiker | reactie op
pl: odp | odpowiedz | wikipedysta
ru: кому | ответ | участник | пинг
uk: користувач | відповідь
ja: 返信 | 宛先 | 利用者
zh: 回复 | 回覆 | 回應 | 用户
ko: 핑 | 사용자 | 답변
ar: رد | مستخدم | رد على | إشعار
fa: پینگ | پ | پاسخ به | کاربر
he: א | תב | משתמש
sv: svar | svar till | användare
nb: svar til | bruker
fi: vastaus | käyttäjä
cs: odpověď | wikipedista
hu: válasz | szerkesztő
ca: resposta | usuari
tr: cevap | yanıtla | kullanıcı
vi: trả lời | thành viên
id: balas | pengguna
"""
