-- Message boxes, in the way of most wikis: a table with an image and words, by kinds from a page of data.
local p = {}
local getArgs = require('Module:Arguments').getArgs
local yesno = require('Module:Yesno')

local Box = {}
Box.__index = Box

function Box.new(args)
	local data = mw.loadData('Module:Box/data')
	local kind = data.kinds[args.type] or data.kinds.notice
	return setmetatable({
		args = args,
		kind = kind,
		title = mw.title.getCurrentTitle(),
		classes = { 'mbox', data.class, 'mbox-' .. (args.type or 'notice') },
		categories = {},
		wrong = args.type and not data.kinds[args.type],
	}, Box)
end

function Box:categorise()
	if self.wrong then
		self.categories[#self.categories + 1] = 'Boxes of an unknown kind'
	end
	if self.title.namespace == 1 and not yesno(self.args.nocat, false) then
		self.categories[#self.categories + 1] = self.args.cat
	end
end

function Box:render()
	local root = mw.html.create('table')
	root:attr('role', 'presentation'):attr('id', self.args.id)
	for _, class in ipairs(self.classes) do
		root:addClass(class)
	end
	root:css { border = '1px solid ' .. self.kind.colour }
	local row = root:tag('tr')
	if self.args.image ~= 'none' then
		row:tag('td'):addClass('mbox-image'):wikitext(self.args.image or self.kind.sign)
	end
	local cell = row:tag('td'):addClass('mbox-text'):cssText(self.args.style)
	cell:wikitext(self.args.text or '')
	if self.args.date then
		cell:tag('small'):wikitext(' (' .. self.args.date .. ')')
	end
	for _, category in ipairs(self.categories) do
		root:done():wikitext('[[Category:' .. category .. ']]')
	end
	return tostring(root)
end

function p.main(frame)
	local box = Box.new(getArgs(frame))
	box:categorise()
	return box:render()
end

return p
