-- Puts the library together for one page. `native` has the host's functions, `source` reads a file of this
-- folder as a compiled chunk, `compile` makes a chunk of a page's text, `site` are facts of the wiki.

local native, source, compile, site = ...

-- A host's function answers true and its values, or false and what is wrong; it never raises by itself.
local function answered(ok, ...)
	if ok then
		return ...
	end
	error((...), 0)
end

local functions = {}
for name, ask in pairs(native) do
	functions[name] = function(...)
		return answered(ask(...))
	end
end

local base = source('base')(functions, compile)
local util = source('libraryUtil')()
local mw = source('mw')(base, source('mw.frame')(base, util), site)
base.globals.mw = mw

for _, name in ipairs { 'ustring', 'text', 'html', 'hash', 'site', 'language', 'uri', 'title', 'message' } do
	mw[name] = source('mw.' .. name)(base, mw, util, site)
end
mw.getContentLanguage, mw.getLanguage = mw.language.getContentLanguage, mw.language.new
for name, method in pairs(mw.ustring) do
	if type(method) == 'function' then
		base.globals.string['u' .. name] = method
	end
end

base.libraries = {
	libraryUtil = util,
	strict = source('strict'),
	bit32 = source('bit32')(),
	ustring = mw.ustring,
}
for name, library in pairs(mw) do
	if type(library) == 'table' then
		base.libraries['mw.' .. name] = library
	end
end

return base.invoke
