"""One plain data object per official form, built from sealed content only.

PDF, XLSX and tests read these; nothing here knows the ORM. The papers are official
Indonesian documents: their words are constants, not translations.
"""
