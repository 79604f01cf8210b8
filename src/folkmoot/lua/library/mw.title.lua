-- mw.title: titles of pages. What follows from the words is computed by the host at once; whether there is
-- such a page is asked for when somebody looks (and counted as expensive, for other pages than this one).

local base, mw, util, site = ...
local native = base.native
local title = {}
local PROTECTIONS = { 'edit', 'move' }
local new_title

local function namespace_number(method, position, given)
	local kind = type(given)
	if kind ~= 'string' and kind ~= 'number' then
		error(
			string.format("bad argument #%d to '%s' (string or number expected, got %s)", position, method, kind), 3
		)
	end
	local number = tonumber(given)
	local found = mw.site.namespaces[number and math.floor(number + 0.5) or given]
	if not found then
		local what = number and 'number' or 'name'
		error(
			string.format("bad argument #%d to '%s' (unrecognized namespace %s '%s')", position, method, what, given), 3
		)
	end
	return found.id
end

-- Facts --------------------------------------------------------------------------------------------

local function parts_of(text, has_subpages)
	local first, last = nil, nil
	if has_subpages then
		first, last = text:match('^[^/]*().*()/[^/]*$')
	end
	if not first then
		return { isSubpage = false, rootText = text, baseText = text, subpageText = text }
	end
	return {
		isSubpage = true,
		rootText = text:sub(1, first - 1),
		baseText = text:sub(1, last - 1),
		subpageText = text:sub(last + 1),
	}
end

-- Everything that the words of a title say; `given` is what the host made of them.
local function facts_of(given)
	local space = mw.site.namespaces[given.namespace]
	local facts = parts_of(given.text, space.hasSubpages)
	facts.namespace = given.namespace
	facts.nsText = given.nsText
	facts.text = given.text
	facts.fragment = given.fragment
	facts.interwiki = given.interwiki
	facts.prefixedText = given.prefixed
	facts.isLocal = given.isLocal
	facts.isExternal = given.interwiki ~= ''
	facts.isSpecialPage = given.namespace == -1
	facts.isContentPage = space.isContent
	if not facts.isExternal then -- of other wikis only the words are known
		facts.isTalkPage = space.isTalk
		facts.subjectNsText = space.subject.name
		facts.talkNsText = space.talk and space.talk.name
		facts.canTalk = space.talk ~= nil
	end
	return facts
end

local expensive_seen = {}

-- Facts about the page itself.
local function load_page(facts)
	local name = facts.prefixedText
	if not expensive_seen[name] and name ~= site.title.prefixed then
		mw.incrementExpensiveFunctionCount()
		expensive_seen[name] = true
	end
	for key, value in pairs(native.page(name)) do
		facts[key] = value
	end
end

local function same_or_made(self, facts, space)
	if not space then
		return nil
	elseif space.id == facts.namespace then
		return self
	end
	return title.makeTitle(space.id, facts.text)
end

local function of_page(name)
	return function(self, facts)
		if facts[name] == nil then
			load_page(facts)
		end
		return facts[name]
	end
end

local function protection_of(facts)
	if not facts.protection then
		mw.incrementExpensiveFunctionCount()
		facts.protection = native.protection(facts.prefixedText)
	end
	return mw.clone(facts.protection)
end

local HIDDEN = { fileFacts = true, target = true, protection = true }
local computed = {
	exists = of_page('exists'),
	isRedirect = of_page('isRedirect'),
	contentModel = of_page('contentModel'),
	id = of_page('id'),
	fullText = function(_, facts)
		return facts.fragment ~= '' and facts.prefixedText .. '#' .. facts.fragment or facts.prefixedText
	end,
	rootPageTitle = function(_, facts) return title.makeTitle(facts.namespace, facts.rootText) end,
	basePageTitle = function(_, facts) return title.makeTitle(facts.namespace, facts.baseText) end,
	talkPageTitle = function(self, facts)
		return same_or_made(self, facts, mw.site.namespaces[facts.namespace].talk)
	end,
	subjectPageTitle = function(self, facts)
		return same_or_made(self, facts, mw.site.namespaces[facts.namespace].subject)
	end,
	redirectTarget = function(_, facts)
		if facts.target == nil then
			facts.target = new_title(native.redirect(facts.prefixedText)) or false
		end
		return facts.target
	end,
	content = function(self) return self:getContent() or false end,
	file = function(_, facts)
		if facts.fileFacts == nil then
			local local_file = facts.namespace == 6 or facts.namespace == -2
			facts.fileFacts = local_file and native.file(facts.text) or false
		end
		return facts.fileFacts or nil
	end,
	fileExists = function(self) return self.file and self.file.exists or false end,
	protectionLevels = function(_, facts)
		local levels = protection_of(facts).levels
		for _, action in ipairs(PROTECTIONS) do
			levels[action] = levels[action] or {}
		end
		return levels
	end,
	cascadingProtection = function(_, facts)
		return { sources = protection_of(facts).sources, restrictions = {} }
	end,
	categories = function() return {} end,
	pageLang = function() return mw.language.getContentLanguage() end,
}

-- Methods ------------------------------------------------------------------------------------------

