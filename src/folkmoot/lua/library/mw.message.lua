-- mw.message: messages of the interface, by key or given as text.

local base, mw, util, site = ...
local native = base.native
local message = {}
local methods = {}

local function parameter(value)
	if type(value) == 'table' and (value.raw or value.num) then
		return value.raw and tostring(value.raw) or mw.language.getContentLanguage():formatNum(value.num)
	end
	return base.globals.tostring(value)
end

local function take(list, wrap, ...)
	local values = { ... }
	local only = select('#', ...) == 1 and values[1]
	if type(only) == 'table' and not (only.raw or only.num or only.plain) then
		values = values[1]
	end
	for _, value in ipairs(values) do
		local kind = type(value)
		if kind ~= 'string' and kind ~= 'number' and not (kind == 'table') then
			error('message parameters must be strings or numbers, got ' .. kind, 4)
		end
		list[#list + 1] = wrap(value)
	end
end

local function same(value)
	return value
end

function message.rawParam(value)
	return { raw = value }
end

function message.numParam(value)
	return { num = value }
end

-- The text before its places are filled: the first of the keys that there is.
local function source(object)
	if object.text then
		return object.text
	end
	for _, key in ipairs(object.keys) do
		local text = native.message(key, object.language)
		if text and text ~= '' then
			return text
		end
	end
	return nil
end

local function filled(text, values)
	return (text:gsub('%$(%d+)', function(digits)
		local value = values[tonumber(digits)]
		return value ~= nil and parameter(value) or nil
	end))
end

local function new_message(fields)
	fields.values = {}
	local object = {}
	local check = util.makeCheckSelfFunction('mw.message', 'msg', object, 'message object')
	for name, method in pairs(methods) do
		object[name] = function(self, ...)
			check(self, name)
			local result = method(fields, ...)
			return result == fields and object or result
		end
	end
	return setmetatable(object, { __tostring = function() return methods.plain(fields) end })
end

function methods:params(...)
	take(self.values, same, ...)
	return self
end

function methods:rawParams(...)
	take(self.values, message.rawParam, ...)
	return self
end

function methods:numParams(...)
	take(self.values, message.numParam, ...)
	return self
end

function methods:inLanguage(language)
	self.language = type(language) == 'table' and language:getCode() or tostring(language)
	return self
end

function methods:useDatabase()
	return self
end

function methods:plain()
	local text = source(self)
	return text and filled(text, self.values) or ('⧼' .. tostring(self.keys[#self.keys] or '') .. '⧽')
end

function methods:exists()
	return source(self) ~= nil
end

function methods:isBlank()
	local text = source(self)
	return text == nil or text == ''
end

function methods:isDisabled()
	local text = source(self)
	return text == nil or text == '' or text == '-'
end

function message.new(key, ...)
	util.checkType('message.new', 1, key, 'string')
	return new_message({ keys = { key }, language = '' }):params(...)
end

function message.newFallbackSequence(...)
	for number = 1, select('#', ...) do
		util.checkType('message.newFallbackSequence', number, (select(number, ...)), 'string')
	end
	return new_message { keys = { ... }, language = '' }
end

function message.newRawMessage(text, ...)
	util.checkType('message.newRawMessage', 1, text, 'string')
	return new_message({ keys = {}, text = text, language = '' }):params(...)
end

function message.getDefaultLanguage()
	return mw.language.new(site.language)
end

return message
