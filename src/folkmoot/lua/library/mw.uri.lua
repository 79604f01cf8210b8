-- mw.uri: addresses, taken apart and put together.

local base, mw, util, site = ...
local native = base.native
local uri = {}
local methods = {}
local meta = { __metatable = false } -- shared by all objects, so nobody may change it

-- Encoding -----------------------------------------------------------------------------------------

local function percent(character)
	return string.format('%%%02X', character:byte())
end

local function encoded(s, space)
	return (s:gsub('[^%w_.~ -]', percent):gsub(' ', (space:gsub('%%', '%%%%'))))
end

local function decoded(s)
	return (s:gsub('%%(%x%x)', function(digits) return string.char(tonumber(digits, 16)) end))
end

local ENCODERS = {
	QUERY = function(s) return encoded(s, '+') end,
	PATH = function(s) return encoded(s, '%20') end,
	WIKI = function(s) return (s:gsub(' ', '_'):gsub('[^%w!$()*,./:;@~_-]', percent)) end,
}
local DECODERS = {
	QUERY = function(s) return decoded((s:gsub('%+', ' '))) end,
	PATH = decoded,
	WIKI = function(s) return decoded((s:gsub('_', ' '))) end,
}

local function coder(table_of_them, method)
	return function(s, kind)
		util.checkType(method, 1, s, 'string')
		local code = table_of_them[string.upper(kind or 'QUERY')]
		if not code then
			error("bad argument #2 to '" .. method .. "' (expected QUERY, PATH, or WIKI)", 2)
		end
		return code(s)
	end
end

uri.encode = coder(ENCODERS, 'encode')
uri.decode = coder(DECODERS, 'decode')

function uri.anchorEncode(s)
	util.checkType('anchorEncode', 1, s, 'string')
	return native.anchor(s)
end

-- Queries ------------------------------------------------------------------------------------------

-- A table that is walked in the order in which its keys came.
local function query_table()
	local order, at = {}, {}
	return setmetatable({}, {
		__newindex = function(query, key, value)
			if at[key] then
				order[at[key]] = nil
			end
			at[key] = (order.last or 0) + 1
			order.last = at[key]
			order[order.last] = key
			rawset(query, key, value)
		end,
		__pairs = function(query)
			local place = 0
			return function()
				while place < (order.last or 0) do
					place = place + 1
					local key = order[place]
					if key ~= nil and query[key] ~= nil then
						return key, query[key]
					end
				end
				return nil
			end
		end,
	})
end

local function add_pair(query, pair)
	local key, value = pair:match('^([^=]*)=(.*)$')
	key, value = decoded(key or pair), value and decoded(value) or false
	if query[key] == nil or query[key] == false then
		query[key] = value
	elseif type(query[key]) == 'table' then
		table.insert(query[key], value)
	else
		query[key] = { query[key], value }
	end
end

function uri.parseQueryString(s, first, last)
	util.checkType('parseQueryString', 1, s, 'string')
	util.checkType('parseQueryString', 2, first, 'number', true)
	util.checkType('parseQueryString', 3, last, 'number', true)
	s = s:sub(first or 1, last or -1):gsub('%+', ' '):gsub('^%?', '')
	local query = query_table()
	if s ~= '' then
		for pair in (s:gsub('&$', '') .. '&'):gmatch('([^&]*)&') do
			add_pair(query, pair)
		end
	end
	return query
end

