-- Frames: the arguments a module was called with, and the way back into wikitext.
--
-- The host knows a frame by its number. It gives along what needs no expansion (`plain`) and the names of
-- what does (`lazy`), so that most arguments are read without asking it.

local base, util = ...
local native = base.native

local COMPLETE = {}

local function text_of(value, what, level)
	local kind = type(value)
	if kind ~= 'string' and kind ~= 'number' then
		error(what .. ' must be a string or number', (level or 2) + 1)
	end
	return base.globals.tostring(value)
end

-- Arguments for the host: names are strings or numbers, values strings, numbers or truth values.
local function checked(where, given)
	local result = {}
	for key, value in base.globals.pairs(given) do
		local kind = type(key)
		if kind ~= 'string' and kind ~= 'number' then
			error(where .. ': arg keys must be strings or numbers, ' .. kind .. ' given', 3)
		end
		kind = type(value)
		if kind == 'boolean' then
			result[key] = value and '1' or ''
		elseif kind == 'string' or kind == 'number' then
			result[key] = tostring(value)
		else
			error(where .. ': invalid type ' .. kind .. " for arg '" .. key .. "'", 3)
		end
	end
	return result
end

local function later(make)
	local value
	return {
		expand = function()
			if value == nil then
				value = make()
			end
			return value
		end,
	}
end

-- A table that reads a frame's arguments when they are asked for. Numbers are the same as their digits.
local function arguments(facts)
	local known, waiting = facts.plain, {}
	for _, name in ipairs(facts.lazy) do
		waiting[name] = true
	end
	local names

	local function get(_, name)
		name = base.globals.tostring(name)
		if known[name] == nil and waiting[name] then
			known[name] = native.argument(facts.id, name) or ''
		end
		return known[name]
	end

	local function all()
		if not names then
			names = facts.names
			for number, name in ipairs(names) do
				get(nil, name)
				if name:find('^%-?[1-9]%d*$') and #name < 16 or name == '0' then
					names[number] = tonumber(name)
				end
			end
		end
		local place = 0
		return function()
			place = place + 1
			local name = names[place]
			if name == nil then
				return nil
			end
			return name, known[tostring(name)]
		end
	end

	local steps = base.numbered(get)
	return setmetatable({}, {
		__index = get,
		__pairs = all,
		__ipairs = function() return steps, nil, 0 end,
	}), get
end

local new_frame

local function add_expansion(frame, facts, check)
	local function text_option(option)
		if type(option) == 'table' then
			option = option.text
		end
		return base.globals.tostring(option)
	end

	function frame:preprocess(option)
		check(self, 'preprocess')
		return (native.preprocess(facts.id, text_option(option)))
	end

	function frame:newParserValue(option)
		check(self, 'newParserValue')
		local text = text_option(option)
		return later(function() return (native.preprocess(facts.id, text)) end)
	end

	function frame:newTemplateParserValue(option)
		check(self, 'newTemplateParserValue')
		if type(option) ~= 'table' then
			error('frame:newTemplateParserValue: the first parameter must be a table', 2)
		elseif option.title == nil then
			error('frame:newTemplateParserValue: a title is required', 2)
		end
		return later(function() return frame:expandTemplate(option) end)
	end

	function frame:expandTemplate(option)
		check(self, 'expandTemplate')
		if type(option) ~= 'table' then
			error('frame:expandTemplate: the first parameter must be a table', 2)
		elseif option.title == nil then
			error('frame:expandTemplate: a title is required', 2)
		elseif option.args ~= nil and type(option.args) ~= 'table' then
			error('frame:expandTemplate: args must be a table', 2)
		end
		local title = tostring(option.title)
		if type(option.title) == 'table' and option.title.namespace == 0 then
			title = ':' .. title
		end
		return (native.template(facts.id, title, checked('frame:expandTemplate', option.args or COMPLETE)))
	end
end

local function add_calls(frame, facts, check)
	function frame:callParserFunction(name, given, ...)
		check(self, 'callParserFunction')
		if type(name) == 'table' then
			name, given = name.name, name.args
			given = type(given) == 'table' and given or { given }
		elseif type(given) ~= 'table' then
			given = { given, ... }
		end
		if name == nil then
			error('frame:callParserFunction: a function name is required', 2)
		end
		name = text_of(name, 'frame:callParserFunction: function name')
		return (native.call(facts.id, name, checked('frame:callParserFunction', given)))
	end

	function frame:extensionTag(name, content, given)
		check(self, 'extensionTag')
		if type(name) == 'table' then
			name, content, given = name.name, name.content, name.args
		end
		if name == nil then
			error('frame:extensionTag: a function name is required', 2)
		end
		name = text_of(name, 'frame:extensionTag: tag name')
		content = content == nil and '' or text_of(content, 'frame:extensionTag: content')
		if type(given) == 'string' or type(given) == 'number' then
			given = { given }
		elseif given ~= nil and type(given) ~= 'table' then
			error('frame:extensionTag: args must be a string, number, or table', 2)
		end
		return (native.tag(facts.id, name, content, checked('frame:extensionTag', given or {})))
	end
end

local function add_family(frame, facts, check, get)
	function frame:getParent()
		check(self, 'getParent')
		return facts.parent and new_frame(facts.parent) or nil
	end

	function frame:getTitle()
		check(self, 'getTitle')
		return facts.title
	end

	function frame:getArgument(option)
		check(self, 'getArgument')
		local name = option
		if type(option) == 'table' then
			name = option.name
		end
		return later(function() return get(nil, name) end)
	end

	function frame:newChild(option)
		check(self, 'newChild')
		if type(option) ~= 'table' then
			error('frame:newChild: the first parameter must be a table', 2)
		elseif option.args ~= nil and type(option.args) ~= 'table' then
			error('frame:newChild: args must be a table', 2)
		end
		local title = option.title ~= nil and tostring(option.title) or facts.title
		local made = native.child(facts.id, title, checked('frame:newChild', option.args or {}))
		made.parent = facts
		return new_frame(made)
	end

	function frame:argumentPairs()
		check(self, 'argumentPairs')
		return base.globals.pairs(self.args)
	end
end

function new_frame(facts)
	local frame = {}
	local check = util.makeCheckSelfFunction('mw.frame', 'frame', frame, 'frame object')
	local get
	frame.args, get = arguments(facts)
	add_expansion(frame, facts, check)
	add_calls(frame, facts, check)
	add_family(frame, facts, check, get)
	return frame
end

return new_frame
