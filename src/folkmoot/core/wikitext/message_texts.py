"""The English words of a rendering, by MediaWiki's message names, in families.

Names and parameters are MediaWiki's, so that translations and what bots look for stay right.
"""

from __future__ import annotations

_CONTENTS_AND_LINKS = {
    "toc": "Contents",
    "editsection": "edit",
    "editsectionhint": "Edit section: $1",
    "editsection-brackets-open": "[",
    "editsection-brackets-close": "]",
    "red-link-title": "$1 (page does not exist)",
    "interlanguage-link-title": "$1 – $2",
    "comma-separator": ", ",
    "word-separator": "&#32;",
    "colon-separator": ":&#32;",
    "autocomment-prefix": "",
    "and": "&#32;and",
    "parentheses": "($1)",
    "brackets": "[$1]",
    "ellipsis": "…",
    "pipe-separator": "&#32;|&#32;",
    "rfcurl": "https://datatracker.ietf.org/doc/html/rfc$1",
    "pubmedurl": "//www.ncbi.nlm.nih.gov/pubmed/$1?dopt=Abstract",
    "magiclink-tracking-rfc": "Pages using RFC magic links",
    "magiclink-tracking-pmid": "Pages using PMID magic links",
    "magiclink-tracking-isbn": "Pages using ISBN magic links",
    "blanknamespace": "(Main)",
    "pagenumber": "page $1",
    "mainpage": "Main Page",
    "history_short": "History",
}
_LIMITS = {
    "parser-template-loop-warning": "Template loop detected: [[:$1]]",
    "template-loop-warning": "<strong>Warning:</strong> This page calls [[:$1]] which causes a template loop "
    "(an infinite recursive call).",
    "parser-template-recursion-depth-warning": "Template recursion depth limit exceeded ($1)",
    "template-loop-category": "Pages with template loops",
    "expansion-depth-exceeded-warning": "Page exceeded the expansion depth",
    "expansion-depth-exceeded-category": "Pages where expansion depth is exceeded",
    "node-count-exceeded-warning": "Page exceeded the node count",
    "node-count-exceeded-category": "Pages where node count is exceeded",
    "post-expand-template-inclusion-warning": "<strong>Warning:</strong> Template include size is too "
    "large.\n"
    "Some templates will not be included.",
    "post-expand-template-inclusion-category": "Pages where template include size is exceeded",
    "post-expand-template-argument-warning": "<strong>Warning:</strong> This page contains at least one "
    "template argument that has a too large expansion size.\nThese arguments have been omitted.",
    "post-expand-template-argument-category": "Pages containing omitted template arguments",
    "expensive-parserfunction-warning": "<strong>Warning:</strong> This page contains too many expensive "
    "parser function calls.",
    "expensive-parserfunction-category": "Pages with too many expensive parser function calls",
    "parser-unstrip-loop-warning": "Unstrip loop detected",
    "unstrip-depth-warning": "Unstrip depth limit exceeded ($1)",
    "unstrip-depth-category": "Pages where the unstrip depth limit is exceeded",
    "unstrip-size-warning": "Unstrip size limit exceeded ($1)",
    "unstrip-size-category": "Pages where the unstrip size limit is exceeded",
    "duplicate-args-category": "Pages using duplicate arguments in template calls",
    "duplicate-defaultsort": '<strong>Warning:</strong> Default sort key "$2" overrides earlier default sort '
    'key "$1".',
    "duplicate-displaytitle": '<strong>Warning:</strong> Display title "$2" overrides earlier display title '
    '"$1".',
    "restricted-displaytitle": '<strong>Warning:</strong> Display title "$1" was ignored since it is not '
    "equivalent to the page's actual title.",
    "restricted-displaytitle-ignored": "Pages with ignored display titles",
    "hidden-category-category": "Hidden categories",
    "noindex-category": "Noindexed pages",
    "index-category": "Indexed pages",
    "invalid-indicator-name": "<strong>Error:</strong> Page status indicators' <code>name</code> attribute "
    "must not be empty.",
    "unknown_extension_tag": 'Unknown extension tag "$1"',
    "converter-manual-rule-error": "Error detected in manual language conversion rule",
}
_FILES = {
    "thumbnail_error": "Error creating thumbnail: $1",
    "thumbnail_invalid_params": "Invalid thumbnail parameters",
    "thumbnail-more": "Enlarge",
    "filemissing": "File missing",
    "broken-file-category": "Pages with broken file links",
    "double-px-category": "Pages with image sizes containing extra px",
    "gallery-error": "This image list cannot be read.",
}
_FUNCTIONS = {
    "pfunc_expr_stack_exhausted": "Expression error: Stack exhausted.",
    "pfunc_expr_unexpected_number": "Expression error: Unexpected number.",
    "pfunc_expr_preg_match_failure": "Expression error: Unexpected preg_match failure.",
    "pfunc_expr_unrecognised_word": 'Expression error: Unrecognized word "$1".',
    "pfunc_expr_unexpected_operator": "Expression error: Unexpected $1 operator.",
    "pfunc_expr_missing_operand": "Expression error: Missing operand for $1.",
    "pfunc_expr_unexpected_closing_bracket": "Expression error: Unexpected closing bracket.",
    "pfunc_expr_unrecognised_punctuation": 'Expression error: Unrecognized punctuation character "$1".',
    "pfunc_expr_unclosed_bracket": "Expression error: Unclosed bracket.",
    "pfunc_expr_division_by_zero": "Division by zero.",
    "pfunc_expr_invalid_argument": "Invalid argument for $1: < -1 or > 1.",
    "pfunc_expr_invalid_argument_ln": "Invalid argument for ln: <= 0.",
    "pfunc_expr_unknown_error": "Expression error: Unknown error ($1).",
    "pfunc_expr_not_a_number": "In $1: Result is not a number.",
    "pfunc_time_error": "Error: Invalid time.",
    "pfunc_time_too_long": "Error: Too many #time calls.",
    "pfunc_time_too_big": "Error: #time only supports years up to 9999.",
    "pfunc_time_too_small": "Error: #time only supports years from 0.",
    "pfunc_rel2abs_invalid_depth": 'Error: Invalid depth in path: "$1" (tried to access a node above '
    "the root "
    "node).",
    "pfunc_string_too_long": "Error: String exceeds $1 character limit.",
    "nonnumeric-formatnum": "Pages with non-numeric formatnum arguments",
    "bad-language-code-category": "Pages with invalid language codes",
    "content-model-wikitext": "wikitext",
    "content-model-css": "CSS",
    "content-model-javascript": "JavaScript",
    "content-model-json": "JSON",
    "pfunc_convert_error": "Error: Invalid unit conversion.",
    "lst-invalid-section": "Error: Invalid section.",
}
_CITATIONS = {
    "cite_error": "Cite error: $1",
    "cite_error_ref_no_key": "The <code>&lt;ref></code> tag has no name.",
    "cite_error_ref_numeric_key": "Invalid <code>&lt;ref></code> tag; name cannot be a simple integer. "
    "Use a "
    "descriptive title",
    "cite_error_ref_no_input": "Invalid <code>&lt;ref></code> tag; refs with no name must have content",
    "cite_error_ref_no_key_no_input": "Invalid <code>&lt;ref></code> tag; refs with no name must have "
    "content",
    "cite_error_ref_too_many_keys": "Invalid <code>&lt;ref></code> tag; invalid names, e.g. too many",
    "cite_error_ref_nested_references": "Invalid <code>&lt;ref></code> tag; references cannot stand in "
    "references",
    "cite_error_ref_follow_conflicts": 'Invalid parameter in <code>&lt;ref></code> tag; "follow" cannot be '
    "combined with other names",
    "cite_error_ref_invalid_dir": "Invalid parameter in <code>&lt;ref></code> tag; "
    "the direction <code>$1</code> is not valid",
    "cite_error_references_invalid_parameters": "Invalid parameter in <code>&lt;references></code> tag",
    "cite_error_references_no_backlink_label": "Ran out of custom backlink labels.",
    "cite_error_references_no_text": "Invalid <code>&lt;ref></code> tag; no text was provided for refs "
    "named "
    "<code>$1</code>",
    "cite_error_references_duplicate_key": 'Invalid <code>&lt;ref></code> tag; name "$1" defined multiple '
    "times with different content",
    "cite_error_references_missing_key": '<code>&lt;ref></code> tag with name "$1" defined in '
    "<code>&lt;references></code> is not used in prior text.",
    "cite_error_references_missing_group": "<code>&lt;ref></code> tag defined in "
    "<code>&lt;references></code> "
    'has group attribute "$1" which does not appear in prior text.',
    "cite_error_references_group_mismatch": "<code>&lt;ref></code> tag in <code>&lt;references></code> has "
    'conflicting group attribute "$1".',
    "cite_error_references_no_key": "<code>&lt;ref></code> tag defined in <code>&lt;references></code> "
    "has no "
    "name attribute.",
    "cite_error_empty_references_define": "<code>&lt;ref></code> tag defined in <code>&lt;references></code> "
    'with name "$1" has no content.',
    "cite_error_included_ref": "Closing <code>&lt;/ref></code> missing for <code>&lt;ref></code> tag",
    "cite_error_included_references": "Closing <code>&lt;/references></code> missing for "
    "<code>&lt;references></code> tag",
    "cite_error_group_refs_without_references": "<code>&lt;ref></code> tags exist for a group named "
    '"$1", but '
    'no corresponding <code>&lt;references group="$1"/></code> tag was found',
    "cite_error_refs_without_references": "<code>&lt;ref></code> tags exist, but no "
    "<code>&lt;references/></code> tag was found",
    "cite-tracking-category-cite-error": "Pages with reference errors",
    "cite_reference_link_label": "$1",
    "cite_references_link_accessibility_label": "Jump up",
    "cite_references_link_many_accessibility_label": "Jump up to:",
    "cite_reference_backlink_symbol": "↑",
}
_TAGS = {
    "syntaxhighlight-error-category": "Pages with syntax highlighting errors",
    "syntaxhighlight-enclose-category": "Pages using deprecated enclose attributes",
    "syntaxhighlight-source-category": "Pages using deprecated source tags",
    "templatestyles-missing-src": "TemplateStyles' <code>src</code> attribute must not be empty.",
    "templatestyles-invalid-src": "Invalid title for TemplateStyles' <code>src</code> attribute.",
    "templatestyles-bad-src-missing": "Page [[:$1]] has no content.",
    "templatestyles-bad-src": 'Page [[:$1|$2]] must have content model "Sanitized CSS" for TemplateStyles '
    '(current model is "$3").',
    "templatestyles-errorcomment": "Errors processing stylesheet [[:$1]] (rev $2):",
    "templatestyles-page-error-category": "Pages with TemplateStyles errors",
    "templatestyles-stylesheet-error-category": "TemplateStyles stylesheets with errors",
    "templatestyles-size-exceeded": "Total size of stylesheets on page exceeds limit ($2).",
    "templatestyles-invalid-wrapper": "Invalid value for TemplateStyles' <code>wrapper</code> attribute.",
    "templatedata-doc-param-name": "Parameter",
    "templatedata-doc-param-desc": "Description",
    "templatedata-doc-param-type": "Type",
    "templatedata-doc-param-status": "Status",
    "templatedata-doc-param-status-required": "required",
    "templatedata-doc-param-status-suggested": "suggested",
    "templatedata-doc-param-status-optional": "optional",
    "extension-tag-failed": "The tag <code>&lt;$1></code> could not be shown.",
    "function-failed": "The function <code>$1</code> could not be computed.",
}
_VARIANTS = {
    "converter-manual-rule-error": "Error detected in manual language conversion rule",
    "language-converter-depth-warning": "Language converter depth limit exceeded ($1)",
    "invalid-langconvert-attrs": "<strong>Error:</strong> Langconvert tag's <code>from</code> and "
    "<code>to</code> attributes must not be empty and must contain BCP 47 codes for convertible variants of "
    "the same language.",
}
_SCRIPTS = {
    "scribunto-common-nosuchmodule": 'Script error: No such module "$2".',
    "scribunto-common-nofunction": "Script error: You must specify a function to call.",
    "scribunto-common-nosuchfunction": 'Script error: The function "$2" does not exist.',
    "scribunto-common-notafunction": 'Script error: "$2" is not a function.',
    "scribunto-common-timeout": "The time allocated for running scripts has expired.",
    "scribunto-common-oom": "The amount of memory allowed for running scripts has been exceeded.",
    "scribunto-common-error-category": "Pages with script errors",
    "scribunto-lua-notarrayreturn": "Script error: The module returned a $2 value. "
    "It is supposed to return an export table.",
    "scribunto-lua-error": "Lua error: $2.",
    "scribunto-lua-error-location": "Lua error $1: $2.",
    "scribunto-module-line": "in $1 at line $2",
    "scribunto-unavailable": "Script error: Scripts do not run here.",
}
ENGLISH: dict[str, str] = {
    **_SCRIPTS,
    **_VARIANTS,
    **_CONTENTS_AND_LINKS,
    **_LIMITS,
    **_FILES,
    **_FUNCTIONS,
    **_CITATIONS,
    **_TAGS,
}
