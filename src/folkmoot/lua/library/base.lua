-- What a script finds as its globals: a white list of Lua 5.1, without files, processes, bytecode or debug.
--
-- Called once for each page with the functions of the host (`native`) and the means to compile a text.
-- Answers with a table: `globals` (to be cloned for each call of a module) and what other files need.

local native, compile = ...

local real = {
	error = error, getfenv = getfenv, getmetatable = debug.getmetatable, ipairs = ipairs, next = next, pairs = pairs,
	setfenv = setfenv, setmetatable = setmetatable, tostring = tostring, traceback = debug.traceback,
	type = type, rawget = rawget,
}

local own_getmetatable = getmetatable

local function picked(from, names)
	local chosen = {}
	for name in names:gmatch('%S+') do
		chosen[name] = from[name]
	end
	return chosen
end

local globals = picked(_G, [[
	_VERSION assert error next pcall rawequal rawget rawset select setmetatable tonumber type unpack xpcall
]])
globals._G = globals
globals.math = picked(math, [[
	abs acos asin atan atan2 ceil cos cosh deg exp floor fmod frexp huge ldexp log log10 max min mod modf pi
	pow rad random randomseed sin sinh sqrt tan tanh
]])
globals.string = picked(string, [[
	byte char find format gfind gmatch gsub len lower match rep reverse sub upper
]])
globals.table = picked(table, 'concat foreach foreachi getn insert maxn remove sort')
globals.os = { clock = native.clock, difftime = os.difftime, date = native.date, time = native.time }
globals.debug = { traceback = function(message) return real.traceback(message or '', 2) end }

-- Methods of strings look here: what a script does to its own `string` reaches nobody else.
real.getmetatable('').__index = globals.string

-- Addresses of tables and functions would tell of the memory of the process.
function globals.tostring(value)
	local kind = real.type(value)
	local meta = kind == 'table' and real.getmetatable(value)
	if kind == 'function' or kind == 'userdata' then
		return kind
	elseif kind == 'table' and not (meta and real.rawget(meta, '__tostring')) then
		return 'table'
	end
	return real.tostring(value)
end

function globals.getmetatable(value)
	if real.type(value) == 'table' then
		return own_getmetatable(value) -- which heeds `__metatable`, as `real.getmetatable` does not
	end
	return nil
end

-- As in Lua 5.2, pairs and ipairs ask the table first.
local function asking(event, ordinary)
	return function(value)
		local meta = real.getmetatable(value)
		local own = real.type(meta) == 'table' and real.rawget(meta, event)
		if own then
			local iterate, state, first = own(value)
			return iterate, state, first
		end
		return ordinary(value)
	end
end

globals.pairs = asking('__pairs', real.pairs)
globals.ipairs = asking('__ipairs', real.ipairs)

-- The steps of `ipairs` over what is no plain table: `get(_, number)` gives the values, nil ends them.
local function numbered(get)
	return function(_, number)
		local value = get(nil, number + 1)
		if value ~= nil then
			return number + 1, value
		end
		return nil
	end
end

-- Environments of functions: those in `open` may be seen and changed, all others are out of reach.
local function environment_functions(open)
	local function place(target, name, verb)
		if real.type(target) == 'function' then
			return target
		elseif real.type(target) ~= 'number' then
			real.error("'" .. name .. "' can only be called with a function or integer as the first argument", 3)
		elseif target < 1 then
			real.error("'" .. name .. "' cannot " .. verb .. ' the global environment', 3)
		elseif target > 10 then
			real.error("'" .. name .. "' cannot " .. verb .. ' an environment at a level greater than 10', 3)
		end
		return target + 1
	end

	local function getfenv(target)
		local found = real.getfenv(place(target == nil and 1 or target, 'getfenv', 'get'))
		return open[found] and found or nil
	end

	local function setfenv(target, environment)
		local where = place(target, 'setfenv', 'set')
		if real.type(environment) ~= 'table' then
			real.error("bad argument #2 to 'setfenv' (table expected)", 2)
		elseif not open[real.getfenv(where)] then
			real.error("'setfenv' cannot set the requested environment, it is protected", 2)
		end
		open[environment] = true
		real.setfenv(where, environment)
		return target
	end

	return getfenv, setfenv
end

local function proper(value)
	return real.type(value) == 'string' or real.type(value) == 'number'
end

-- The library of packages and `require`, for one environment.
local function add_packages(environment, find_chunk)
	local package = { loaded = {}, preload = {} }
	local searching = {}

	local function from_preload(name)
		local found = package.preload[name]
		return found or ("\n\tno field package.preload['" .. name .. "']")
	end

	local function from_pages(name)
		local chunk, problem = find_chunk(name, environment)
		return chunk or problem or ("\n\tno page '" .. name .. "'")
	end

	package.loaders = { from_preload, from_pages }
	function package.seeall(module)
		local meta = real.getmetatable(module) or {}
		meta.__index = environment
		return real.setmetatable(module, meta)
	end

	local function load_with(loader, name)
		searching[name] = true
		local given = loader(name)
		searching[name] = nil
		if given ~= nil then
			package.loaded[name] = given
		elseif package.loaded[name] == nil then
			package.loaded[name] = true
		end
		return package.loaded[name]
	end

	function environment.require(name)
		if not proper(name) then
			real.error("bad argument #1 to 'require' (string expected, got " .. real.type(name) .. ')', 2)
		end
		if package.loaded[name] ~= nil then
			return package.loaded[name]
		elseif searching[name] then
			real.error("loop or previous error loading module '" .. name .. "'", 2)
		end
		local problems = ''
		for _, search in real.ipairs(package.loaders) do
			local found = search(name)
			if real.type(found) == 'function' then
				return load_with(found, name)
			elseif real.type(found) == 'string' then
				problems = problems .. found
			end
		end
		real.error("module '" .. name .. "' not found:" .. problems, 2)
	end

	environment.package = package
	for _, name in real.ipairs { 'math', 'string', 'table', 'os', 'debug', 'mw' } do
		package.loaded[name] = environment[name]
	end
	package.loaded._G = environment
	package.loaded.package = package
end

return {
	native = native,
	compile = compile,
	real = real,
	globals = globals,
	numbered = numbered,
	add_packages = add_packages,
	environment_functions = environment_functions,
}
