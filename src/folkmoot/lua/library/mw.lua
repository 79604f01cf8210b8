-- The heart of the library `mw`: modules and their environments, data, copies, the log.

local base, new_frame, site = ...
local native, real = base.native, base.real

local mw = {}
local frames = {} -- of the calls going on, the innermost last
local chunks = {} -- name -> compiled function, false where there is no such page
local data, json_data = {}, {}
local MAX_EXPENSIVE = site.expensive
local expensive = 0
local NO_ARGUMENTS = { id = 0, title = '', plain = {}, lazy = {}, names = {} }
local log = {}
local log_size = 0
local MAX_LOG = 100000 -- bytes

-- Copies of anything -------------------------------------------------------------------------------

local function cloned(value, seen)
	if type(value) ~= 'table' then
		return value
	elseif seen[value] then
		return seen[value]
	end
	local meta = real.getmetatable(value)
	if meta and meta.mw_loadData then
		return value
	end
	local copy = {}
	seen[value] = copy
	for key, item in next, value do
		copy[cloned(key, seen)] = cloned(item, seen)
	end
	if meta then
		real.setmetatable(copy, cloned(meta, seen))
	end
	return copy
end

function mw.clone(value)
	return cloned(value, {})
end

-- Environments -------------------------------------------------------------------------------------

local new_environment

local function chunk_of(name)
	if chunks[name] == nil then
		local source = native.source(name)
		if source then
			local chunk, problem = base.compile(source, name)
			if not chunk then
				error(problem, 0)
			end
			chunks[name] = chunk
		else
			chunks[name] = false
		end
	end
	return chunks[name]
end

local function find_chunk(name, environment)
	name = tostring(name)
	if base.libraries[name] then
		local library = base.libraries[name]
		if type(library) == 'function' then
			return real.setfenv(library, environment)
		end
		return function() return mw.clone(library) end
	end
	local chunk = chunk_of(name)
	return chunk and real.setfenv(chunk, environment) or nil
end

function new_environment()
	local environment = mw.clone(base.globals)
	environment._G = environment
	base.add_packages(environment, find_chunk)
	environment.getfenv, environment.setfenv = base.environment_functions { [environment] = true }
	return environment
end

-- Data that modules share --------------------------------------------------------------------------

local function checked_data(value, where, seen)
	local kind = type(value)
	if kind == 'nil' or kind == 'boolean' or kind == 'number' or kind == 'string' then
		return
	elseif kind ~= 'table' then
		error("data for " .. where .. " contains unsupported data type '" .. kind .. "'", 0)
	elseif seen[value] then
		return
	elseif real.getmetatable(value) ~= nil then
		error('data for ' .. where .. ' contains a table with a metatable', 0)
	end
	seen[value] = true
	for key, item in next, value do
		if type(key) == 'table' then
			error('data for ' .. where .. ' contains a table as a key', 0)
		end
		checked_data(key, where, seen)
		checked_data(item, where, seen)
	end
end

-- A table that can be read and not be written. The values are shared by all calls of a page, the tables that
-- a script holds in its hands are not: it could mark them with `rawset`.
local function read_only(values, seen, maker)
	if seen[values] then
		return seen[values]
	end
	local view = {}
	seen[values] = view

	local function get(_, key)
		local value = values[key]
		if type(value) == 'table' then
			value = read_only(value, seen, maker)
		end
		return value
	end

	local function following(_, key)
		local next_key, value = next(values, key)
		if type(value) == 'table' then
			value = read_only(value, seen, maker)
		end
		return next_key, value
	end

	local steps = base.numbered(get)
	local meta = {
		mw_loadData = true,
		__index = get,
		__newindex = function() error('table from ' .. maker .. ' is read-only', 2) end,
		__pairs = function() return following, view, nil end,
		__ipairs = function() return steps, view, 0 end,
	}
	meta.__metatable = meta -- nobody may put another in its place
	return real.setmetatable(view, meta)
