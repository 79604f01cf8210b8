-- mw.hash: digests of texts, in hexadecimal.

local base, mw, util = ...
local native = base.native
local hash = {}
local algorithms

function hash.listAlgorithms()
	algorithms = algorithms or native.hash_algorithms()
	return mw.clone(algorithms)
end

function hash.hashValue(algorithm, value)
	util.checkType('hashValue', 1, algorithm, 'string')
	util.checkType('hashValue', 2, value, 'string')
	return native.hash(algorithm, value)
end

return hash
