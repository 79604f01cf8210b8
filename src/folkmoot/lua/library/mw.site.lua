-- mw.site: facts of the wiki. Numbers of pages and people are the host's, zero where it counts none.

local base, mw, util, site_facts = ...
local native = base.native
local site = {
	siteName = site_facts.name,
	server = site_facts.server,
	scriptPath = site_facts.script_path,
	stylePath = site_facts.script_path .. '/skins',
	currentVersion = site_facts.version,
	namespaces = {},
	contentNamespaces = {},
	subjectNamespaces = {},
	talkNamespaces = {},
	stats = {},
}

local by_name = {}
local STATISTICS = {
	pages = true, articles = true, files = true, edits = true, users = true, activeUsers = true, admins = true,
}

local function folded(name)
	return mw.ustring.lower((name:gsub('[ _]+', ' '):gsub('^ ', ''):gsub(' $', '')))
end

for _, space in ipairs(site_facts.namespaces) do
	site.namespaces[space.id] = space
	for _, name in ipairs(space.names) do
		by_name[folded(name)] = space.id
	end
	space.names = nil
end

for number, space in pairs(site.namespaces) do
	local subject = number < 0 and number or number - number % 2
	space.subject = site.namespaces[subject]
	if number >= 0 then
		space.talk = site.namespaces[subject + 1]
		space.associated = site.namespaces[number % 2 == 0 and number + 1 or number - 1]
	end
	if space.isTalk then
		site.talkNamespaces[number] = space
	else
		site.subjectNamespaces[number] = space
	end
	if space.isContent then
		site.contentNamespaces[number] = space
	end
end

-- `mw.site.namespaces.Talk` works as well, by any name of the namespace.
local names = {
	__index = function(spaces, name) -- a script's own copy of the table, not the one here
		local number = type(name) == 'string' and by_name[folded(name)]
		return number and rawget(spaces, number) or nil
	end,
}
setmetatable(site.namespaces, names)

-- Counted when somebody asks.
setmetatable(site.stats, {
	__index = function(_, name)
		return STATISTICS[name] and native.statistic(name:lower()) or nil
	end,
})

function site.stats.pagesInCategory(category, which)
	mw.incrementExpensiveFunctionCount()
	local counts = native.members(category)
	if which == '*' then
		return counts
	end
	return counts[which or 'all']
end

function site.stats.pagesInNamespace()
	return 0
end

function site.stats.usersInGroup(group)
	return group == 'sysop' and site.stats.admins or 0
end

function site.interwikiMap(filter)
	if filter ~= nil and filter ~= 'local' and filter ~= '!local' then
		error("bad argument #1 to 'interwikiMap' (unknown filter '" .. tostring(filter) .. "')", 2)
	end
	local map = native.interwiki()
	for prefix, entry in pairs(map) do
		if filter == 'local' and not entry.isLocal or filter == '!local' and entry.isLocal then
			map[prefix] = nil
		end
	end
	return map
end

return site
