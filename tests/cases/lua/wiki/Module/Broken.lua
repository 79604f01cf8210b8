local p = {}

function p.index()
	local nothing
	return nothing.field
end

function p.words()
	error("''no'' [[markup]] {{here}} <b>\n* or here")
end

function p.missing(frame)
	local text = frame:expandTemplate { title = 'Nowhere' }
	return text
end

return p
