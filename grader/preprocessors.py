"""What this course changes about nbgrader's own steps, named in nbgrader_config.py."""

from nbgrader.preprocessors import DeduplicateIds

__all__ = ["KeepLastCopy"]


class KeepLastCopy(DeduplicateIds):
    """Grade the last of a cell's copies; the others become cells that nbgrader doesn't know.

    A cell copied in JupyterLab keeps nbgrader's metadata. nbgrader (0.9.6) empties the metadata
    of all copies but the last, takes them for an outdated schema, and ends the whole run.
    """

    def preprocess_cell(self, cell, resources, cell_index):
        """Leave a copy without metadata; changes the cell in place."""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if cell.metadata.get("nbgrader") == {}:
            del cell.metadata["nbgrader"]
        return cell, resources
