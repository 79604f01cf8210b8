-- What people write for yes and no, as a truth value.
local WORDS = { yes = true, y = true, ['true'] = true, t = true, on = true, no = false, n = false, ['false'] = false, f = false, off = false }

return function(value, default)
	value = type(value) == 'string' and mw.ustring.lower(value) or value
	if value == nil then
		return nil
	elseif value == true or value == false then
		return value
	elseif WORDS[value] ~= nil then
		return WORDS[value]
	elseif tonumber(value) == 1 then
		return true
	elseif tonumber(value) == 0 then
		return false
	end
	return default
end
