-- Checks of arguments, with the messages that Lua's own functions give.

local util = {}

local function complain(number, name, wanted, value, level)
	error(
		string.format("bad argument #%d to '%s' (%s expected, got %s)", number, name, wanted, type(value)),
		level
	)
end

function util.checkType(name, number, value, wanted, may_be_nil)
	if value == nil and may_be_nil then
		return
	end
	if type(value) ~= wanted then
		complain(number, name, wanted, value, 4)
	end
end

function util.checkTypeMulti(name, number, value, kinds)
	for _, kind in ipairs(kinds) do
		if type(value) == kind then
			return
		end
	end
	local words = table.concat(kinds, ', ', 1, #kinds - 1)
	words = words .. (words == '' and '' or ' or ') .. kinds[#kinds]
	complain(number, name, words, value, 4)
end

function util.checkTypeForIndex(index, value, wanted)
	if type(value) ~= wanted then
		error(
			string.format("value for index '%s' must be %s, %s given", tostring(index), wanted, type(value)),
			4
		)
	end
end

function util.checkTypeForNamedArg(name, argument, value, wanted, may_be_nil)
	if value == nil and may_be_nil then
		return
	end
	if type(value) ~= wanted then
		error(
			string.format(
				"bad named argument %s to '%s' (%s expected, got %s)", argument, name, wanted, type(value)
			),
			4
		)
	end
end

function util.makeCheckSelfFunction(library, variable, object, description)
	return function(self, method)
		if self ~= object then
			error(
				string.format(
					'%s: invalid %s. Did you call %s with a dot instead of a colon, i.e. %s.%s() instead of %s:%s()?',
					library, description, method, variable, method, variable, method
				),
				3
			)
		end
	end
end

return util
