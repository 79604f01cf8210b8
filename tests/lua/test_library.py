"""What the library mw.* gives, expression by expression."""

from __future__ import annotations

import pytest
from lua_pages import NOW, rendered, said

from folkmoot.core.site import SiteConfig
from folkmoot.core.wikitext import Limits, PageFacts, Settings, Surroundings, compose, render
from folkmoot.core.wikitext.scripting.questions import QUESTIONS
from folkmoot.lua.child.natives import ASKED
from folkmoot.lua.pool import LuaPool

PAGES = {
    "Template:T": "x",
    "User talk:Ada": "#REDIRECT [[User talk:Grace]]",
    "Module:Data.json": '{"a": [1, 2]}',
}
TEXT = {
    "mw.text.trim('  a \\n')": "a",
    "mw.text.trim('xaxbx', 'x')": "axb",
    "mw.text.encode('<a href=\"x\">')": "&lt;a href=&quot;x&quot;&gt;",
    "mw.text.decode('&lt;&#65;&#x42;&eacute;')": "<AB&eacute;",
    "mw.text.decode('&eacute;&hearts;', true)": "é♥",
    "table.concat(mw.text.split('a, b,c', '%s*,%s*'), '|')": "a|b|c",
    "table.concat(mw.text.split('a.b', '.', true), '|')": "a|b",
    "#mw.text.split('abc', '')": "3",
    "mw.text.listToText({ 'a', 'b', 'c' })": "a, b and c",
    "mw.text.listToText({ 'a', 'b' }, '; ', ' & ')": "a & b",
    "mw.text.truncate('abcdefgh', 3)": "abc…",
    "mw.text.truncate('abcdefgh', -3, '..', true)": "..h",
    "mw.text.nowiki('[a] b')": "&#91;a&#93; b",
    "mw.text.tag('i', { class = 'c' }, 'x')": '<i class="c">x</i>',
    "mw.text.jsonEncode({ 1, 'b', { c = true } })": '[1,"b",{"c":true}]',
    "mw.text.jsonEncode({ 1, 2 }, mw.text.JSON_PRESERVE_KEYS)": '{"1":1,"2":2}',
    "mw.text.jsonEncode({}) .. mw.text.jsonEncode('ä')": '[]"ä"',
    'mw.text.jsonDecode(\'{"a": [1, {"5": null}], "7": 8}\').a[1]': "1",
    "mw.text.jsonDecode('[1,2,]', mw.text.JSON_TRY_FIXING)[2]": "2",
    "mw.text.jsonDecode('[4]', mw.text.JSON_PRESERVE_KEYS)[0]": "4",
    "mw.text.jsonDecode('[123456789012345678901]')[1]": "1.2345678901235e+20",
    "type(select(2, pcall(mw.text.jsonDecode, '[' .. ('9'):rep(400) .. ']')))": "string",
    "type(os.time { year = 2000, month = 1, day = 1, hour = 2 ^ 80 })": "number",
    "type(select(2, pcall(os.time, { year = 2000, month = 1, day = 1, hour = 1e306 })))": "string",
    "tostring(pcall(mw.text.jsonDecode, '{'))": "false",
    "tostring(pcall(mw.text.jsonEncode, { f = print or pairs }))": "false",
    "mw.ustring.sub('äb', -1e300, 1e300)": "äb",
    "tostring(mw.ustring.find('äb', 'b', 1 / 0)) .. mw.ustring.codepoint('äb', -1e300, 1)": "nil228",
    "type(mw.ustring.gsub('äb', 'b', 'x', 0 / 0))": "string",
}
TITLE = {
    "mw.title.getCurrentTitle().prefixedText": "Talk:Some page/Part",
    "mw.title.getCurrentTitle().baseText": "Some page",
    "mw.title.getCurrentTitle().subpageText": "Part",
    "mw.title.getCurrentTitle().nsText": "Talk",
    "tostring(mw.title.getCurrentTitle().subjectPageTitle)": "Some page/Part",
    "tostring(mw.title.new('Some page').talkPageTitle)": "Talk:Some page",
    "tostring(mw.title.new('Special:Log').talkPageTitle)": "nil",
    "mw.title.new('T', 'Template').fullText": "Template:T",
    "mw.title.new('t', 10).exists": "true",
    "mw.title.new('Template:None').exists": "false",
    "mw.title.new('template:t').contentModel": "wikitext",
    "mw.title.new('Module:Test').contentModel": "Scribunto",
    "mw.title.new('User talk:Ada').isRedirect": "true",
    "mw.title.new('User talk:Ada').redirectTarget.prefixedText": "User talk:Grace",
    "mw.title.new('Template:T'):getContent()": "x",
    "mw.title.new('Template:T').content": "x",
    "tostring(mw.title.new('a[b'))": "nil",
    "tostring(mw.title.new(''))": "nil",
    "tostring(mw.title.new(12))": "nil",
    "mw.title.new('A#b c').fragment": "b c",
    "mw.title.makeTitle('Template', 'a', 'f').fullText": "Template:A#f",
    "mw.title.new('A') == mw.title.makeTitle(0, 'A')": "true",
    "mw.title.new('A') < mw.title.new('B')": "true",
    "mw.title.compare(mw.title.new('B'), mw.title.new('A'))": "1",
    "mw.title.new('User:A/b/c'):isSubpageOf(mw.title.new('User:A'))": "true",
    "mw.title.new('User:A/b/c').rootText": "A",
    "mw.title.new('User:A/b').rootPageTitle.fullText": "User:A",
    "mw.title.new('A'):subPageTitle('b').text": "A/b",
    "mw.title.new('Talk:A').isTalkPage": "true",
    "mw.title.new('Talk:A'):inNamespaces('Talk', 4)": "true",
    "mw.title.new('Talk:A'):hasSubjectNamespace(0)": "true",
    "mw.title.new('A b/ä').isSubpage": "false",
    "mw.title.new('A b/ä'):partialUrl()": "A_b/%C3%A4",
    "mw.title.new('A b'):localUrl('x=1')": "/wiki/A_b?x=1",
    "mw.title.new('A b'):fullUrl({ action = 'edit' })": "/wiki/A_b?action=edit",
    "mw.title.new('commons:X').isExternal": "true",
    "mw.title.new('commons:X').interwiki": "commons",
    "#mw.title.new('A').protectionLevels.edit": "0",
    "mw.title.new('File:X.png').file.exists": "false",
    "'<' .. mw.title.new('A') .. '>'": "<A>",
    "tostring(pcall(function() mw.title.new('A').text = 'B' end))": "false",
    "(function() local t = mw.title.new('A') t.fragment = 'x_y' t.o = 1 return t.fullText .. t.o end)()": (
        "A#x y1"
    ),
}
LANGUAGE = {
    "mw.language.getContentLanguage():getCode()": "en",
    "mw.getLanguage('de'):formatNum(1234567.5)": "1.234.567,5",
    "mw.getContentLanguage():formatNum(1234.5, { noCommafy = true })": "1234.5",
    "mw.getLanguage('de'):parseFormattedNumber('1.234,5')": "1234.5",
    "mw.getContentLanguage():formatDate('j F Y, H:i')": "2 January 2026, 03:04",
    "mw.getLanguage('fr'):formatDate('j F Y', '2020-02-03')": "3 février 2020",
    "tostring(pcall(mw.getContentLanguage().formatDate, mw.getContentLanguage(), 'Y', 'no date'))": "false",
    "mw.getContentLanguage():ucfirst('élan') .. mw.getContentLanguage():lc('ÄB')": "Élanäb",
    "mw.language.new('tr'):ucfirst('ilk') .. mw.language.new('tr'):lcfirst('Irak')": "İlkırak",
    "mw.language.new('tr'):uc('ilk') .. mw.language.new('en'):ucfirst('')": "ILK",
    "mw.getLanguage('tr'):getCode()": "tr",
    "mw.getContentLanguage():plural(1, 'page', 'pages')": "page",
    "mw.getLanguage('ru'):plural(3, { 'one', 'few', 'many' })": "few",
    "mw.getContentLanguage():gender('female', 'he', 'she')": "she",
    "mw.getContentLanguage():grammar('genitive', 'x')": "x",
    "mw.getLanguage('he'):getDir() .. mw.getLanguage('he'):getArrow()": "rtl←",
    "mw.language.fetchLanguageName('fr')": "français",
    "mw.language.fetchLanguageNames().de": "Deutsch",
    "table.concat(mw.language.getFallbacksFor('de-at'), ' ')": "de en",
    "tostring(mw.language.isKnownLanguageTag('xx'))": "false",
    "tostring(mw.language.isValidCode('a/b'))": "false",
    "mw.getContentLanguage():formatDuration(93784)": "1 day, 2 hours, 3 minutes and 4 seconds",
    "mw.getContentLanguage():getDurationIntervals(7200, { 'minutes' }).minutes": "120",
    "tostring(pcall(mw.getLanguage('<').isRTL, 1))": "false",
}
OTHER = {
    "mw.site.siteName": "Folkmoot",
    "mw.site.namespaces[10].name": "Template",
    "mw.site.namespaces.user.talk.name": "User talk",
    "mw.site.namespaces.Module.id": "828",
    "mw.site.talkNamespaces[1].subject.id": "0",
    "mw.site.stats.pages + mw.site.stats.users": "10",
    "mw.site.interwikiMap().commons.url": "https://commons.wikimedia.org/wiki/$1",
    "mw.message.new('ellipsis'):plain()": "…",
    "tostring(mw.message.new('no-such-message'):exists())": "false",
    "mw.message.new('no-such-message'):plain()": "⧼no-such-message⧽",
    "mw.message.newRawMessage('$2 $1 $3', 'a', 'b'):plain()": "b a $3",
    "mw.message.newRawMessage('$1'):numParams(12345):plain()": "12,345",
    "mw.message.newFallbackSequence('no-such', 'ellipsis'):plain()": "…",
    "mw.uri.encode('a b/ä')": "a+b%2F%C3%A4",
    "mw.uri.encode('a b', 'WIKI') .. mw.uri.decode('a%20b+c')": "a_ba b c",
    "mw.uri.anchorEncode('a b')": "a_b",
    "tostring(mw.uri.new('http://x.org/p?a=1#f'):extend { b = 2 })": "http://x.org/p?a=1&b=2#f",
    "mw.uri.parseQueryString('a=1&a=2').a[2]": "2",
    "tostring(mw.uri.localUrl('A b', { x = 1 }))": "/wiki/A_b?x=1",
    "mw.hash.hashValue('md5', 'a')": "0cc175b9c0f1b6a831c399e269772661",
    "tostring(pcall(mw.hash.hashValue, 'nothing', 'a'))": "false",
    "mw.loadJsonData('Module:Data.json').a[2]": "2",
    "mw.isSubsting()": "false",
    "mw.allToString('a', 1, nil, true)": "a\t1\tnil\ttrue",
    "mw.dumpObject({ 1, a = 'b' })": 'table#1 {\n    1,\n    ["a"] = "b",\n}',
    "require('bit32').band(12, 10)": "8",
    "require('libraryUtil').checkType and 'yes'": "yes",
    "os.date('!%Y-%m-%d %H:%M', 0)": "1970-01-01 00:00",
    "os.time { year = 1970, month = 1, day = 2, hour = 0 }": "86400",
    "os.date('!*t').year": "2026",
    "type(os.clock())": "number",
    "tostring(mw.wikibase)": "nil",
}


@pytest.mark.parametrize(
    ("expression", "result"), [pair for table in (TEXT, TITLE, LANGUAGE, OTHER) for pair in table.items()]
)
def test_an_expression_gives(expression: str, result: str, pool: LuaPool) -> None:
    assert (
        said(pool, f"local result = {expression} return mw.text.nowiki(tostring(result))", pages=PAGES)
        == result
    )


HTML = {
    "mw.html.create('div'):attr('id', 'a\"b'):addClass('c'):addClass('d'):wikitext('x')": (
        '<div id="a&quot;b" class="c d">x</div>'
    ),
    "mw.html.create('b'):css('color', 'red'):css { top = '1px' }:cssText('left:0')": (
        '<b style="color:red;top:1px;left:0"></b>'
    ),
    "mw.html.create('ul'):tag('li'):wikitext('a'):done():tag('li'):wikitext('b'):allDone()": (
        "<ul><li>a</li><li>b</li></ul>"
    ),
    "mw.html.create():wikitext('a'):tag('br'):done():newline()": "a<br />\n",
    "mw.html.create('i'):attr('id', 'x'):attr('id', nil):attr { title = 't' }": '<i title="t"></i>',
    "mw.html.create('i'):node(mw.html.create('u')):node(nil)": "<i><u></u></i>",
}


