local p = {}
function p.x( return 1 end
return p
