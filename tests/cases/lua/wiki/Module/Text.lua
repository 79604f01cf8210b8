-- Functions on texts that templates call by name.
local p = {}

local function failed(words)
	return '<strong class="error">Text module: ' .. words .. '</strong>'
end

function p.len(frame)
	return mw.ustring.len(frame.args[1] or frame.args.s or '')
end

function p.sub(frame)
	local s, first, last = frame.args[1] or '', tonumber(frame.args[2]) or 1, tonumber(frame.args[3]) or -1
	if first > mw.ustring.len(s) then
		return failed('index out of range')
	end
	return mw.ustring.sub(s, first, last)
end

function p.match(frame)
	local found = mw.ustring.match(frame.args[1] or '', frame.args[2] or '', tonumber(frame.args[3]) or 1)
	return found or failed('no match')
end

function p.replace(frame)
	local plain = frame.args.plain ~= 'no'
	local pattern, with = frame.args[2] or '', frame.args[3] or ''
	if plain then
		pattern = pattern:gsub('([%(%)%.%%%+%-%*%?%[%^%$%]])', '%%%1')
		with = with:gsub('%%', '%%%%')
	end
	return (mw.ustring.gsub(frame.args[1] or '', pattern, with, tonumber(frame.args.count)))
end

function p.count(frame)
	local parts = mw.text.split(frame.args[1] or '', '%s*,%s*')
	return mw.getContentLanguage():formatNum(#parts) .. ' ' .. mw.getContentLanguage():plural(#parts, 'part', 'parts')
end

return p