end

local function with_frame(frame, run, ...)
	frames[#frames + 1] = frame
	local result = run(...)
	frames[#frames] = nil
	return result
end

function mw.loadData(name)
	if data[name] == nil then
		local chunk = find_chunk(name, new_environment())
		if not chunk then
			error("module '" .. tostring(name) .. "' not found", 2)
		end
		local values = with_frame(new_frame(NO_ARGUMENTS), chunk, name)
		if type(values) ~= 'table' then
			error(name .. ' returned ' .. type(values) .. ', table expected', 2)
		end
		checked_data(values, 'mw.loadData', {})
		data[name] = values
	end
	return read_only(data[name], {}, 'mw.loadData')
end

function mw.loadJsonData(name)
	if type(name) ~= 'string' then
		error("bad argument #1 to 'mw.loadJsonData' (string expected, got " .. type(name) .. ')', 2)
	end
	if json_data[name] == nil then
		local text = native.content(name)
		if not text then
			error('bad argument #1 to ' .. "'mw.loadJsonData' ('" .. name .. "' is not a valid JSON page)", 2)
		end
		local values = mw.text.jsonDecode(text)
		if type(values) ~= 'table' then
			error(name .. ' returned ' .. type(values) .. ', table expected', 2)
		end
		json_data[name] = values
	end
	return read_only(json_data[name], {}, 'mw.loadJsonData')
end

-- Calls --------------------------------------------------------------------------------------------

function mw.getCurrentFrame()
	return frames[#frames]
end

local function one_text(...)
	local pieces = {}
	for number = 1, select('#', ...) do
		pieces[number] = base.globals.tostring((select(number, ...)))
	end
	return table.concat(pieces)
end

function mw.executeFunction(chunk)
	return one_text(chunk(frames[#frames]))
end

-- Runs a function of a module for the host: true and the text, or false and what is wrong.
local function invoke(module, name, facts)
	local chunk = chunk_of(module)
	if not chunk then
		return 'no module'
	end
	frames[#frames + 1] = new_frame(facts)
	local exports = real.setfenv(chunk, new_environment())(module)
	if type(exports) ~= 'table' then
		return 'no table', type(exports)
	end
	local entry = exports[name]
	if entry == nil then
		return 'no function'
	elseif type(entry) ~= 'function' and not (type(entry) == 'table' and real.getmetatable(entry)) then
		return 'not a function'
	end
	return 'text', one_text(entry(frames[#frames]))
end

local OWN = { boot = true, base = true, mw = true, libraryUtil = true, strict = true, bit32 = true }

-- The lines of a trace that are a module's: chunk, line, and all that is written of it.
local function module_lines(trace)
	local lines = {}
	for all, chunk, line in trace:gmatch('\n%s*(([^\n]-):(%d+):[^\n]*)') do
		if not OWN[chunk] and not chunk:find('^mw%.') then
			lines[#lines + 1] = { chunk = chunk, line = line, all = all }
		end
	end
	return lines
end

-- What the host says has no place of its own: it is that of the line of the module that asked.
local function placed(message, trace, lines)
	if lines[1] and trace:find("^[^\n]*\n[^\n]*in function 'error'\n%s*boot:") then
		return lines[1].chunk .. ':' .. lines[1].line .. ': ' .. message
	end
	return message
end

local function explained(problem)
	local trace = '\n' .. real.traceback('', 2):gsub('^\n[^\n]*\n', '')
	local lines = module_lines(trace)
	local shown = {}
	for number, line in ipairs(lines) do
		shown[number] = line.all
	end
	local message = 'unknown error'
	if type(problem) == 'string' or type(problem) == 'number' then
		message = placed(tostring(problem), trace, lines)
	else
		local ok, words = pcall(base.globals.tostring, problem)
		message = ok and type(words) == 'string' and words or message
	end
	return { message = message, trace = table.concat(shown, '\n') }
end

function base.invoke(module, name, facts)
	local depth = #frames
	local outer = chunks
	if depth == 0 then
		math.randomseed(1) -- no call tells the next one anything through the dice
	else
		chunks = {} -- a chunk that still runs in the outer call keeps its environment
	end
	local ok, what, text = xpcall(function() return invoke(module, name, facts) end, explained)
	for number = #frames, depth + 1, -1 do
		frames[number] = nil
	end
	chunks = outer
	if ok then
		return what, text
	elseif type(what) ~= 'table' then -- the handler itself failed: out of memory, or of the stack
		return 'error', tostring(what), ''
	end
	return 'error', what.message, what.trace
end

-- Odds and ends ------------------------------------------------------------------------------------

function mw.isSubsting()
	return site.saving
end

function mw.incrementExpensiveFunctionCount()
	expensive = expensive + 1
	if expensive > MAX_EXPENSIVE then
		error('too many expensive function calls', 0)
	end
end

function mw.addWarning(text)
	native.warn(tostring(text))
end

function mw.allToString(...)
	local pieces = {}
	for number = 1, select('#', ...) do
		pieces[number] = base.globals.tostring((select(number, ...)))
	end
	return table.concat(pieces, '\t')
end

local function written(text)
	if log_size < MAX_LOG then
		log[#log + 1] = text
		log_size = log_size + #text
	end
end

function mw.log(...)
	written(mw.allToString(...) .. '\n')
end

local function by_kind_and_value(left, right)
	local one, other = type(left), type(right)
	if one ~= other then
		return one < other
	elseif one == 'number' or one == 'string' then
		return left < right
	elseif one == 'boolean' then
		return not left and right
	end
	return false
end

local function other_keys(value, done)
	local keys = {}
	for key in base.globals.pairs(value) do
		if not done[key] then
			keys[#keys + 1] = key
		end
	end
	table.sort(keys, by_kind_and_value)
	return keys
end

-- The name under which a table or function stands in the dump: by itself, or numbered by kind.
local function dump_name(value, state)
	if not state.names[value] then
		local kind, name = type(value), base.globals.tostring(value)
		if name == kind then
			state.counts[kind] = (state.counts[kind] or 0) + 1
			name = kind .. '#' .. state.counts[kind]
		else
			state.shown[value] = true
		end
		state.names[value] = name
	end
	return state.names[value]
end

local function dumped(value, indent, state, whole)
	local kind = type(value)
	if kind == 'string' then
		return string.format('%q', value)
	elseif kind == 'number' or kind == 'boolean' or kind == 'nil' then
		return tostring(value)
	end
	local name = dump_name(value, state)
	if kind ~= 'table' or state.shown[value] or not whole then
		return name
	end
	state.shown[value] = true
	local deeper = indent .. '    '
	local lines, done = { name .. ' {' }, {}
	local meta = base.globals.getmetatable(value)
	if meta then
		lines[2] = deeper .. 'metatable = ' .. dumped(meta, deeper, state, false)
	end
	for number, item in base.globals.ipairs(value) do
		done[number] = true
		lines[#lines + 1] = deeper .. dumped(item, deeper, state, true) .. ','
	end
	for _, key in ipairs(other_keys(value, done)) do
		local shown = dumped(key, deeper, state, false)
		lines[#lines + 1] = deeper .. '[' .. shown .. '] = ' .. dumped(value[key], deeper, state, true) .. ','
	end
	lines[#lines + 1] = indent .. '}'
	return table.concat(lines, '\n')
end

function mw.dumpObject(value)
	return dumped(value, '', { names = {}, shown = {}, counts = {} }, true)
end

function mw.logObject(value, prefix)
	local before = prefix and prefix ~= '' and (prefix .. ' = ') or ''
	written(before .. mw.dumpObject(value) .. '\n')
end

function mw.getLogBuffer()
	return table.concat(log)
end

return mw
