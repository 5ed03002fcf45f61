{
    "name": "ASN Performance Appraisal: Paper and Recaps",
    "summary": "Official forms as PDF, recaps as XLSX",
    "version": "19.0.1.1.0",
    "development_status": "Beta",
    "category": "Human Resources/Appraisals",
    "author": "ASN Performance Team",
    "website": "https://github.com/asn-performance/hr-asn-appraisal",
    "license": "LGPL-3",
    "depends": ["hr_asn_appraisal"],
    "external_dependencies": {"python": ["xlsxwriter"]},
    "data": [
        "report/paper_style.xml",
        "report/skp_templates.xml",
        "report/d11_templates.xml",
        "views/hr_asn_cycle_actions.xml",
        "views/res_company_views.xml",
    ],
}
