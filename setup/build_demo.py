"""Build the demo agency: run in Odoo's shell by scripts/run.

The agency and its people come in through the product's own import. The last line
printed holds the accounts as JSON: a list of role, login, password and try.
"""

import json

logins = env["hr.asn.demo"]._asn_build()  # noqa: F821 (the shell's environment)
env.cr.commit()  # noqa: F821
print("ASN_DEMO_LOGINS=" + json.dumps(logins))
