"""`folkmoot render`: the HTML of a page of wikitext, from a file."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from folkmoot.files import print_text, read_text

EPILOG = """\
The HTML is what a page's body holds: safe to put into a page, without a frame around it.
Templates, modules and the pages that links lead to are read from a folder (--pages), one file for each,
folders standing for namespaces: Template/Box.wikitext, Module/Yesno.lua, Help/Links/More.wikitext.
What is not there shows as a link to where it would be written.

exit status:
  0  printed            2  the command was not understood
  1  not readable       3  the file is empty

examples:
  folkmoot render talk.wikitext > talk.html
  folkmoot render --pages wiki talk.wikitext
  folkmoot render --lang ar --title "نقاش:ويكي" talk.wikitext
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.epilog = EPILOG
    parser.add_argument("file", metavar="FILE", help="a page of wikitext in UTF-8; - is standard input")
    parser.add_argument("--lang", metavar="CODE", default="en", help="the wiki's language (default: en)")
    parser.add_argument("--pages", metavar="FOLDER", help="the wiki's other pages: templates, modules, links")
    parser.add_argument("--title", default="Talk:Page", help="the page's title (default: Talk:Page)")
    parser.add_argument(
        "--variant", metavar="CODE", default="", help="sr-Latn, zh-TW ... (default: as written)"
    )


def run(options: argparse.Namespace) -> int:
    """Print the HTML of the file; the exit status. Raises refusals for files and titles that are none."""
    from folkmoot.core.languages import known_languages
    from folkmoot.core.site import SiteConfig
    from folkmoot.core.titles import parse_title
    from folkmoot.core.wikitext import Surroundings, render
    from folkmoot.core.wikitext.variants import wanted_variant
    from folkmoot.extensions import installed_extensions
    from folkmoot.lua.pool import LuaPool
    from folkmoot.page_folder import pages_in

    if options.lang not in known_languages():
        raise argparse.ArgumentTypeError(f"{options.lang} is not the code of a language that is known here")
    variant = wanted_variant(options.lang, [options.variant]) if options.variant else ""
    if options.variant and not variant:
        raise argparse.ArgumentTypeError(f"{options.variant} is no variant of the language {options.lang}")
    site = SiteConfig.for_language(options.lang)
    parse_title(options.title, site)
    pages = pages_in(options.pages, site) if options.pages else {}
    around = Surroundings(
        now=datetime.now(UTC), variant=variant, extensions=installed_extensions(), scripts=LuaPool()
    )
    html = render(read_text(options.file), site=site, title=options.title, pages=pages, around=around).html
    print_text([html if html.endswith("\n") else html + "\n"])
    return 0
