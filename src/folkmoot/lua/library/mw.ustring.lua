-- mw.ustring: the functions of `string`, by characters of UTF-8 instead of bytes.
--
-- Texts and patterns of ASCII only go to Lua's own functions, which mean the same there; all others to the
-- host. %p is the exception: in Unicode, "$+<=>^`|~" are symbols, not punctuation.

local base = ...
local native = base.native
local ustring = { maxPatternLength = 10000, maxStringLength = 2099200 }

local LARGEST = 2 ^ 53 -- no text has so many characters, and the host takes it for a whole number

local function checked(name, number, value)
	if type(value) == 'number' then
		return tostring(value)
	elseif type(value) ~= 'string' then
		local kind = value == nil and 'nil' or type(value)
		error(string.format("bad argument #%d to '%s' (string expected, got %s)", number, name, kind), 3)
	end
	return value
end

local function number(name, position, value, default)
	if value == nil then
		return default
	end
	local given = tonumber(value)
	if not given then
		local kind = type(value)
		error(string.format("bad argument #%d to '%s' (number expected, got %s)", position, name, kind), 3)
	end
	local whole = given < 0 and math.ceil(given) or math.floor(given)
	return math.max(-LARGEST, math.min(LARGEST, whole))
end

local function ascii(s)
	return not s:find('[\128-\255]')
end

local function simple(s, pattern)
	return ascii(s) and ascii(pattern) and not pattern:find('%%[pbP%z]') and not s:find('%z')
end

local function pattern_of(name, value)
	local pattern = checked(name, 2, value)
	if #pattern > ustring.maxPatternLength and native.length(pattern) > ustring.maxPatternLength then
		error(string.format("bad argument #2 to '%s' (pattern is longer than %d characters)",
			name, ustring.maxPatternLength), 3)
	end
	return pattern
end

-- Lengths and places -------------------------------------------------------------------------------

function ustring.isutf8(s)
	return native.length(checked('isutf8', 1, s)) ~= nil
end

function ustring.len(s)
	s = checked('len', 1, s)
	return ascii(s) and #s or native.length(s)
end

function ustring.sub(s, first, last)
	s = checked('sub', 1, s)
	first, last = number('sub', 2, first, 1), number('sub', 3, last, -1)
	return ascii(s) and s:sub(first, last) or native.sub(s, first, last)
end

function ustring.byteoffset(s, place, start)
	s = checked('byteoffset', 1, s)
	place, start = number('byteoffset', 2, place, 1), number('byteoffset', 3, start, 1)
	return native.byteoffset(s, place, start)
end

function ustring.codepoint(s, first, last)
	s = checked('codepoint', 1, s)
	first = number('codepoint', 2, first, 1)
	last = number('codepoint', 3, last, first)
	if ascii(s) then
		return s:byte(first, last)
	end
	return unpack(native.codepoints(s, first, last))
end

function ustring.gcodepoint(s, first, last)
	s = checked('gcodepoint', 1, s)
	local points = native.codepoints(s, number('gcodepoint', 2, first, 1), number('gcodepoint', 3, last, -1))
	local place = 0
	return function()
		place = place + 1
		return points[place]
	end
end

function ustring.char(...)
	local points = { ... }
	for place = 1, select('#', ...) do
		points[place] = number('char', place, points[place] == nil and {} or points[place])
		if points[place] < 0 or points[place] > 0x10FFFF then
			error(string.format("bad argument #%d to 'char' (value out of range)", place), 2)
		end
	end
	return native.characters(points)
end

ustring.byte = string.byte
ustring.rep = string.rep

-- Letters ------------------------------------------------------------------------------------------

function ustring.lower(s)
	s = checked('lower', 1, s)
	return ascii(s) and s:lower() or native.lower(s)
end

function ustring.upper(s)
	s = checked('upper', 1, s)
	return ascii(s) and s:upper() or native.upper(s)
end

for _, form in ipairs { 'NFC', 'NFD', 'NFKC', 'NFKD' } do
	ustring['to' .. form] = function(s)
		s = checked('to' .. form, 1, s)
		return ascii(s) and s or native.normalise(form, s)
	end
end

