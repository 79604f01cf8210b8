local orange = '#f60'
return {
	class = 'plainlinks',
	kinds = {
		notice = { colour = '#36c', sign = 'ⓘ' },
		warning = { colour = orange, sign = "'''!'''" },
	},
}
