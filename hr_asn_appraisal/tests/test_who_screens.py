"""Every screen of many lines says who can see it, and says it as its rules are."""

import itertools
import json
from collections import Counter

from odoo.tests import tagged

from .common import AUDITOR, AsnCommon
from .test_tours import PHONE, AsnTourCase
from .test_who import EVERYBODY

ADDONS = ("hr_asn_appraisal", "hr_asn_appraisal_reports")
OURS = "hr.asn."
# Views that a phone leaves to cards.
WIDE_ONLY = {"list"}
# Not walked, and why not.
APART = {
    "hr_asn_appraisal.matrix": "is of one plan, and asks of that plan",
}
# A selector of no element.
NOTHING = "o-nothing"
# Opened in turn; each asks once, in its own place.
WALK = """
(async () => {
    const {action} = odoo.__WOWL_DEBUG__.root.env.services;
    const drawn = () => new Promise((done) => setTimeout(done, 50));
    const asked = () => [...document.querySelectorAll("%s")].filter(
        (one) => one.getBoundingClientRect().width
    );
    // What is opened of one document is opened of none.
    const additionalContext = {active_id: 0, active_ids: []};
    const options = {additionalContext, clearBreadcrumbs: true};
    const missing = [];
    for (const [name, viewType] of %s) {
        await action.doAction(name, {...options, viewType});
        // A phone begins with cards.
        if (viewType && action.currentController.view.type !== viewType) {
            await action.switchView(viewType);
        }
        for (let look = 0; look < 40 && asked().length !== 1; look++) {
            await drawn();
        }
        if (asked().length !== 1) {
            missing.push(`${name} ${viewType}: ${asked().length}`);
        }
        for (const one of document.querySelectorAll("%s")) {
            const {width, height} = one.getBoundingClientRect();
            if (width && Math.min(width, height) < 42) {
                missing.push(`${name} ${viewType}: ${width}x${height}`);
            }
        }
    }
    if (missing.length) {
        console.error(missing.join(", "));
    } else {
        console.log("test successful");
    }
})();
"""
# A hierarchy of another app, and one of ours.
DRAWN = """
const drawn = (inside) => {
    const view = document.createElement("div");
    view.className = "o_hierarchy_view";
    view.innerHTML = `<div class="o_content">${inside}</div>`;
    document.body.append(view);
    const {flexDirection} = getComputedStyle(view.firstChild);
    view.remove();
    return flexDirection;
};
const found = [drawn(""), drawn('<button class="o_asn_who"></button>')].join();
if (found === "row,column") {
    console.log("test successful");
} else {
    console.error(found);
}
"""
READY = "!!(odoo.isReady && odoo.__WOWL_DEBUG__)"

LINES, OTHERS = (
    "Each line is seen only by ",
    ", beside those who read the whole agency.",
)
SUPERIOR = "the appraiser's superior"
OFFICER, TEAM = "the performance officer", "the performance team"
UNSIGNED, OWN = "No answer says who gave it.", "Nobody sees here what is about himself."
# Roles are joined as in the language of who asks.
AND = "dan"
# What each kind of screen says of itself, in part; each of these models has one.
SAID = {
    "hr.asn.evaluation": [LINES, "who acts for the appraiser", SUPERIOR, OTHERS],
    "hr.asn.objection": [
        f"{LINES}the employee, the appraiser, who acts for the appraiser, "
        f"{SUPERIOR}, {AND} {OFFICER}"
    ],
    "hr.asn.inquiry": [
        f"{LINES}the employee, the appraiser, who acts for the appraiser, "
        f"{SUPERIOR}, {AND} {OFFICER}"
    ],
    "hr.asn.calibration": [f"Only {TEAM} {AND} the auditors of this agency"],
    "hr.asn.potential": [f"Only {TEAM} {AND} the auditors of this agency", OWN],
    "hr.asn.consideration": ["who wrote it", "Nobody sees it who is counted in it."],
    "hr.asn.unit.rating": ["the head of the unit", "sees its rating once it is set."],
    "hr.asn.survey": ["who is responsible for the service", OWN, UNSIGNED],
    "hr.asn.survey.invitation": [f"{LINES}who is asked {AND} {OFFICER}", OWN, UNSIGNED],
    "hr.asn.survey.index": ["who is responsible for the service", UNSIGNED],
    "hr.asn.survey.answer": ["who is responsible for the service", UNSIGNED],
    "hr.asn.delegation": [
        f"{LINES}the appraiser, who acts for the appraiser, {AND} {OFFICER}"
    ],
    "hr.asn.exemption": [f"{LINES}the employee, the appraiser, the heads"],
    "hr.asn.unlock": [f"{LINES}the employee {AND} {OFFICER}{OTHERS}"],
    "hr.asn.feedback": ["who gave it", "What is said about you you see once"],
    "hr.asn.feedback.request": [f"{LINES}who asks {AND} who is asked{OTHERS}"],
    "hr.asn.run": [f"{LINES}who has begun it{OTHERS}"],
    "hr.asn.run.line": [f"{LINES}who has begun it{OTHERS}", OWN],
    "hr.asn.slip": [f"{LINES}who has begun it."],
    "hr.asn.notice": [f"{LINES}the employee {AND} {OFFICER}", "No appraiser sees"],
    "hr.asn.monitor": ["Each officer sees the figures of his units"],
    "hr.asn.hierarchy": ["Each officer sees the figures of his units"],
    "hr.asn.timeline": ["Each officer sees the figures of his units"],
    "hr.asn.policy": [EVERYBODY],
    "hr.asn.cycle": [EVERYBODY],
    "hr.asn.service": [EVERYBODY],
}


