"""The rules of Indonesian civil-service performance management as plain Python.

No ORM, no input or output: dates, calendars and policy values come as arguments,
so that every rule can be tested by a table. Texts for people are made elsewhere;
the functions here answer with constants of :mod:`.codes`.

Every function names its source and how well that source is known:
[A] read in the text of the law, [B] official material, [C] press or handbook,
[D] seen in programs and copies of forms, [R] professional knowledge, [r] the
same, weak. What is known less well than [B] is a default that a policy may
replace, so it is a parameter and never fixed inside a function.

Shares and achievements are whole basis points (10000 = 100 %), never floats.
"""
