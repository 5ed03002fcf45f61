"""Indexes that 19.0.1.2.0 makes in another way under the same name."""

# Looked for by parts, which no index of whole numbers finds.
NUMBERS = (
    "hr_asn_assignment__nip_index",
    "hr_asn_evaluation__nip_index",
    "hr_asn_skp__nip_index",
)


def migrate(cr, version):
    """Drop them: Odoo keeps an index that is there, whatever its kind."""
    for name in NUMBERS:
        cr.execute(f'DROP INDEX IF EXISTS "{name}"')