-- Widths and precisions of %s count characters.
function ustring.format(format, ...)
	format = checked('format', 1, format)
	local values, place = { ... }, 0
	local count = select('#', ...)
	format = format:gsub('%%([-+ #0]*)(%d*)(%.?%d*)(.)', function(flags, width, precision, kind)
		if kind == '%' then
			return nil
		end
		place = place + 1
		local value = values[place]
		if kind ~= 's' or type(value) ~= 'string' or ascii(value) or (width == '' and precision == '') then
			return nil
		end
		if precision ~= '' then
			value = native.sub(value, 1, tonumber(precision:sub(2)) or 0)
		end
		local missing = (tonumber(width) or 0) - (native.length(value) or #value)
		local padding = string.rep(' ', missing)
		values[place] = flags:find('-', 1, true) and value .. padding or padding .. value
		return '%s'
	end)
	return string.format(format, unpack(values, 1, count))
end

-- Patterns -----------------------------------------------------------------------------------------

function ustring.find(s, pattern, init, plain)
	s, pattern = checked('find', 1, s), pattern_of('find', pattern)
	init = number('find', 3, init, 1)
	if ascii(s) and ascii(pattern) and (plain or simple(s, pattern)) then
		return s:find(pattern, init, plain)
	end
	return native.find(s, pattern, init, plain and true or false)
end

function ustring.match(s, pattern, init)
	s, pattern = checked('match', 1, s), pattern_of('match', pattern)
	init = number('match', 3, init, 1)
	if simple(s, pattern) then
		return s:match(pattern, init)
	end
	return native.match(s, pattern, init)
end

function ustring.gmatch(s, pattern)
	s, pattern = checked('gmatch', 1, s), pattern_of('gmatch', pattern)
	if simple(s, pattern) and pattern:sub(1, 1) ~= '^' then
		return s:gmatch(pattern)
	end
	local found, stride = native.all_matches(s, pattern, -1, false)
	local place, captures = 1 - stride, stride - 2
	return function()
		place = place + stride
		if place + stride > #found + 1 then
			return nil
		elseif captures == 0 then
			return found[place + 1]
		end
		return unpack(found, place + 2, place + stride - 1)
	end
end

ustring.gfind = ustring.gmatch

local function by_text(replacement)
	if not replacement:find('%', 1, true) then
		return function() return replacement end
	end
	return function(captures, whole)
		return (replacement:gsub('%%(.?)', function(letter)
			if letter == '0' or (letter == '1' and #captures == 0) then
				return whole
			elseif letter:find('%d') then
				local value = captures[tonumber(letter)]
				if value == nil then
					error("invalid capture index %" .. letter .. " in replacement string", 0)
				end
				return tostring(value)
			end
			return letter
		end))
	end
end

local function replacer(replacement)
	local kind = type(replacement)
	if kind == 'function' then
		return function(captures) return replacement(unpack(captures)) end
	elseif kind == 'table' then
		return function(captures) return replacement[captures[1]] end
	elseif kind == 'string' or kind == 'number' then
		return by_text(tostring(replacement))
	end
	error("bad argument #3 to 'gsub' (string/function/table expected, got " .. kind .. ')', 3)
end

local function replaced(found, stride, replace)
	local pieces, count = {}, 0
	for place = 1, #found - stride + 1, stride do
		count = count + 1
		local whole, captures = found[place + 1], {}
		for capture = 2, stride - 1 do
			captures[capture - 1] = found[place + capture]
		end
		local given = captures
		if stride == 2 then
			given = { whole }
		end
		local value = replace(given, whole)
		if value == nil or value == false then
			value = whole
		elseif type(value) ~= 'string' and type(value) ~= 'number' then
			error('invalid replacement value (a ' .. type(value) .. ')', 3)
		end
		pieces[#pieces + 1] = found[place]
		pieces[#pieces + 1] = value
	end
	pieces[#pieces + 1] = found[#found]
	return table.concat(pieces), count
end

function ustring.gsub(s, pattern, replacement, limit)
	s, pattern = checked('gsub', 1, s), pattern_of('gsub', pattern)
	limit = number('gsub', 4, limit, -1)
	if simple(s, pattern) then
		return s:gsub(pattern, replacement, limit >= 0 and limit or nil)
	end
	local replace = replacer(replacement)
	local found, stride = native.all_matches(s, pattern, limit, true)
	return replaced(found, stride, replace)
end

return ustring
