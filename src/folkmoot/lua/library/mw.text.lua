-- mw.text: text that stands in wikitext or HTML.

local base, mw, util, site = ...
local native = base.native
local text = { JSON_PRESERVE_KEYS = 1, JSON_TRY_FIXING = 2, JSON_PRETTY = 4 }

function text.trim(s, charset)
	if charset == nil then
		s = tostring(s)
		local first = s:find('[^\t\r\n\f ]')
		return first and s:match('^(.*[^\t\r\n\f ])', first) or ''
	end
	return (mw.ustring.gsub(s, '^[' .. charset .. ']*(.-)[' .. charset .. ']*$', '%1'))
end

-- Character references -----------------------------------------------------------------------------

local REFERENCES = {
	['>'] = '&gt;', ['<'] = '&lt;', ['&'] = '&amp;', ['"'] = '&quot;', ["'"] = '&#039;', ['\194\160'] = '&nbsp;',
}
local CHARACTERS = {}
for character, reference in pairs(REFERENCES) do
	CHARACTERS[reference] = character
end

local function reference_of(character)
	return REFERENCES[character] or string.format('&#%d;', mw.ustring.codepoint(character))
end

function text.encode(s, charset)
	if charset == nil then
		return (tostring(s):gsub('[<>&"\']', REFERENCES):gsub('\194\160', '&nbsp;'))
	end
	return (mw.ustring.gsub(s, '[' .. charset .. ']', reference_of))
end

local function by_number(sign, digits)
	local number = tonumber(digits, sign == '#x' and 16 or 10)
	if number and number <= 0x10FFFF and not (number >= 0xD800 and number <= 0xDFFF) then
		return mw.ustring.char(number)
	end
	return nil
end

function text.decode(s, named)
	return (tostring(s):gsub('(&(#?x?)(%w+);)', function(reference, sign, name)
		if CHARACTERS[reference] then
			return CHARACTERS[reference]
		elseif sign == '#' or sign == '#x' then
			return by_number(sign, name)
		end
		return named and native.entity(reference) or nil
	end))
end

-- Text that is not to be markup --------------------------------------------------------------------

local MARKUP = {}
for character in ('"&\'<=>[]{|}'):gmatch('.') do
	MARKUP[character] = '&#' .. character:byte() .. ';'
end

local function escape_second(before, character)
	return before .. '&#' .. character:byte() .. ';'
end

-- A line break before something that would begin a list or the like, in pairs as they are read.
local function escape_line_start(before, character)
	if before == '\r' and character == '\n' then
		return '&#13;\n'
	end
	return escape_second(before, character)
end

function text.nowiki(s)
	s = '\n' .. tostring(s):gsub('["&\'<=>%[%]{|}]', MARKUP)
	s = s:gsub('([\r\n])([#*:; \n\r\t])', escape_line_start)
	s = s:gsub('([\r\n])%-%-%-%-', '%1&#45;---')
	s = s:sub(2):gsub('__', '_&#95;'):gsub('://', '&#58;//')
	for _, word in ipairs { 'ISBN', 'RFC', 'PMID' } do
		s = s:gsub('(' .. word .. ')(%s)', escape_second)
	end
	for _, scheme in ipairs(site.schemes) do
		s = s:gsub('(' .. scheme .. ')(:)', escape_second)
	end
	return s
end

function text.killMarkers(s)
	return (tostring(s):gsub('\127\'"`UNIQ%-%-[^\127]*%-QINU`"\'\127', ''))
end

function text.unstripNoWiki(s)
	return native.unstrip(tostring(s))
end

function text.unstrip(s)
	return text.killMarkers(native.unstrip(tostring(s)))
end

-- A tag --------------------------------------------------------------------------------------------

local function attribute(name, value)
	if type(name) ~= 'string' then
		error("bad named argument attrs to 'tag' (keys must be strings, found " .. type(name) .. ')', 4)
	elseif name:match('[\t\r\n\f /<>"\'=]') then
		error("bad named argument attrs to 'tag' (invalid key '" .. name .. "')", 4)
	elseif type(value) == 'boolean' then
		return value and (' ' .. name) or ''
	elseif type(value) ~= 'string' and type(value) ~= 'number' then
		error(
			"bad named argument attrs to 'tag' (value for key '" .. name .. "' may not be " .. type(value) .. ')',
			4
		)
	end
	return string.format(' %s="%s"', name, text.encode(tostring(value)))
end

