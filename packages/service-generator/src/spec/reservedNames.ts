/** Python's keywords and the names of its own modules that a name in lower case can be: neither can be a module's or package's name. */
const PYTHON =
  `and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match
nonlocal not or pass raise return try type while with yield
abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 calendar cgi
cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg
crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno
faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip
hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword linecache locale
logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath
nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix
posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource
rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3
sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog
tabnanny tarfile telnetlib tempfile termios test textwrap this threading time timeit tkinter token tokenize tomllib trace traceback
tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg
winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo`.split(
    /\s+/,
  );

/** What the service itself is made of: a project of such a name would depend on itself, or hide the package. */
const PACKAGES =
  `alembic aiosqlite app asyncpg fastapi httpx hypercorn pdm pip prometheus_client pydantic pydantic_settings pytest pytest_asyncio
python python_json_logger pythonjsonlogger quart setuptools sqlalchemy starlette tests uvicorn watchfiles wheel`.split(
    /\s+/,
  );

/** Names that Windows gives to devices: no such folder can be checked out there. */
const DEVICES = 'aux con nul prn com1 com2 com3 com4 lpt1 lpt2 lpt3 lpt4'.split(
  ' ',
);

const reasons = new Map<string, string>([
  ...DEVICES.map(name => [name, 'Windows has a device of this name'] as const),
  ...PACKAGES.map(
    name => [name, 'a package or module of the service has this name'] as const,
  ),
  ...PYTHON.map(
    name =>
      [
        name,
        'Python has a keyword or a module of its own of this name',
      ] as const,
  ),
]);

/** Why a service may not have this name; undefined where it may. */
export function whyReserved(name: string): string | undefined {
  return reasons.get(name);
}

/** Beginnings of environment variables that other programs in the container read. */
const PREFIXES =
  'ALEMBIC COMPOSE DOCKER ENV HTTP HTTPS HYPERCORN NO PATH PDM PEP582 PIP POSTGRES PYTEST PYTHON QUART SQLALCHEMY UVICORN'.split(
    ' ',
  );

export function isForeignPrefix(prefix: string): boolean {
  return PREFIXES.includes(prefix);
}
