-- A navigation box: groups and lists, as many as there are.
local p = {}
local getArgs = require('Module:Arguments').getArgs

local function numbers(args)
	local found = {}
	for key in pairs(args) do
		local number = type(key) == 'string' and key:match('^list(%d+)$')
		if number then
			found[#found + 1] = tonumber(number)
		end
	end
	table.sort(found)
	return found
end

function p.main(frame)
	local args = getArgs(frame)
	local box = mw.html.create('table'):addClass('navbox'):attr('aria-label', args.title)
	local head = box:tag('tr'):tag('th'):attr('scope', 'col'):attr('colspan', 2)
	head:wikitext(args.title)
	for place, number in ipairs(numbers(args)) do
		local row = box:tag('tr')
		local group = args['group' .. number]
		if group then
			row:tag('th'):addClass('navbox-group'):attr('scope', 'row'):wikitext(group)
		end
		row:tag('td')
			:addClass('navbox-list')
			:addClass(place % 2 == 0 and 'navbox-even' or 'navbox-odd')
			:attr('colspan', not group and 2 or nil)
			:newline()
			:wikitext(args['list' .. number])
			:newline()
	end
	return tostring(box)
end

return p
