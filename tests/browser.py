"""A real Chromium on the screens of a live server; clicks and choices are counted.

The library is Playwright, the browser is that of the machine. A test that finds none
fails. Typing and the keyboard are not counted, as in the users' own tables.
"""

import contextlib
import re

from machine import LOG, find_browser
from playwright.sync_api import TimeoutError as TooLate
from playwright.sync_api import expect, sync_playwright

OPTIONS = (
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
    *("--disable-background-networking", "--disable-sync"),
    "--disable-component-update",
)
WINDOW = {"width": 1400, "height": 900}
PATIENCE_MS = 45_000  # until an element has to be there, on a machine at full load
START_MS = 180_000  # a cold disk
DIALOG = ".modal:not(.o_inactive_modal)"
# What a question is answered with; the buttons of a form beneath it have names.
CONFIRM = f"{DIALOG} .modal-footer .btn-primary:not([name])"
OFFERED = ".o-autocomplete--dropdown-item, .o_select_menu_item"
LIST_READ = r"/call_kw/%s/web_(search_read|read_group)"
CALL = "/web/dataset/"
# A page that asked for nothing at so many looks has all that it wants.
QUIET, LOOK_MS = 4, 50
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
MARKUP = re.compile(r"[^\w-]+")

expect.set_options(timeout=PATIENCE_MS)

# What stands wider than its place, of what matches; nothing where it fits.
TOO_WIDE = """selector => [document.documentElement,
    ...document.querySelectorAll(selector)]
    .filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => one.className || one.tagName)"""
# What a thumb would miss, of what matches.
TOO_SMALL = """selector => [...document.querySelectorAll(selector)]
    .map(one => [one.innerText, one.getBoundingClientRect()])
    .filter(([_text, box]) => box.width && box.height < 42)
    .map(([text, box]) => `${text} ${box.height}`)"""


