"""Django's settings, all of them taken from the environment; ``folkmoot serve`` sets what is missing.

Importing this module reads the environment and, when it is there, the secret key of the data
folder. It writes nothing.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from folkmoot.web.environment import (
    database_from_url,
    flag,
    host_names,
    positive,
    read_secret_key,
    sqlite_database,
)

PACKAGE = Path(__file__).parent

# --- what an operator sets -------------------------------------------------------------------

DATA = Path(os.environ.get("FOLKMOOT_DATA") or "data").absolute()
FOLKMOOT_LANGUAGE = os.environ.get("FOLKMOOT_LANGUAGE") or "en"
FOLKMOOT_NAME = os.environ.get("FOLKMOOT_NAME") or "Folkmoot"
FOLKMOOT_HTTPS = flag(os.environ.get("FOLKMOOT_HTTPS"))
FOLKMOOT_RATE_LIMITS = flag(os.environ.get("FOLKMOOT_RATE_LIMITS"), default=True)
FOLKMOOT_LUA = flag(os.environ.get("FOLKMOOT_LUA"), default=True)
FOLKMOOT_LUA_SECONDS = positive(os.environ.get("FOLKMOOT_LUA_SECONDS"), default=5.0)
FOLKMOOT_LUA_PROCESSES = int(positive(os.environ.get("FOLKMOOT_LUA_PROCESSES"), default=2.0)) or 1

ALLOWED_HOSTS = host_names(os.environ.get("FOLKMOOT_HOSTS"))
SECRET_KEY = os.environ.get("FOLKMOOT_SECRET_KEY") or read_secret_key(DATA) or secrets.token_urlsafe(48)
_database_url = os.environ.get("FOLKMOOT_DATABASE_URL")
DATABASES: dict[str, dict[str, Any]] = {
    "default": database_from_url(_database_url) if _database_url else sqlite_database(DATA / "db.sqlite3")
}

# --- limits ----------------------------------------------------------------------------------

PAGE_SIZE_LIMIT = 2 * 1024 * 1024  # bytes of UTF-8, as MediaWiki's $wgMaxArticleSize
SUMMARY_LIMIT = 500  # characters
# Large enough that a paste which is too long for a page comes back to its writer instead of being cut.
REQUEST_SIZE_LIMIT = 32 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = REQUEST_SIZE_LIMIT
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
SAVES_PER_MINUTE = 30  # of one account
KEEP_POSTED_FORMS_DAYS = 30

# --- the application ---------------------------------------------------------------------------

DEBUG = False
ROOT_URLCONF = "folkmoot.web.urls"
WSGI_APPLICATION = "folkmoot.web.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "folkmoot.web.shared",
    "folkmoot.web.accounts",
    "folkmoot.web.pages",
    "folkmoot.web.talk",
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "folkmoot.web.shared.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "folkmoot.web.shared.middleware.allow_style_sheets_of_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "folkmoot.web.shared.middleware.chosen_language",
    "folkmoot.web.shared.middleware.request_size",
    "folkmoot.web.shared.middleware.Refusals",
    "django.middleware.csrf.CsrfViewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "folkmoot.web.shared.context.everywhere",
            ],
        },
    }
]

# --- accounts ----------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "folkmoot.web.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "folkmoot.web.accounts.forms.LoginForm",
    "signup": "folkmoot.web.accounts.forms.SignupForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "email"]
ACCOUNT_EMAIL_VERIFICATION = "none"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # the site sends no mail
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_USERNAME_MIN_LENGTH = 1
# per address and per name; a number of tries, then the time in which they count
ACCOUNT_RATE_LIMITS: Any = (
    {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "signup": "20/h/ip"}
    if FOLKMOOT_RATE_LIMITS
    else False
)

# --- cookies, headers --------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 24 * 60 * 60
SESSION_COOKIE_SECURE = FOLKMOOT_HTTPS
CSRF_COOKIE_SECURE = FOLKMOOT_HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CSRF_FAILURE_VIEW = "folkmoot.web.shared.views.show_csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if FOLKMOOT_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

# --- languages of the interface ----------------------------------------------------------------

LANGUAGE_CODE = FOLKMOOT_LANGUAGE
LANGUAGES = [
    ("en", _("English")),
    ("fr", _("French")),
    ("de", _("German")),
    ("ar", _("Arabic")),
    ("ja", _("Japanese")),
    ("es", _("Spanish")),
]
if FOLKMOOT_LANGUAGE not in dict(LANGUAGES):
    LANGUAGE_CODE = "en"  # the interface; the wiki's own words stay in its language
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["folkmoot.web.formats"]

# --- files and caches --------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = False
WHITENOISE_INDEX_FILE = False
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # a page that is not there is an answer, not an event
    "loggers": {"django.request": {"level": "ERROR"}},
}