function uri.buildQueryString(query)
	util.checkType('buildQueryString', 1, query, 'table')
	local pieces = {}
	for key, values in base.globals.pairs(query) do
		for _, value in ipairs(type(values) == 'table' and values or { values }) do
			local after = value and ('=' .. encoded(tostring(value), '+')) or ''
			pieces[#pieces + 1] = encoded(tostring(key), '+') .. after
		end
	end
	return table.concat(pieces, '&')
end

-- Addresses of pages -------------------------------------------------------------------------------

local function query_text(query)
	if type(query) == 'table' then
		return uri.buildQueryString(query)
	end
	return query and tostring(query) or ''
end

-- An address with the scheme that is wished: of this server's or of another wiki's, which may be without one.
local function with_scheme(address, kind, scheme)
	if scheme == 'http' or scheme == 'https' then
		return (address:gsub('^%a*:?//', scheme .. '://'))
	elseif scheme == 'relative' then
		return (address:gsub('^%a*:?//', '//'))
	elseif address:find('^//') and (kind == 'canonical' or scheme == 'canonical') then
		return 'https:' .. address
	end
	return address
end

-- The address of a page as text, nil for what is no title; `kind` is local, full or canonical.
function uri.address(kind, page, query, scheme)
	local address = native.address(page, query_text(query))
	if not address or kind == 'local' then
		return address
	elseif not address:find('^[%a+.-]*:?//') then
		address = site.server .. address
	end
	return with_scheme(address, kind, scheme)
end

local function address_of(kind, method)
	return function(page, query)
		util.checkType(method, 1, page, 'string')
		if query ~= nil and type(query) ~= 'string' and type(query) ~= 'table' then
			util.checkType(method, 2, query, 'string or table')
		end
		local address = uri.address(kind, page, query)
		return address and uri.new(address) or nil
	end
end

uri.localUrl = address_of('local', 'localurl')
uri.fullUrl = address_of('full', 'fullurl')
uri.canonicalUrl = address_of('canonical', 'canonicalurl')

-- Objects ------------------------------------------------------------------------------------------

local FIELDS = { 'protocol', 'user', 'password', 'host', 'port', 'path', 'query', 'fragment' }

-- Fields that are made of others: how they are read, and how setting one sets the others.
local read, write = {}, {}

function read.userInfo(self)
	local user, password = rawget(self, 'user'), rawget(self, 'password')
	return user and password and user .. ':' .. password or user
end

function read.hostPort(self)
	local host, port = rawget(self, 'host'), rawget(self, 'port')
	return port and (host or '') .. ':' .. port or host
end

function read.authority(self)
	local who, where = self.userInfo, self.hostPort
	return who and who .. '@' .. (where or '') or where
end

function read.queryString(self)
	local query = rawget(self, 'query')
	return query and uri.buildQueryString(query) or nil
end

function read.relativePath(self)
	local query, fragment = self.queryString, rawget(self, 'fragment')
	return (rawget(self, 'path') or '') .. (query and '?' .. query or '') .. (fragment and '#' .. fragment or '')
end

local function set(self, names, ...)
	for number, name in ipairs(names) do
		rawset(self, name, (select(number, ...)))
	end
end

function write.userInfo(self, value)
	local user, password = value:match('^(.-):(.*)$')
	set(self, { 'user', 'password' }, user or value, password)
end

function write.hostPort(self, value)
	local host, port = value:match('^(%[[^/?#%[%]@]+%]):(%d+)$')
	if not host and not value:find('^%[[^/?#%[%]@]+%]$') then
		host, port = value:match('^(.-):(.*)$')
		if host and not tonumber(port) then
			error("Invalid port in '" .. value .. "'", 3)
		end
	end
	set(self, { 'host', 'port' }, host or value, tonumber(port))
end

function write.authority(self, value)
	local who, where = value:match('^(.-)@(.*)$')
	self.userInfo = who
	self.hostPort = where or value
end

function write.queryString(self, value)
	rawset(self, 'query', uri.parseQueryString(value))
end

function write.relativePath(self, value)
	local before, fragment = value:match('^(.-)#(.*)$')
	local path, query = (before or value):match('^(.-)%?(.*)$')
	set(self, { 'path', 'query', 'fragment' }, path or before or value,
		query and uri.parseQueryString(query) or nil, fragment)
end

local CLEARS = {
	userInfo = { 'user', 'password' },
	hostPort = { 'host', 'port' },
	authority = { 'user', 'password', 'host', 'port' },
	queryString = { 'query' },
	relativePath = { 'path', 'query', 'fragment' },
}

function meta:__index(key)
	if methods[key] then
		return methods[key]
	end
	return read[key] and read[key](self) or nil
end

function meta:__newindex(key, value)
	if methods[key] then
		error("index '" .. key .. "' is read only", 2)
	elseif not write[key] then
		rawset(self, key, value)
	elseif value == nil then
		set(self, CLEARS[key])
	else
		util.checkTypeForIndex(key, value, 'string')
		write[key](self, value)
	end
end

function meta:__tostring()
	local authority = self.authority
	return (self.protocol and self.protocol .. ':' or '') .. (authority and '//' .. authority or '') .. self.relativePath
end

function meta:__pairs()
	local values = {}
	for key, value in next, self do
		values[key] = value
	end
	for key in pairs(read) do
		values[key] = self[key]
	end
	return next, values, nil
end

-- Checks -------------------------------------------------------------------------------------------

local function text_rule(field, patterns)
	return function(value)
		if type(value) ~= 'string' then
			return '.' .. field .. ' must be a string, not ' .. type(value)
		end
		for _, pattern in ipairs(patterns) do
			if value:find(pattern) then
				return nil
			end
		end
		return 'invalid .' .. field
	end
end

local RULES = {
	{ 'protocol', text_rule('protocol', { '^[^:/?#]+$' }) },
	{ 'user', text_rule('user', { '^[^:@/?#]*$' }) },
	{ 'password', text_rule('password', { '^[^:@/?#]*$' }) },
	{ 'host', text_rule('host', { '^[^:/?#]*$', '^%[[^/?#%[%]@]+%]$' }) },
	{ 'port', function(value)
		if type(value) ~= 'number' or math.floor(value) ~= value then
			return '.port must be an integer, not ' .. type(value)
		end
		return (value < 1 or value > 65535) and 'invalid .port' or nil
	end },
}

local function path_problem(object)
	local path = object.path
	if not path then
		return 'missing .path'
	elseif type(path) ~= 'string' then
		return '.path must be a string, not ' .. type(path)
	end
	local fine = path == ''
	if object.user or object.password or object.host or object.port then
		fine = fine or path:find('^/[^?#]*$')
	else
		fine = fine or path == '/' or path:find('^/[^?#/][^?#]*$')
			or (object.protocol and path:find('^[^?#/][^?#]*$'))
			or (not object.protocol and (path:find('^[^?#/:]+$') or path:find('^[^?#/:]+/[^?#]*$')))
	end
	return not fine and 'invalid .path' or nil
end

function uri.validate(object)
	util.checkType('validate', 1, object, 'table')
	local problems = {}
	for _, rule in ipairs(RULES) do
		local field, check = rule[1], rule[2]
		problems[#problems + 1] = object[field] and check(object[field]) or nil
	end
	problems[#problems + 1] = path_problem(object)
	if object.query and type(object.query) ~= 'table' then
		problems[#problems + 1] = '.query must be a table, not ' .. type(object.query)
	end
	if object.fragment and type(object.fragment) ~= 'string' then
		problems[#problems + 1] = '.fragment must be a string, not ' .. type(object.fragment)
	end
	return #problems == 0, table.concat(problems, '; ')
end

methods.validate = uri.validate

-- Scheme, authority and the rest of an address.
local function split_address(s)
	local scheme, authority, rest = s:match('^([^:/?#]+)://([^/?#]*)(.*)$')
	if scheme then
		return scheme, authority, rest
	end
	authority, rest = s:match('^//([^/?#]*)(.*)$')
	if authority then
		return nil, authority, rest
	end
	scheme, rest = s:match('^([^:/?#]+):(.*)$')
	return scheme, nil, rest or s
end

function methods:parse(s)
	util.checkType('uri:parse', 1, s, 'string')
	local scheme, authority, rest = split_address(s)
	local parsed = setmetatable({ protocol = scheme }, meta)
	if not pcall(meta.__newindex, parsed, 'authority', authority) then
		error('Invalid port number in string', 2)
	end
	parsed.relativePath = rest
	local ok, problem = uri.validate(parsed)
	if not ok then
		error(problem, 2)
	end
	if parsed.user or parsed.password then
		set(self, { 'user', 'password' }, parsed.user, parsed.password)
	end
	for _, field in ipairs(FIELDS) do
		local value = rawget(parsed, field)
		if value ~= nil then
			rawset(self, field, value)
		end
	end
	return self
end

function methods:clone()
	return uri.new(self)
end

function methods:extend(parameters)
	util.checkType('uri:extend', 1, parameters, 'table')
	if not self.query then
		self.query = query_table()
	end
	for key, value in base.globals.pairs(parameters) do
		self.query[key] = value
	end
	return self
end

function uri.new(given)
	local object = setmetatable({}, meta)
	if given == nil or type(given) == 'string' then
		return object:parse(given or uri.address('canonical', site.title.prefixed))
	elseif type(given) ~= 'table' then
		util.checkType('new', 1, given, 'string or table or nil')
	end
	for _, field in ipairs(FIELDS) do
		rawset(object, field, mw.clone(given[field]))
	end
	return object
end

return uri
