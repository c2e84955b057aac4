// The notebook that a widget is shown in.

const VIEW = "application/vnd.jupyter.widget-view+json";

/**
 * Give the notebook's cells, and which one shows a model.
 *
 * Widgets have no message that reaches the text of a cell. But the widget manager of JupyterLab,
 * and of Notebook, holds the notebook that it serves, and a cell's text can be changed there
 * whether or not the cell is in view (one out of view has no editor). Nobody promises this way:
 * where it is closed, as in other editors, this raises.
 *
 * @param {object} model - holds its own id under "own"
 * @returns {{cells: object[], own: number}} own is -1 where no cell shows it
 */
export function notebookOf(model) {
  const cells = [...model.widget_manager.context.model.cells];
  return { cells, own: cells.findIndex((cell) => shows(cell, model.get("own"))) };
}

/** Give the text of a cell. */
export function textOf({ sharedModel }) {
  return sharedModel.getSource();
}

/** Say whether a cell of JupyterLab's notebook model shows the widget with this id. */
function shows(cell, id) {
  const outputs = cell.type === "code" ? cell.outputs : { length: 0 };
  return Array.from(outputs, (_, i) => outputs.get(i).data[VIEW]?.model_id).includes(id);
}