@pytest.mark.parametrize(("expression", "result"), HTML.items())
def test_html_is_built(expression: str, result: str, pool: LuaPool) -> None:
    assert said(pool, f"return mw.text.nowiki(tostring({expression}))") == result.replace("\n", "").strip()


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("mw.html.create('a b')", "invalid tag name"),
        ("mw.getContentLanguage():formatDate(('xm'):rep(1e6), '2020')", "the format is too long"),
        ("mw.html.create('br'):wikitext('x')", "self-closing tags can't have child nodes"),
        ("mw.html.create('b'):attr('1', 'x')", "invalid attribute name"),
        ("mw.html.create('b'):wikitext({})", "string or number expected, got table"),
        ("mw.title.makeTitle('Nowhere', 'x')", "unrecognized namespace name 'Nowhere'"),
        ("mw.title.getCurrentTitle().inNamespace(1)", "Did you call inNamespace with a dot"),
        ("frame.preprocess('x')", "Did you call preprocess with a dot"),
        ("mw.language.new()", "too few arguments"),
        ("mw.loadData('Module:None')", "not found"),
        ("require('Module:None')", "module 'Module:None' not found"),
        ("setmetatable(mw.loadData('Module:D'), {})", "protected metatable"),
        ("(function() mw.loadData('Module:D').x = 1 end)()", "read-only"),
        ("mw.loadData('Module:F')", "unsupported data type 'function'"),
        ("require('strict') and undeclared", "not declared"),
    ],
)
def test_what_is_asked_wrongly_is_named_with_its_line(expression: str, words: str, pool: LuaPool) -> None:
    pages = {"Module:D": "return { t = { 1 } }", "Module:F": "return { f = function() end }"}
    shown = said(pool, f"local result = {expression} return tostring(result)", pages=pages)
    assert words in shown


