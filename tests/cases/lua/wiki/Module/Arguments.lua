-- Arguments of a call and of the template around it as one table: trimmed, blank ones left out, read when asked for.
require('strict')
local libraryUtil = require('libraryUtil')
local checkType = libraryUtil.checkType

local arguments = {}
local NIL = {}

local function tidy(key, value)
	if type(value) ~= 'string' then
		return value
	end
	value = value:match('^%s*(.-)%s*$')
	if value ~= '' then
		return value
	end
	return nil
end

local function sources(frame, options)
	if type(frame.args) ~= 'table' or type(frame.getParent) ~= 'function' then
		return { frame }
	end
	local parent = frame:getParent()
	if options.wrappers and parent and parent:getTitle():gsub('/sandbox$', '') == options.wrappers then
		return { parent.args }
	end
	return { frame.args, parent and parent.args }
end

function arguments.getArgs(frame, options)
	checkType('getArgs', 1, frame, 'table', true)
	checkType('getArgs', 2, options, 'table', true)
	options = options or {}
	local tables, cache, all = sources(frame or {}, options), {}, false
	local clean = options.valueFunc or tidy

	local function get(key)
		if cache[key] == nil then
			for _, source in ipairs(tables) do
				local value = clean(key, source[key])
				if value ~= nil then
					cache[key] = value
					return value
				end
			end
			cache[key] = NIL
		end
		if cache[key] == NIL then
			return nil
		end
		return cache[key]
	end

	local function read_all()
		if not all then
			all = true
			for _, source in ipairs(tables) do
				for key in pairs(source) do
					get(key)
				end
			end
		end
	end

	local function following(_, key)
		local value
		repeat
			key, value = next(cache, key)
		until value ~= NIL
		return key, value
	end

	return setmetatable({}, {
		__index = function(_, key) return get(key) end,
		__newindex = function(_, key, value) cache[key] = value == nil and NIL or value end,
		__pairs = function()
			read_all()
			return following, nil, nil
		end,
		__ipairs = function()
			return function(_, number)
				local value = get(number + 1)
				if value ~= nil then
					return number + 1, value
				end
			end, nil, 0
		end,
	})
end

return arguments
