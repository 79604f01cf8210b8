-- mw.language: what differs by language. The host knows the languages; here are the objects.

local base, mw, util, site = ...
local native = base.native
local language = {}
local methods = {}

local LEFT, RIGHT = '←', '→'
local ARROWS = { left = LEFT, right = RIGHT, up = '↑', down = '↓' }

-- Languages by code --------------------------------------------------------------------------------

function language.isSupportedLanguage(code)
	return native.language_is(code, 'supported')
end

function language.isKnownLanguageTag(code)
	return native.language_is(code, 'known')
end

function language.isValidCode(code)
	return native.language_is(code, 'valid')
end

function language.isValidBuiltInCode(code)
	return native.language_is(code, 'built-in')
end

function language.fetchLanguageName(code, display)
	util.checkType('fetchLanguageName', 1, code, 'string')
	util.checkType('fetchLanguageName', 2, display, 'string', true)
	return native.language_name(code, display or '')
end

function language.fetchLanguageNames(display)
	util.checkType('fetchLanguageNames', 1, display, 'string', true)
	return native.language_names(display or '')
end

function language.getFallbacksFor(code)
	util.checkType('getFallbacksFor', 1, code, 'string')
	return native.fallbacks(code)
end

function language.getContentLanguage()
	return language.new(site.language)
end

-- Letters ------------------------------------------------------------------------------------------

-- The first letter follows the rules of the language, whole texts those of all languages, as in MediaWiki.
for _, way in ipairs { 'lc', 'uc', 'lcfirst', 'ucfirst' } do
	methods[way] = function(self, s)
		return native.change_case(self.code, way, tostring(s))
	end
end

function methods:caseFold(s)
	return self:uc(s)
end

-- Numbers, dates, grammar --------------------------------------------------------------------------

function methods:formatNum(number, options)
	util.checkType('formatNum', 1, tonumber(number), 'number')
	number = tonumber(number)
	if number ~= number then
		error("bad argument #1 to 'formatNum' (NaN)", 3)
	elseif number == math.huge or number == -math.huge then
		error("bad argument #1 to 'formatNum' (infinite)", 3)
	end
	local plain = type(options) == 'table' and options.noCommafy
	return native.format_number(self.code, string.format('%.14g', number), plain and true or false)
end

function methods:parseFormattedNumber(s)
	return tonumber(native.parse_number(self.code, tostring(s)))
end

function methods:formatDate(format, timestamp, is_local)
	util.checkType('formatDate', 1, format, 'string')
	util.checkTypeMulti('formatDate', 2, timestamp, { 'string', 'number', 'nil' })
	util.checkType('formatDate', 3, is_local, 'boolean', true)
	return native.format_date(self.code, format, timestamp and tostring(timestamp) or '', is_local or false)
end

local UNITS = { -- seconds; a year is the mean of the Gregorian calendar
	{ 'millennia', 31556952000 }, { 'centuries', 3155695200 }, { 'decades', 315569520 }, { 'years', 31556952 },
	{ 'weeks', 604800 }, { 'days', 86400 }, { 'hours', 3600 }, { 'minutes', 60 }, { 'seconds', 1 },
}

function methods:getDurationIntervals(seconds, chosen)
	util.checkType('getDurationIntervals', 1, seconds, 'number')
	util.checkType('getDurationIntervals', 2, chosen, 'table', true)
	local wanted, intervals, smallest = {}, {}, nil
	for _, name in ipairs(chosen or { 'millennia', 'centuries', 'decades', 'years', 'days', 'hours', 'minutes', 'seconds' }) do
		wanted[name] = true
	end
	for _, unit in ipairs(UNITS) do
		local name, size = unit[1], unit[2]
		if wanted[name] then
			smallest = name
			local count = math.floor(seconds / size)
			if count > 0 then
				intervals[name] = count
				seconds = seconds - count * size
			end
		end
	end
	if next(intervals) == nil and smallest then
		intervals[smallest] = 0
	end
	return intervals
end

function methods:formatDuration(seconds, chosen)
	local intervals, pieces = self:getDurationIntervals(seconds, chosen), {}
	for _, unit in ipairs(UNITS) do
		local count = intervals[unit[1]]
		if count then
			pieces[#pieces + 1] = native.duration(self.code, unit[1], count)
		end
	end
	return mw.text.listToText(pieces)
end

function methods:convertPlural(number, ...)
	local forms = { ... }
	if type(forms[1]) == 'table' then
		forms = forms[1]
	end
	local texts = {}
	for place, form in ipairs(forms) do
		texts[place] = tostring(form)
	end
	return native.plural(self.code, tostring(tonumber(number) or number), texts)
end

methods.plural = methods.convertPlural

function methods:convertGrammar(word, case)
	return native.grammar(self.code, tostring(word), tostring(case))
end

function methods:grammar(case, word)
	return self:convertGrammar(word, case)
end

function methods:gender(who, ...)
	local forms = { ... }
	if type(forms[1]) == 'table' then
		forms = forms[1]
	end
	local gender = native.gender(tostring(who))
	local place = gender == 'male' and 1 or gender == 'female' and 2 or 3
	return forms[place] or forms[1] or ''
end

-- Direction ----------------------------------------------------------------------------------------

function methods:isRTL()
	return native.language_is(self.code, 'rtl')
end

function methods:getDir()
	return self:isRTL() and 'rtl' or 'ltr'
end

function methods:getDirMark(opposite)
	return self:isRTL() ~= (opposite and true or false) and '\226\128\143' or '\226\128\142'
end

function methods:getDirMarkEntity(opposite)
	return self:isRTL() ~= (opposite and true or false) and '&rlm;' or '&lrm;'
end

function methods:getArrow(direction)
	direction = direction or 'forwards'
	util.checkType('getArrow', 1, direction, 'string')
	if direction == 'forwards' or direction == 'backwards' then
		return self:isRTL() == (direction == 'forwards') and LEFT or RIGHT
	end
	return ARROWS[direction]
end

-- The rest -----------------------------------------------------------------------------------------

function methods:getCode()
	return self.code
end

function methods:toBcp47Code()
	return native.language_tag(self.code)
end

function methods:getFallbackLanguages()
	return language.getFallbacksFor(self.code)
end

-- What a code that cannot be one has all the same.
local CODE_ONLY = { getCode = true, getFallbackLanguages = true }
local LEAST = {
	lcfirst = 1, ucfirst = 1, lc = 1, uc = 1, caseFold = 1, formatNum = 1, formatDate = 1, formatDuration = 1,
	getDurationIntervals = 1, convertPlural = 2, plural = 2, convertGrammar = 2, grammar = 2, gender = 2,
	parseFormattedNumber = 1,
}

function language.new(code)
	if code == nil then
		error('too few arguments to mw.language.new()', 2)
	end
	local valid = language.isValidCode(code)
	local object = { code = code }
	local check = util.makeCheckSelfFunction('mw.language', 'lang', object, 'language object')
	for name, method in pairs(methods) do
		local least = LEAST[name] or 0
		object[name] = function(self, ...)
			check(self, name)
			if select('#', ...) < least then
				error('too few arguments to mw.language:' .. name, 2)
			elseif not valid and not CODE_ONLY[name] and not ARROWS[(...)] then
				error("language code '" .. tostring(code) .. "' is invalid", 2)
			end
			return method(self, ...)
		end
	end
	return object
end

return language
