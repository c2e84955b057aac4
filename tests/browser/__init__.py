"""The course as its users see it: JupyterLab and nbgrader's pages in a real browser."""
