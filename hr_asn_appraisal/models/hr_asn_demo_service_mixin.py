from typing import NamedTuple

from odoo import models

from ..law import codes


class Service(NamedTuple):
    """A service of the demo agency; people by NIP, members with their part."""

    name: str
    kind: str
    unit: str
    owner: str
    standard: tuple
    description: str
    targets: tuple
    members: dict


class Target(NamedTuple):
    name: str
    target: str
    unit: str
    pattern: str
    baseline: str
    source: str
    objective: str
    months: str = ""
    dimension: str = ""


SERVICES = (
    Service(
        "Imunisasi Rutin Lengkap",
        codes.PROGRAM,
        "UPTD Puskesmas Contoh Barat",
        "197906032006042001",  # Laila Husna
        ("1", "hari kerja"),
        "Imunisasi dasar dan lanjutan bagi bayi, balita dan anak sekolah.",
        (
            Target(
                "Jumlah anak yang memperoleh imunisasi dasar lengkap",
                *("420", "orang", codes.HITUNGAN, "392"),
                *("Laporan imunisasi rutin", "K3"),
            ),
            Target(
                "Persentase desa dengan cakupan imunisasi merata (UCI)",
                *("95", "%", codes.POSISI, "91"),
                *("Profil kesehatan", "K3"),
            ),
        ),
        {
            "199409262019032001": "Vaksinator di dua sekolah",  # Dewi Anggraini
            "199701212024032001": "Pencatat kohort bayi",  # Teuku Lubis
        },
    ),
    Service(
        "Perekaman dan Penerbitan KTP-el",
        codes.LAYANAN,
        "Bidang Pelayanan Pendaftaran Penduduk",
        "199311032017041001",  # Muhammad Ginting
        ("1", "hari kerja"),
        "Perekaman data dan penerbitan KTP elektronik, di kantor dan keliling.",
        (
            Target(
                "Jumlah KTP-el yang diterbitkan",
                *("4.800", "keping", codes.HITUNGAN, "4.310"),
                *("Rekap SIAK", "K2"),
            ),
            Target(
                "Nilai IKM layanan KTP-el",
                *("86", "indeks", codes.RILIS, "82,4"),
                *("SKM tahun lalu", "K2", "6,12", "kepuasan"),
            ),
        ),
        {
            "199406142020121001": "Verifikasi data",  # Marlina Saputra
            "199108042013041001": "Perekaman keliling",  # Budi Yusuf
        },
    ),
    Service(
        "Penerbitan Akta Kelahiran",
        codes.LAYANAN,
        "Bidang Pelayanan Pencatatan Sipil",
        "199710202019052001",  # Nur Lestari
        ("3", "hari kerja"),
        "Akta kelahiran bagi bayi yang lahir di dalam dan di luar kota.",
        (
            Target(
                "Persentase akta kelahiran yang terbit sesuai standar waktu",
                *("95", "%", codes.POSISI, "88"),
                *("Rekap SIAK", "K2"),
            ),
        ),
        {},
    ),
    Service(
        "Sekolah Gemar Membaca",
        codes.PROGRAM,
        "SD Negeri 1 Contoh",
        "197808162003122001",  # Safrina Zahra
        ("", ""),
        "Lima belas menit membaca sebelum pelajaran, di setiap kelas.",
        (
            Target(
                "Persentase murid kelas III yang lancar membaca",
                *("90", "%", codes.POSISI, "82"),
                *("Asesmen sekolah", "K4"),
            ),
        ),
        {"198510082011012001": "Pengelola pojok baca"},  # Rina Ibrahim
    ),
)


class HrAsnDemoServiceMixin(models.AbstractModel):
    """The services of the demo agency, with who answers for them."""

    _name = "hr.asn.demo.service.mixin"
    _description = "ASN demo agency: services"

    def _asn_services(self, officer, cycle):
        """Write the services, as the officer would."""
        services = self.env["hr.asn.service"].with_user(officer)
        for one in SERVICES:
            services.create(
                {
                    "name": one.name,
                    "kind": one.kind,
                    "department_id": self._asn_unit(one.unit).id,
                    "owner_id": self._asn_number(one.owner).id,
                    "standard_value": one.standard[0],
                    "standard_unit": one.standard[1],
                    "description": one.description,
                    "target_ids": [
                        (0, 0, self._asn_service_target(line, cycle))
                        for line in one.targets
                    ],
                    "member_ids": [
                        (0, 0, {"employee_id": self._asn_number(nip).id, "part": part})
                        for nip, part in one.members.items()
                    ],
                }
            )

    def _asn_service_target(self, line, cycle):
        objective = self.env["hr.asn.objective"].search(
            [("cycle_id", "=", cycle.id), ("code", "=", line.objective)]
        )
        return {
            "cycle_id": cycle.id,
            "objective_id": objective.id,
            "name": line.name,
            "target": line.target,
            "unit": line.unit,
            "pattern": line.pattern,
            "months": line.months,
            "dimension_id": self.env["hr.asn.dimension"]
            ._asn_ids()
            .get(line.dimension, False),
            "baseline": line.baseline,
            "baseline_date": f"{cycle.year - 1}-12-31",
            "baseline_source": line.source,
        }

    def _asn_take_services(self, plans):
        """Let owners take the targets into these plans, and add who is among them."""
        targets = self.env["hr.asn.service.target"].search(
            [("service_id.owner_id", "in", plans.employee_id.ids)]
        )
        for target in targets:
            owner = target.service_id.owner_id
            own = target.with_user(owner.user_id)
            words = f"Terselenggaranya {target.service_id.name}"
            line = own._asn_take(plans.rhk_ids.browse(), words)
            members = own.service_id.member_ids
            at_work = members.filtered(lambda one: one.employee_id in plans.employee_id)
            own._asn_take_members(line, at_work)

    def _asn_unit(self, name):
        return self.env["hr.department"].search([("name", "=", name)], limit=1)

    def _asn_number(self, nip):
        return self.env["hr.employee"].search([("asn_nip", "=", nip)])
