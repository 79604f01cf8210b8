-- The library bit32 of Lua 5.2, on numbers that Lua 5.1 has: unsigned words of 32 bits.

local floor = math.floor
local SIZE = 2 ^ 32

local function word(name, number, value)
	local given = tonumber(value)
	if not given then
		local kind = value == nil and 'no value' or type(value)
		error(string.format("bad argument #%d to '%s' (number expected, got %s)", number, name, kind), 4)
	end
	if given ~= given or given == math.huge or given == -math.huge then
		return 0
	end
	return floor(given) % SIZE
end

-- The result of a rule on each pair of bits, four bits at a time from a table.
local function nibbles(rule)
	local result = {}
	for left = 0, 15 do
		result[left] = {}
		for right = 0, 15 do
			local value, bit = 0, 1
			for _ = 1, 4 do
				local a, b = floor(left / bit) % 2, floor(right / bit) % 2
				if rule(a, b) then
					value = value + bit
				end
				bit = bit * 2
			end
			result[left][right] = value
		end
	end
	return result
end

local AND = nibbles(function(a, b) return a + b == 2 end)
local OR = nibbles(function(a, b) return a + b > 0 end)
local XOR = nibbles(function(a, b) return a ~= b end)

local function combine(known, left, right)
	local result, scale = 0, 1
	while left > 0 or right > 0 do
		result = result + known[left % 16][right % 16] * scale
		left, right, scale = floor(left / 16), floor(right / 16), scale * 16
	end
	return result
end

local function folded(name, known, start)
	return function(...)
		local result = start
		for number = 1, select('#', ...) do
			result = combine(known, result, word(name, number, (select(number, ...))))
		end
		return result
	end
end

local bit32 = {}

bit32.band = folded('band', AND, SIZE - 1)
bit32.bor = folded('bor', OR, 0)
bit32.bxor = folded('bxor', XOR, 0)

function bit32.bnot(value)
	return SIZE - 1 - word('bnot', 1, value)
end

function bit32.btest(...)
	return bit32.band(...) ~= 0
end

local function distance(name, value)
	local given = tonumber(value)
	if not given then
		error(string.format("bad argument #2 to '%s' (number expected, got %s)", name, type(value)), 3)
	end
	return given < 0 and -floor(-given) or floor(given)
end

local function shifted(value, left)
	if left <= -32 or left >= 32 then
		return 0
	end
	return floor(value * 2 ^ left) % SIZE
end

function bit32.lshift(value, by)
	return shifted(word('lshift', 1, value), distance('lshift', by))
end

function bit32.rshift(value, by)
	return shifted(word('rshift', 1, value), -distance('rshift', by))
end

function bit32.arshift(value, by)
	local given, right = word('arshift', 1, value), distance('arshift', by)
	if right <= 0 or given < SIZE / 2 then
		return shifted(given, -right)
	elseif right >= 32 then
		return SIZE - 1
	end
	return floor(given / 2 ^ right) + SIZE - 2 ^ (32 - right)
end

function bit32.lrotate(value, by)
	local given, left = word('lrotate', 1, value), distance('lrotate', by) % 32
	return (given * 2 ^ left) % SIZE + floor(given / 2 ^ (32 - left))
end

function bit32.rrotate(value, by)
	local given, right = word('rrotate', 1, value), distance('rrotate', by) % 32
	local low = given % 2 ^ right
	return floor(given / 2 ^ right) + low * 2 ^ (32 - right)
end

local function field_of(name, field, width)
	field, width = distance(name, field), width == nil and 1 or distance(name, width)
	if field < 0 then
		error(string.format("bad argument #2 to '%s' (field cannot be negative)", name), 3)
	elseif width <= 0 then
		error(string.format("bad argument #3 to '%s' (width must be positive)", name), 3)
	elseif field + width > 32 then
		error('trying to access non-existent bits', 3)
	end
	return field, width
end

function bit32.extract(value, field, width)
	local given = word('extract', 1, value)
	field, width = field_of('extract', field, width)
	return floor(given / 2 ^ field) % 2 ^ width
end

function bit32.replace(value, new, field, width)
	local given, put = word('replace', 1, value), word('replace', 2, new)
	field, width = field_of('replace', field, width)
	local old = floor(given / 2 ^ field) % 2 ^ width
	return given + (put % 2 ^ width - old) * 2 ^ field
end

return bit32
