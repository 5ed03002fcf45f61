{
    "name": "ASN Test Clock",
    "summary": "Lets black-box tests choose the agency's date",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "The hr_asn_appraisal contributors",
    "website": "https://example.com",
    "license": "LGPL-3",
    "depends": ["hr_asn_appraisal"],
    "data": [],
}
