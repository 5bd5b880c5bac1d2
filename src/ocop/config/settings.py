"""Django settings: one file, safe defaults, everything that differs comes from `OCOP_*` variables."""

from pathlib import Path

from ocop.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
DATA = environment.data_folder()

DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.secret_key(DATA)
ALLOWED_HOSTS = environment.words("HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("ORIGINS")
# Demo accounts print their passwords; the server refuses to show them beyond this machine.
OCOP_DEMO = environment.flag("DEMO", default=environment.demo_mark(DATA).exists())
# What a QR leads to; a certificate printed today must still open in three years.
OCOP_PUBLIC_ADDRESS = environment.text("PUBLIC_ADDRESS", "http://127.0.0.1:8000")
# The keys that seal what a QR carries (register.seals.keystore).
OCOP_SEAL_KEYS = environment.text("SEAL_KEYS", str(DATA / "seal-keys"))
# A folder of certificates (PEM): which roots a signature in a PDF may lead to; "" trusts none.
OCOP_TRUST_ROOTS = environment.text("TRUST_ROOTS")
# Who hears of each withdrawal by e-mail: (province code or "", address) pairs (Điều 8.3.c).
OCOP_MARKET_SURVEILLANCE = environment.by_place(environment.words("MARKET_SURVEILLANCE"))
# Buyers' reports: from one address a day, open ones about one product, days a contact is kept.
OCOP_REPORTS_A_DAY = int(environment.text("REPORTS_A_DAY", "5"))
OCOP_OPEN_REPORTS_A_PRODUCT = int(environment.text("OPEN_REPORTS_A_PRODUCT", "10"))
OCOP_CONTACT_KEPT_DAYS = int(environment.text("CONTACT_KEPT_DAYS", "30"))
# A GeoJSON file of unit boundaries for the public map; without it the map draws bubbles.
OCOP_BOUNDARIES = environment.text("BOUNDARIES")
# Reads of the open API from one address a minute; a household's address in open data.
OCOP_API_READS_A_MINUTE = int(environment.text("API_READS_A_MINUTE", "300"))
OCOP_OPEN_HOUSEHOLD_ADDRESSES = environment.flag("OPEN_HOUSEHOLD_ADDRESSES", default=False)
# Where the web server notes which answer pages were opened; read by `ocop.visits`.
OCOP_VISITS_LOG = environment.text("VISITS_LOG", str(DATA / "visits.log"))
# Open data: under which licence and why, who publishes, how many snapshots of each dataset are
# kept, and after how many days the next is made.
OCOP_DATA_LICENCE = environment.text("DATA_LICENCE", "https://creativecommons.org/licenses/by/4.0/")
OCOP_DATA_LICENCE_BASIS = environment.text("DATA_LICENCE_BASIS")
OCOP_DATA_PUBLISHER = environment.text("DATA_PUBLISHER", "Sổ OCOP")
OCOP_KEPT_SNAPSHOTS = int(environment.text("KEPT_SNAPSHOTS", "24"))
OCOP_SNAPSHOT_DAYS = int(environment.text("SNAPSHOT_DAYS", "7"))
# Codes of the ministry's databases for our states and legal forms: their lists are not known.
OCOP_MINISTRY_STATES = environment.pairs("MINISTRY_STATES")
OCOP_MINISTRY_FORMS = environment.pairs("MINISTRY_FORMS")
# Read through ocop.config.law.
OCOP_LAW_SETTINGS = environment.readings("READINGS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    # Before the libraries whose templates it replaces.
    "ocop.web.design",
    "ocop.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_q",
    "simple_history",
    "ocop.kernel",
    "ocop.places",
    "ocop.jobs",
    "ocop.accounts",
    "ocop.files",
    "ocop.producers",
    "ocop.products",
    "ocop.register",
    "ocop.dossiers",
    "ocop.councils",
    "ocop.recognition",
    "ocop.notices",
    "ocop.misuse",
    "ocop.visits",
    "ocop.withdrawals",
    "ocop.benefits",
    "ocop.inspections",
    "ocop.imports",
    "ocop.storefront",
    "ocop.newsroom",
    "ocop.catalogue",
    "ocop.opendata",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ocop.web.security.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ocop.web.languages.AddressLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ocop.web.access.AccessMiddleware",
    "ocop.web.errors.UnstorableValueMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "ocop.config.urls"
WSGI_APPLICATION = "ocop.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ocop.web.design.context.page",
            ],
        },
    },
]
FORM_RENDERER = "ocop.web.design.forms.FormRenderer"

DATABASES = {"default": environment.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "ocop.accounts.authentication.PhoneOrEmailBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "ocop.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "ocop.accounts.passwords.NotCommon"},
]
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/viec-cua-toi/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["ocop.config.formats"]
LOCALE_PATHS = [PACKAGE / "config" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # Uploads are served by a view through the policy, never by address.
        "OPTIONS": {"location": DATA / "uploads", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
FILE_UPLOAD_HANDLERS = [
    "ocop.files.intake.KeyUploadHandler",
    "ocop.files.intake.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SECURE_SSL_REDIRECT = environment.flag("HTTPS", default=False)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("BEHIND_PROXY", default=False) else None
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "ocop.web.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if environment.text("SMTP_HOST")
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = environment.text("SMTP_HOST")
EMAIL_PORT = int(environment.text("SMTP_PORT", "587"))
EMAIL_HOST_USER = environment.text("SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("SMTP_PASSWORD")
EMAIL_USE_TLS = bool(EMAIL_HOST)
# A server that hangs must not hold the worker beyond its slice.
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "ocop@localhost")

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# Its default is the model's USERNAME_FIELD, under which no attempt would ever be found.
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "ocop.accounts.authentication.lockout_name"
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_VERBOSE = False

ACCOUNT_ADAPTER = "ocop.accounts.allauth_adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"reauthenticate": "ocop.web.accounts.second_factor.PasswordForm"}
MFA_ADAPTER = "ocop.accounts.allauth_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Sổ OCOP"
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "ocop.web.accounts.second_factor.AuthenticateForm",
    "reauthenticate": "ocop.web.accounts.second_factor.ReauthenticateForm",
    "activate_totp": "ocop.web.accounts.second_factor.ActivateTOTPForm",
}

# No heartbeat in the queue: a job is idempotent and slices itself under 60 seconds.
Q_CLUSTER = {
    "name": "ocop",
    "orm": "default",
    "workers": 1,
    "timeout": 90,
    "retry": 120,
    "max_attempts": 3,
    "ack_failures": False,
    "poll": 1,
    "catch_up": False,
    "save_limit": 1000,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A certificate that leads nowhere is a finding, said on the page; not a fault of the server.
    "loggers": {name: {"level": "CRITICAL"} for name in ("pyhanko", "pyhanko_certvalidator")},
}