def test_expensive_functions_are_counted(pool: LuaPool) -> None:
    body = "for i = 1, 600 do local _ = mw.title.new('Page ' .. i).exists end return 'all'"
    assert "too many expensive function calls" in said(pool, body)
    assert said(pool, body.replace("'Page ' .. i", "'Page'")) == "all"


def test_the_library_asks_what_the_site_answers() -> None:
    assert {*ASKED, "clock"} == set(QUESTIONS)


def said_among(around: Surroundings, expression: str) -> str:
    """What an expression gives on the page ``P`` with these surroundings."""
    pages = {"Module:M": f"return {{ f = function() return tostring({expression}) end }}"}
    site = SiteConfig.for_language("en")
    return render("{{#invoke:M|f}}", site=site, title="P", pages=pages, around=around).html


def test_what_the_operator_sets_holds_for_modules(pool: LuaPool) -> None:
    around = Surroundings(scripts=pool, limits=Limits(expensive_calls=2), settings=Settings(version="1.99.0"))
    asked = "(function() for n = 1, %d do mw.incrementExpensiveFunctionCount() end return 'done' end)()"
    assert "done" in said_among(around, asked % 2)
    assert "too many expensive function calls" in said_among(around, asked % 3)
    assert "1.99.0" in said_among(around, "mw.site.currentVersion")


@pytest.mark.parametrize(("number", "title"), [(7, "P"), (8, "nil"), (0, "nil")])
def test_the_page_itself_is_found_by_its_number(number: int, title: str, pool: LuaPool) -> None:
    around = Surroundings(scripts=pool, page=lambda name: PageFacts(number=7 if name == "P" else number))
    assert f"<p>{title}\n</p>" in said_among(around, f"mw.title.new({number})")


def test_data_is_read_once_and_walked_in_its_order(pool: LuaPool) -> None:
    body = """
        local data, t = mw.loadData('Module:D'), {}
        for number, value in ipairs(data.list) do t[#t + 1] = number .. value end
        for key in pairs(data) do t[#t + 1] = key end
        return table.concat(t, ' ') .. tostring(data == mw.loadData('Module:D'))"""
    assert said(pool, body, pages={"Module:D": "return { list = { 'a', 'b' } }"}) == "1a 2b listfalse"


def test_frames_make_frames(pool: LuaPool) -> None:
    body = """
        local child = frame:newChild { title = 'Own', args = { 'a', k = 'b' } }
        local value = frame:newParserValue('{{{1}}}')
        local template = frame:newTemplateParserValue { title = 'T', args = { 'z' } }
        return child:preprocess('{{{1}}}{{{k}}}') .. child:getTitle() .. child:getParent():getTitle()
            .. value:expand() .. template:expand() .. frame:getArgument('1'):expand() .. child.args.k"""
    shown = said(pool, body, call="|one", pages={"Template:T": "({{{1}}})"})
    assert shown == "abOwnModule:Testone(z)oneb"


def test_the_clock_makes_a_rendering_stale(pool: LuaPool) -> None:
    module = "local p = {} function p.a() return os.time() end function p.b() return 1 end return p"

    def expires(call: str) -> int | None:
        around = Surroundings(now=NOW, scripts=pool)
        site = SiteConfig.for_language("en")
        return compose(call, site=site, title="P", pages={"Module:M": module}, around=around).expires_in

    assert expires("{{#invoke:M|a}}") == 15
    assert expires("{{#invoke:M|b}}") is None


def test_modules_and_pages_that_were_looked_at_are_remembered(pool: LuaPool) -> None:
    module = "local p = {} function p.a() return tostring(mw.title.new('Help:X').exists) end return p"
    page = rendered(pool, "{{#invoke:M|a}}", {"Module:M": module})
    assert set(page.templates) == {"Module:M", "Help:X"}


def test_modules_have_the_names_of_the_wikis_language(pool: LuaPool) -> None:
    module = "local p = {} function p.a(f) return f:getTitle() .. require('Modul:B') end return p"
    pages = {"Modul:A": module, "Modul:B": "return 'b'"}
    assert "Modul:Ab" in rendered(pool, "{{#invoke:A|a}}", pages, language="de").html