local function tag_text(name, attributes, content)
	local pieces = { '<', name }
	for key, value in base.globals.pairs(attributes or {}) do
		pieces[#pieces + 1] = attribute(key, value)
	end
	if content == nil then
		pieces[#pieces + 1] = '>'
	elseif content == false then
		pieces[#pieces + 1] = ' />'
	else
		pieces[#pieces + 1] = '>' .. content .. '</' .. name .. '>'
	end
	return table.concat(pieces)
end

local function may_be_content(content)
	local kind = type(content)
	return content == nil or content == false or kind == 'string' or kind == 'number'
end

function text.tag(name, attributes, content)
	if type(name) == 'table' then
		local given = name
		util.checkTypeForNamedArg('tag', 'name', given.name, 'string')
		util.checkTypeForNamedArg('tag', 'attrs', given.attrs, 'table', true)
		if not may_be_content(given.content) then
			util.checkTypeForNamedArg('tag', 'content', given.content, 'string, number, nil, or false')
		end
		return tag_text(given.name, given.attrs, given.content)
	end
	util.checkType('tag', 1, name, 'string')
	util.checkType('tag', 2, attributes, 'table', true)
	if not may_be_content(content) then
		util.checkType('tag', 3, content, 'string, number, nil, or false')
	end
	return tag_text(name, attributes, content)
end

-- Lists and lengths --------------------------------------------------------------------------------

function text.gsplit(s, pattern, plain)
	local ustring = mw.ustring
	local from, length = 1, ustring.len(s)
	return function()
		if not from then
			return nil
		end
		local first, last = ustring.find(s, pattern, from, plain)
		local piece
		if not first then
			piece, from = ustring.sub(s, from), nil
		elseif last < first then -- the separator is empty: one character at a time
			piece = ustring.sub(s, from, first)
			from = first < length and first + 1 or nil
		else
			piece = first > from and ustring.sub(s, from, first - 1) or ''
			from = last + 1
		end
		return piece
	end
end

function text.split(s, pattern, plain)
	local pieces = {}
	for piece in text.gsplit(s, pattern, plain) do
		pieces[#pieces + 1] = piece
	end
	return pieces
end

function text.listToText(list, separator, conjunction)
	separator = separator or native.message('comma-separator', '') or ', '
	conjunction = conjunction
		or ((native.message('and', '') or ' and') .. (native.message('word-separator', '') or ' '))
	local count = #list
	if count > 1 then
		return table.concat(list, separator, 1, count - 1) .. conjunction .. list[count]
	end
	return tostring(list[1] or '')
end

function text.truncate(s, length, ellipsis, adjust)
	local ustring = mw.ustring
	local whole = ustring.len(s)
	if whole <= math.abs(length) then
		return s
	end
	ellipsis = ellipsis or native.message('ellipsis', '') or '…'
	local taken = adjust and ustring.len(ellipsis) or 0
	local short
	if math.abs(length) <= taken then
		short = ellipsis
	elseif length > 0 then
		short = ustring.sub(s, 1, length - taken) .. ellipsis
	else
		short = ellipsis .. ustring.sub(s, length + taken)
	end
	return ustring.len(short) < whole and short or s
end

-- JSON ---------------------------------------------------------------------------------------------

local function refuse(words, level)
	error('mw.text.jsonEncode: Cannot ' .. words, level + 1)
end

-- A plain copy for the host, which does not know metatables; loops and what JSON lacks are refused.
local function plain_copy(value, inside, level)
	local kind = type(value)
	if kind == 'number' then
		if value ~= value or value == math.huge or value == -math.huge then
			refuse('encode non-finite numbers', level)
		end
	elseif kind == 'table' then
		if inside[value] then
			refuse('use recursive tables', level)
		end
		inside[value] = true
		local copy = {}
		for key, item in base.globals.pairs(value) do
			if type(key) ~= 'string' and type(key) ~= 'number' then
				refuse("use type '" .. type(key) .. "' as a table key", level)
			elseif key == math.huge or key == -math.huge then
				refuse("use 'inf' as a table key", level)
			end
			copy[key] = plain_copy(item, inside, level + 1)
		end
		inside[value] = nil
		return copy
	elseif kind ~= 'string' and kind ~= 'boolean' and kind ~= 'nil' then
		refuse("encode type '" .. kind .. "'", level)
	end
	return value
end

function text.jsonEncode(value, flags)
	return native.json_encode(plain_copy(value, {}, 2), flags or 0)
end

function text.jsonDecode(json, flags)
	util.checkType('mw.text.jsonDecode', 1, json, 'string')
	util.checkType('mw.text.jsonDecode', 2, flags, 'number', true)
	return native.json_decode(json, flags or 0)
end

return text