class Desk:
    """Somebody at the mouse, as a context manager.

    :param url: the server's address without a slash at the end
    :param language: of the browser, in which the sign-in page speaks

    `clicks` counts clicks and choices so far; `errors` is what the page's console and
    the server complained of; `left` is where `leave` put it last. `page` is
    Playwright's own.
    """

    def __init__(self, url, language="id-ID"):
        self.url = url
        self.language = language
        self.clicks = 0
        self.errors = []
        self.left = None
        self.page = None
        self.server = None
        self._said = []
        self._asked = set()
        self._open = contextlib.ExitStack()

    def __enter__(self):
        with contextlib.ExitStack() as opened:
            browser = self._launch(opened.enter_context(sync_playwright()))
            opened.callback(browser.close)
            self.page = self._new_page(browser)
            self._open = opened.pop_all()
        return self

    def __exit__(self, *_error):
        self._open.close()

    def _launch(self, playwright):
        path = find_browser()
        assert path, "no Chromium is installed: apt-get install chromium"
        return playwright.chromium.launch(
            executable_path=path, args=OPTIONS, timeout=START_MS
        )

    def _new_page(self, browser):
        context = browser.new_context(
            locale=self.language, viewport=WINDOW, base_url=self.url
        )
        context.set_default_timeout(PATIENCE_MS)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complain(f"uncaught: {error}"))
        page.on("response", self._answer)
        page.on("request", self._ask)
        for over in ("requestfinished", "requestfailed"):
            page.on(over, lambda request: self._asked.discard(request))
        return page

    # -- what goes wrong -----------------------------------------------------

    def _hear(self, message):
        self._said.append(f"{message.type}: {message.text}")
        if message.type == "error":
            self._complain(message.text)

    def _ask(self, request):
        if CALL in request.url:
            self._asked.add(request)

    def _answer(self, response):
        if response.status >= 500:
            self._complain(f"{response.status} {response.url}")

    def _complain(self, text):
        self._said.append(text)
        self.errors.append(text)

    def leave(self, name):
        """Keep a picture of the screen and what the console said in the log folder.

        :returns: the path of both without its ending
        """
        LOG.mkdir(parents=True, exist_ok=True)
        path = LOG / f"browser-{MARKUP.sub('-', name)}"
        path.with_suffix(".txt").write_text("\n".join([self.page.url, *self._said]))
        self.page.screenshot(path=path.with_suffix(".png"))
        self.left = path
        return path

    @contextlib.contextmanager
    def steps(self, most):
        """Fail when what is done inside takes more clicks than a table allows."""
        before = self.clicks
        yield
        assert self.clicks - before <= most, f"{self.clicks - before} clicks"

    @contextlib.contextmanager
    def late(self, what, milliseconds):
        """Keep each request with a text in its address waiting for so long.

        Ends when all have been answered: one still kept would be let go twice.
        """

        def wait(route):
            self.page.wait_for_timeout(milliseconds)
            route.continue_()

        place = f"**/*{what}*"
        self.page.route(place, wait)
        try:
            yield
            self.rest()
        finally:
            self.page.unroute(place, wait)

    # -- what a hand does ----------------------------------------------------

    def go(self, path):
        """Open an address of the server."""
        self.page.goto(path)

    def find(self, selector, text=None):
        """Return what is seen of a selector, of those with a text in them."""
        return self.page.locator(selector, has_text=text).filter(visible=True)

    def click(self, selector, text=None):
        """Click the first of what is found."""
        self.find(selector, text).first.click()
        self.clicks += 1

    def narrow(self, selector, text, model):
        """Click what filters a list of a model, and wait until the list has come."""
        with self.page.expect_response(re.compile(LIST_READ % re.escape(model))):
            self.click(selector, text)
        self.page.evaluate(DRAWN)

    def rest(self):
        """Wait until a page has all that it asks for when it is opened.

        A list is drawn as it was last seen, and anew when the server's answer has come:
        a click just then is lost.
        """
        quiet = 0
        for _look in range(PATIENCE_MS // LOOK_MS):
            self.page.wait_for_timeout(LOOK_MS)
            quiet = 0 if self._asked else quiet + 1
            if quiet == QUIET:
                break
        assert quiet == QUIET, f"not answered: {[one.url for one in self._asked]}"
        self.page.evaluate(DRAWN)

    def type(self, selector, text):
        """Write into a field, in place of what stands in it."""
        self.find(selector).first.fill(text)

    def press(self, key):
        """Press a key where the cursor is."""
        self.page.keyboard.press(key)

    def choose(self, selector, text, option):
        """Type into a field that proposes, choose what it offers, wait for it there."""
        field = self.find(selector).first
        field.press_sequentially(text)
        self.click(OFFERED, option)
        expect(field).to_have_value(re.compile(re.escape(option)))

    def upload(self, selector, path):
        """Choose a file."""
        self.page.locator(selector).first.set_input_files(path)
        self.clicks += 1

    def download(self, selector):
        """Click what brings a file; returns the path of the file."""
        with self.page.expect_download() as coming:
            self.click(selector)
        return coming.value.path()

    # -- what an eye sees ----------------------------------------------------

    def misfits(self, places, buttons):
        """Return what is too wide or too small for a phone, by two selectors.

        A page follows the size of its window a moment later; what stays is returned.
        """
        self.page.evaluate("document.fonts.ready")
        with contextlib.suppress(TooLate):
            self.page.wait_for_function(
                f"places => ({TOO_WIDE})(places).length === 0", arg=places, timeout=5000
            )
        wide = self.page.evaluate(TOO_WIDE, places)
        return wide + self.page.evaluate(TOO_SMALL, buttons)

    def see(self, selector, text=None):
        """Wait until something is seen; returns its words, blanks made one."""
        found = self.find(selector, text).first
        expect(found).to_be_visible()
        return " ".join(found.inner_text().split())

    def reads(self, selector, text):
        """Wait until something says a text and nothing else."""
        expect(self.find(selector).first).to_have_text(text)

    def gone(self, selector, text=None):
        """Wait until something is not seen any more."""
        expect(self.find(selector, text)).to_have_count(0)

    def counts(self, selector, number):
        """Wait until so many are found."""
        expect(self.find(selector)).to_have_count(number)

    def texts(self, selector):
        """Return the words of all that is found, blanks made one."""
        return [
            " ".join(text.split()) for text in self.find(selector).all_inner_texts()
        ]

    def value(self, selector):
        """Return what stands in a field."""
        return self.find(selector).first.input_value()

    def clipboard(self):
        """Return the text that can be pasted now."""
        return self.page.evaluate("navigator.clipboard.readText()")