local function add_questions(object, facts, check)
	function object:inNamespace(given)
		check(self, 'inNamespace')
		return namespace_number('inNamespace', 1, given) == facts.namespace
	end

	function object:inNamespaces(...)
		check(self, 'inNamespaces')
		for position = 1, select('#', ...) do
			if namespace_number('inNamespaces', position, (select(position, ...))) == facts.namespace then
				return true
			end
		end
		return false
	end

	function object:hasSubjectNamespace(given)
		check(self, 'hasSubjectNamespace')
		local subject = mw.site.namespaces[facts.namespace].subject.id
		return namespace_number('hasSubjectNamespace', 1, given) == subject
	end

	function object:isSubpageOf(other)
		check(self, 'isSubpageOf')
		util.checkType('isSubpageOf', 1, other, 'table')
		return facts.interwiki == other.interwiki
			and facts.namespace == other.namespace
			and other.text .. '/' == facts.text:sub(1, #other.text + 1)
	end

	function object:getContent()
		check(self, 'getContent')
		return native.content(facts.prefixedText)
	end
end

local function add_addresses(object, facts, check)
	function object:subPageTitle(text)
		check(self, 'subpageTitle')
		util.checkType('subpageTitle', 1, text, 'string')
		return title.makeTitle(facts.namespace, facts.text .. '/' .. text)
	end

	function object:partialUrl()
		check(self, 'partialUrl')
		return native.partial_url(facts.text)
	end

	function object:fullUrl(query, scheme)
		check(self, 'fullUrl')
		return mw.uri.address('full', self.fullText, query, scheme)
	end

	function object:localUrl(query)
		check(self, 'localUrl')
		return mw.uri.address('local', facts.prefixedText, query)
	end

	function object:canonicalUrl(query)
		check(self, 'canonicalUrl')
		return mw.uri.address('canonical', self.fullText, query)
	end
end

local function less(one, other)
	return title.compare(one, other) < 0
end

function new_title(given)
	if not given then
		return nil
	end
	local object, facts = {}, facts_of(given)
	local own = {} -- fields that a script adds
	local check = util.makeCheckSelfFunction('mw.title', 'title', object, 'title object')
	add_questions(facts, facts, check)
	add_addresses(facts, facts, check)

	local function get(self, key)
		if computed[key] then
			return computed[key](self, facts)
		end
		return facts[key]
	end

	local function set(self, key, value)
		if key == 'fragment' then
			util.checkTypeForIndex(key, value, 'string')
			facts.fragment = value:gsub('[%s_]+', ' '):gsub(' $', '')
		elseif computed[key] or (facts[key] ~= nil and not own[key]) then
			error("index '" .. tostring(key) .. "' is read only", 2)
		else
			own[key] = true
			rawset(self, key, value)
		end
	end

	local function all(self)
		local values = {}
		for _, source in ipairs { facts, computed } do
			for key in pairs(source) do
				if not HIDDEN[key] then
					values[key] = get(self, key)
				end
			end
		end
		return next, values, nil
	end

	return setmetatable(object, {
		__eq = title.equals,
		__lt = less,
		__le = function(one, other) return not less(other, one) end,
		__index = get,
		__newindex = set,
		__pairs = all,
		__tostring = function() return facts.prefixedText end,
		__concat = function(left, right) return tostring(left) .. tostring(right) end,
	})
end

-- The library --------------------------------------------------------------------------------------

function title.getCurrentTitle()
	return new_title(site.title)
end

function title.new(given, namespace)
	local kind = type(given)
	if kind == 'number' then -- numbers of pages are not known here, but for that of the page itself
		local current = title.getCurrentTitle()
		return given ~= 0 and given == current.id and current or nil
	elseif kind == 'table' and given.prefixedText then
		return title.makeTitle(given.namespace, given.text, given.fragment, given.interwiki)
	elseif kind ~= 'string' then
		error("bad argument #1 to 'title.new' (number or string expected, got " .. kind .. ')', 2)
	end
	local number = namespace ~= nil and namespace_number('title.new', 2, namespace) or 0
	return new_title(native.title(given, number))
end

function title.makeTitle(namespace, text, fragment, interwiki)
	local number = namespace_number('makeTitle', 1, namespace)
	if type(text) ~= 'string' and type(text) ~= 'number' then
		error("bad argument #2 to 'makeTitle' (string expected, got " .. type(text) .. ')', 2)
	end
	return new_title(native.make_title(number, tostring(text), fragment or '', interwiki or ''))
end

function title.newBatch(list, namespace)
	local batch = {}
	function batch.lookupExistence()
		return batch
	end
	function batch.getTitles()
		local titles = {}
		for number, one in ipairs(list) do
			titles[number] = title.new(one, namespace)
		end
		return titles
	end
	return batch
end

function title.equals(one, other)
	return one.interwiki == other.interwiki and one.namespace == other.namespace and one.text == other.text
end

function title.compare(one, other)
	for _, field in ipairs { 'interwiki', 'namespace', 'text' } do
		if one[field] ~= other[field] then
			return one[field] < other[field] and -1 or 1
		end
	end
	return 0
end

return title
