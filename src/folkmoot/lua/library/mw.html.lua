-- mw.html: HTML built step by step. Every method but `tag`, `done` and `allDone` answers with its own node.

local base, mw, util = ...
local html = {}
local methods = {}
local meta = { __index = methods, __metatable = false } -- shared by all nodes, so nobody may change it

local EMPTY = {}
for name in ('area base br col command embed hr img input keygen link meta param source track wbr'):gmatch('%a+') do
	EMPTY[name] = true
end
local ESCAPES = { ['>'] = '&gt;', ['<'] = '&lt;', ['&'] = '&amp;', ['"'] = '&quot;' }
local TEXT = { 'string', 'number' }
local TEXT_OR_NIL = { 'string', 'number', 'nil' }

-- What stands for a held back piece of wikitext has quotation marks of its own, which stay.
local function escaped(value)
	local text = tostring(value):gsub('[<>&"]', ESCAPES)
	if text:find('\127', 1, true) then
		text = text:gsub("\127'&quot;`UNIQ%-", "\127'\"`UNIQ-"):gsub("%-QINU`&quot;'\127", "-QINU`\"'\127")
	end
	return text
end

local function css_escaped(value)
	value = tostring(value)
	local library = value:find('[\128-\255]') and mw.ustring or string
	return (library.gsub(value, '[^\32-\57\60-\127]', function(character)
		return string.format('\\%X ', mw.ustring.codepoint(character))
	end))
end

local function new_node(name, options)
	if name ~= nil and name ~= '' and not name:find('^%w+$') then
		error("invalid tag name '" .. name .. "'", 3)
	end
	return setmetatable({
		tagName = name ~= '' and name or nil,
		parent = options.parent,
		selfClosing = EMPTY[name] or options.selfClosing or false,
		nodes = {},
		attributes = {},
		styles = {},
	}, meta)
end

local function append(node, child, level)
	if node.selfClosing then
		error("self-closing tags can't have child nodes", (level or 2) + 1)
	elseif child then
		table.insert(node.nodes, child)
	end
	return node
end

-- Writing ------------------------------------------------------------------------------------------

local function style_text(styles)
	local rules = {}
	for number, rule in ipairs(styles) do
		if type(rule) == 'table' then
			rules[number] = escaped(css_escaped(rule.name) .. ':' .. css_escaped(rule.value))
		else
			rules[number] = escaped(rule)
		end
	end
	return table.concat(rules, ';')
end

local function write_start(node, pieces)
	table.insert(pieces, '<' .. node.tagName)
	for _, attribute in ipairs(node.attributes) do
		table.insert(pieces, ' ' .. attribute.name .. '="' .. escaped(attribute.value) .. '"')
	end
	if #node.styles > 0 then
		table.insert(pieces, ' style="' .. style_text(node.styles) .. '"')
	end
	table.insert(pieces, node.selfClosing and ' />' or '>')
end

function methods:_build(pieces)
	if self.tagName then
		write_start(self, pieces)
		if self.selfClosing then
			return
		end
	end
	for _, child in ipairs(self.nodes) do
		if type(child) == 'table' and child._build then
			child:_build(pieces)
		else
			table.insert(pieces, base.globals.tostring(child))
		end
	end
	if self.tagName then
		table.insert(pieces, '</' .. self.tagName .. '>')
	end
end

function meta.__tostring(node)
	local pieces = {}
	node:_build(pieces)
	return table.concat(pieces)
end

-- Children -----------------------------------------------------------------------------------------

function methods:node(child)
	return append(self, child)
end

function methods:wikitext(...)
	for number, value in ipairs { ... } do
		util.checkTypeMulti('wikitext', number, value, TEXT)
		append(self, value)
	end
	return self
end

function methods:newline()
	return self:wikitext('\n')
end

function methods:tag(name, options)
	util.checkType('tag', 1, name, 'string')
	util.checkType('tag', 2, options, 'table', true)
	options = options or {}
	options.parent = self
	local child = new_node(name, options)
	append(self, child)
	return child
end

function methods:done()
	return self.parent or self
end

function methods:allDone()
	local node = self
	while node.parent do
		node = node.parent
	end
	return node
end

-- Attributes ---------------------------------------------------------------------------------------

local function find(node, name)
	for number, attribute in ipairs(node.attributes) do
		if attribute.name == name then
			return attribute, number
		end
	end
	return nil
end

-- The same for each pair of a table; what is wrong with one of them is said of the table.
local function set_each(node, method, values, value, complaint)
	if value ~= nil then
		error(
			"bad argument #2 to '" .. method .. "' (if argument #1 is a table, argument #2 must be left empty)", 3
		)
	end
	local fine = pcall(function()
		for name, one in base.globals.pairs(values) do
			node[method](node, name, one)
		end
	end)
	if not fine then
		error("bad argument #1 to '" .. method .. "' (" .. complaint .. ')', 3)
	end
	return node
end

function methods:getAttr(name)
	util.checkType('getAttr', 1, name, 'string')
	local attribute = find(self, name)
	return attribute and attribute.value
end

function methods:attr(name, value)
	if type(name) == 'table' then
		return set_each(
			self, 'attr', name, value, 'table keys must be strings, and values must be strings or numbers'
		)
	end
	util.checkType('attr', 1, name, 'string')
	util.checkTypeMulti('attr', 2, value, TEXT_OR_NIL)
	if name == 'style' then -- takes the place of all rules before
		self.styles = { value }
		return self
	elseif not name:find('^[%a_:][%w_.:-]*$') then
		error("bad argument #1 to 'attr' (invalid attribute name '" .. name .. "')", 2)
	end
	local attribute, number = find(self, name)
	if attribute and value ~= nil then
		attribute.value = value
	elseif attribute then
		table.remove(self.attributes, number)
	elseif value ~= nil then
		table.insert(self.attributes, { name = name, value = value })
	end
	return self
end

function methods:addClass(class)
	util.checkTypeMulti('addClass', 1, class, TEXT_OR_NIL)
	if class ~= nil then
		local attribute = find(self, 'class')
		if attribute then
			attribute.value = attribute.value .. ' ' .. class
		else
			self:attr('class', class)
		end
	end
	return self
end

-- Styles -------------------------------------------------------------------------------------------

function methods:css(name, value)
	if type(name) == 'table' then
		return set_each(self, 'css', name, value, 'table keys and values must be strings or numbers')
	end
	util.checkTypeMulti('css', 1, name, TEXT)
	util.checkTypeMulti('css', 2, value, TEXT_OR_NIL)
	for number, rule in ipairs(self.styles) do
		if type(rule) == 'table' and rule.name == name then
			if value ~= nil then
				rule.value = value
			else
				table.remove(self.styles, number)
			end
			return self
		end
	end
	if value ~= nil then
		table.insert(self.styles, { name = name, value = value })
	end
	return self
end

function methods:cssText(text)
	util.checkTypeMulti('cssText', 1, text, TEXT_OR_NIL)
	table.insert(self.styles, text)
	return self
end

function html.create(name, options)
	util.checkType('mw.html.create', 1, name, 'string', true)
	util.checkType('mw.html.create', 2, options, 'table', true)
	return new_node(name, options or {})
end

return html
