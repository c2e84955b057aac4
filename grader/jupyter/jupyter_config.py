"""Configure every Jupyter program of this environment; installed as etc/jupyter/jupyter_config.py.

JupyterLab's "Save and Export Notebook As HTML" and `jupyter nbconvert` read no configuration from
the course's folder (jupyter_core 5.9), so it has to lie in the environment.
"""

from grader.offline_pages import configure

configure(get_config())  # noqa: F821  (traitlets gives it to configuration files)
