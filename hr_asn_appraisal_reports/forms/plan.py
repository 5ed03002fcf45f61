"""The whole paper of a sealed plan: SKP, its annex, the manuals of its indicators."""

from dataclasses import replace

from . import annex, manual, qualitative, skp


def build(content):
    """Return the form of a sealed plan with what is bound behind it.

    ``content``: dict of one of skp.SCHEMAS; its approach chooses the layout.
    """
    layout = qualitative if content.get("approach") == skp.QUALITATIVE else skp
    form = layout.build(content)
    annexed = annex.build(content, form)
    attached = (annexed,) if annexed else ()
    return replace(form, attached=(*attached, *manual.build(content, form)))


def replaced(form, number, in_force):
    """Return the form of a version; one that is in force no more says so at its foot.

    ``number``: of the version; ``in_force``: of the one in force.
    """
    if number == in_force:
        return form
    said = f"Versi {number}, digantikan versi {number + 1}"
    name = form.file_name.replace(".pdf", f"_V{number}.pdf")
    return replace(form, remark=said, file_name=name)
