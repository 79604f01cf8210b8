-- Refuses globals that nobody declared: `require('strict')` at the head of a module.

local meta = getmetatable(_G) or {}

function meta.__newindex(globals, name, value)
	if name ~= 'arg' then
		error("assign to undeclared variable '" .. tostring(name) .. "'", 2)
	end
	rawset(globals, name, value)
end

function meta.__index(_, name)
	if name ~= 'arg' then
		error("variable '" .. tostring(name) .. "' is not declared", 2)
	end
	return nil
end

setmetatable(_G, meta)
