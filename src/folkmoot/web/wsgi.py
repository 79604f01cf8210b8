"""The site as a WSGI application, for any server that speaks WSGI."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from folkmoot.extensions import installed_extensions

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.web.settings")
application = get_wsgi_application()
installed_extensions()  # a package that cannot be loaded stops the site here, not its first page
