// Small steps of drawing SVG that the rest is made of.

const SVG = "http://www.w3.org/2000/svg";

/** Make an element with attributes; children are strings or elements. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  set(node, attributes);
  node.append(...children);
  return node;
}

/** Make an SVG element with attributes. */
export function makeSvg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  set(node, attributes);
  node.append(...children);
  return node;
}

/** Set attributes; what is null or false is taken away. */
export function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) node.removeAttribute(name);
    else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
  }
}

/** Give child number i of an SVG node, made if it isn't there or is of another kind. */
export function child(node, i, tag) {
  const old = node.childNodes[i];
  if (old?.localName === tag) return old;
  const fresh = makeSvg(tag);
  if (old) node.replaceChild(fresh, old);
  else node.append(fresh);
  return fresh;
}

/** Drop the children from number n on. */
export function keep(node, n) {
  while (node.childNodes.length > n) node.lastChild.remove();
}