class Screens:
    def screens(self):
        """Return [(xml id, its action)] of what menus and code of the app open."""
        known = self.env["ir.model.data"].search(
            [
                ("module", "in", ADDONS),
                ("model", "in", ["ir.actions.act_window", "ir.actions.client"]),
            ]
        )
        return [
            (one.complete_name, self.env[one.model].browse(one.res_id)) for one in known
        ]

    def windows(self):
        """Return those that are pages with many lines."""
        return [
            (name, action)
            for name, action in self.screens()
            if action.type == "ir.actions.act_window"
            and action.target != "new"
            and name not in APART
        ]

    def pages(self):
        return [
            (name, False)
            for name, action in self.screens()
            if action.type == "ir.actions.client" and action.tag not in APART
        ]


@tagged("post_install", "-at_install")
class TestWhoOfScreens(Screens, AsnCommon):
    def told(self, model):
        asked = self.by(self.env["hr.asn.who"], self.admin)
        return asked.read_who(model)

    def labels(self, model):
        return [role["label"] for role in self.told(model)["roles"]]

    def test_every_page_is_of_a_model_that_is_asked(self):
        """What a control panel asks by itself it asks of models of the app only."""
        models = {action.res_model for _name, action in self.windows()}
        self.assertFalse({one for one in models if not one.startswith(OURS)})
        self.assertLessEqual(set(SAID) - {"hr.asn.survey.answer"}, models)

    def test_all_that_rules_of_a_page_ask_has_its_word(self):
        who = self.env["hr.asn.who"]
        for model in {action.res_model for _name, action in self.windows()}:
            with self.subTest(model):
                for path in who._asn_paths(model):
                    self.assertTrue(who._asn_role_of(path), path)
                self.assertGreater(len(self.told(model)["sentence"]), len(LINES))

    def test_each_says_it_as_its_rules_are(self):
        for model, parts in SAID.items():
            said = self.told(model)["sentence"]
            for part in parts:
                with self.subTest(model):
                    self.assertIn(part, said)

    def test_whom_no_rule_lets_read_is_not_told(self):
        for model in ("hr.asn.calibration", "hr.asn.potential", "hr.asn.consideration"):
            labels = self.labels(model)
            self.assertFalse([one for one in labels if "Officer" in one], model)
            self.assertIn("Auditor (1)", labels)
        self.assertEqual(self.labels("hr.asn.slip"), [])
        self.assertIn("Performance Officer", self.labels("hr.asn.objection"))

    def test_a_rule_without_a_domain_changes_nothing(self):
        """An agency may add one, to all who read a model: it asks for nothing."""
        for model in SAID:
            before = self.told(model)
            self.env["ir.rule"].create(
                {
                    "name": "Aturan instansi",
                    "model_id": self.env["ir.model"]._get_id(model),
                    "domain_force": False,
                }
            )
            with self.subTest(model):
                self.assertEqual(self.told(model), before)

    def test_whoever_may_read_a_page_is_told(self):
        """Not only who reads all: each asks what rules say of what is not his."""
        people = (self.staff, self.boss, self.officer, self.auditor)
        models = {action.res_model for _name, action in self.windows()}
        told = Counter()
        for who, model in itertools.product(people, sorted(models)):
            page = self.by(self.env[model], who)
            if not page.has_access("read"):
                continue
            with self.subTest(model, who=who.name):
                said = self.by(self.env["hr.asn.who"], who).read_who(model)
                self.assertTrue(said["sentence"])
                told[who] += 1
        self.assertEqual(set(told), set(people))
        self.assertLess(told[self.staff], told[self.auditor])

    def test_what_is_without_name_is_never_everybody_s(self):
        for model in ("survey", "survey.answer", "survey.invitation", "survey.index"):
            said = self.told(OURS + model)["sentence"]
            self.assertNotIn(EVERYBODY, said)
            self.assertIn(UNSIGNED, said)


@tagged("post_install", "-at_install")
class TestWhoEverywhere(Screens, AsnTourCase):
    """Each page is opened in a browser, in each of its views."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin.group_ids |= cls.env.ref(AUDITOR)

    def walk(self, place, skipped=(), touched=NOTHING):
        views = [
            (name, kind)
            for name, action in self.windows()
            for _view, kind in action.views
            if kind not in {"form", *skipped}
        ]
        pages = json.dumps(views + self.pages())
        code = WALK % (place, pages, touched)
        self.browser_js("/odoo", code, READY, login=self.admin.login, timeout=300)
        return views

    def test_each_asks_at_the_top(self):
        views = self.walk(".o_control_panel button[name=who]")
        self.assertGreater(len(views), 60)

    def test_on_a_phone_it_is_the_last_line_and_no_button_misses_a_thumb(self):
        self.browser_size = PHONE
        last = ".o_content > button[name=who]:last-child"
        self.walk(last, WIDE_ONLY, ".o_control_panel .btn")

    def test_hierarchies_of_other_apps_stay_as_they_are(self):
        self.browser_size = PHONE
        self.browser_js("/odoo", DRAWN, READY, login=self.admin.login)
