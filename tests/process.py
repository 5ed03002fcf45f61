"""Running a program to its end and reading all it says."""

import subprocess

import server


def said(command, folder, text=""):
    """Run a command of Odoo in a folder with ``text`` as its input; return its output.

    Fails the test, with the end of the output, when the command does.
    """
    done = subprocess.run(
        command,
        input=text,
        cwd=folder,
        env=server.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout
