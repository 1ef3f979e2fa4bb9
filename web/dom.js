// Elements from values. Text stays text: nothing here, and nothing that uses it, ever parses markup.

/** element('a', {href: '#', class: 'x', onclick: f}, 'text', child, null) */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  set(made, attributes);
  append(made, children);
  return made;
}

/** The same for SVG. */
export function shape(name, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  set(made, attributes);
  append(made, children);
  return made;
}

function set(made, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : value);
  }
}

function append(made, children) {
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== false) made.append(child);
}

export const words = (code) => String(code ?? '').replaceAll('_', ' ').replaceAll('/', ': ');
