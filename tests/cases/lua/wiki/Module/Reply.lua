-- A ping: links to the pages of those who are meant.
local p = {}
local getArgs = require('Module:Arguments').getArgs
local MOST = 4

local function link(name, shown)
	local user = mw.title.makeTitle('User', name)
	if not user then
		return nil
	end
	return string.format('[[:%s|%s]]', user.prefixedText, shown or user.rootText)
end

local function problem(words)
	return '<span class="error">Error in [[Template:Reply]]: ' .. words .. '</span>'
end

function p.main(frame)
	local args = getArgs(frame, { wrappers = 'Template:Reply' })
	local links = {}
	for number, name in ipairs(args) do
		if number > MOST then
			return problem('at most ' .. MOST .. ' names.')
		end
		local one = link(name, args['label' .. number] or (number == 1 and args.label) or nil)
		if not one then
			return problem('“' .. mw.text.nowiki(name) .. '” is no name.')
		end
		links[number] = one
	end
	if #links == 0 then
		return problem('no name given.')
	end
	return '<span class="template-ping">@' .. mw.text.listToText(links, nil, ' ' .. (args.c or 'and') .. ' ')
		.. (args.p or ':') .. '</span>'
end

return p
