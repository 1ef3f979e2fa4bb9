// Elements from values. Text stays text: nothing here, and nothing that uses it, ever parses markup.

/** element('a', {href: '#', class: 'x', onclick: f}, 'text', child, null) */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function shape(name, attributes = {}, ...children) {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

const absent = (value) => value === null || value === undefined || value === false;

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (absent(value)) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => !absent(child)));
  return made;
}

/** "name_partly_matches" → "name partly matches" */
export const words = (code) => String(code ?? '').replaceAll('_', ' ').replaceAll('/', ': ');

export const badge = (word, text = word) => element('span', { class: `badge ${word}` }, text);

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment of the API in the reader's own time. */
export const moment = (text) => element('time', { datetime: text, title: text }, clock.format(new Date(text)));
