// The list, the keys of the keyboard, and what happens when a case is opened or decided.
import { ApiError, get, key, picture, post } from './api.js';
import { showCase } from './case.js';
import { element, words } from './dom.js';

const part = (id) => document.getElementById(id);
const filters = part('filters'), list = part('list'), main = part('case');
let items = [], next = null, current = null, pictures = [];

function say(text) {
  part('status').textContent = text;
}

/** Runs `work`; what fails is said, and a missing key is asked for. */
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) askForKey(key.get() ? error.message : '');
    else say(error.message);
  }
}

function askForKey(message) {
  key.forget();
  part('work').hidden = true;
  part('leave').hidden = true;
  part('login').hidden = false;
  part('login-error').textContent = message;
  part('key').focus();
}

function query(cursor) {
  const { show, reason, account, from } = Object.fromEntries(new FormData(filters));
  const asked = new URLSearchParams({ limit: 30 });
  if (show === 'waiting') asked.set('order', 'oldest');
  if (show === 'waiting') asked.set('waiting', 'true');
  else if (show) asked.set('decision', show);
  for (const [name, value] of Object.entries({ reason, account, from, cursor })) if (value) asked.set(name, value);
  return `v1/screenings?${asked}`;
}

function line(item) {
  const state = item.review ? `${item.decision}, then ${item.review}` : (item.decision ?? item.status);
  return element('li', {}, element('button', { type: 'button', 'data-id': item.id, onclick: () => open(item.id) },
    item.account.id ?? '(no id)', ' ', element('span', { class: `badge ${item.review ?? item.decision ?? ''}` }, state),
    element('small', {}, `${item.created_at.slice(0, 16).replace('T', ' ')} · ${item.reasons.map(words).join(', ') || 'no reasons'}`)));
}

async function fill(more = false) {
  await attempt(async () => {
    const page = await get(query(more ? next : null));
    part('login').hidden = true;
    part('work').hidden = false;
    part('leave').hidden = !key.get();
    items = more ? [...items, ...page.items] : page.items;
    next = page.next;
    list.replaceChildren(...items.map(line));
    part('more').hidden = !next;
    part('empty').hidden = items.length > 0;
    for (const code of new Set(items.flatMap((item) => item.reasons))) {
      if (![...filters.reason.options].some((option) => option.value === code)) filters.reason.append(element('option', { value: code }, words(code)));
    }
    mark();
  });
}

function mark() {
  for (const button of list.querySelectorAll('button')) button.setAttribute('aria-current', button.dataset.id === current?.id);
  list.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
}

async function open(id) {
  await attempt(async () => {
    const screening = await get(`v1/screenings/${encodeURIComponent(id)}`);
    if (screening.status !== 'done') return say(`${id} is ${screening.status}.`);
    pictures.forEach(URL.revokeObjectURL);
    pictures = [];
    current = screening;
    say('');
    showCase(main, screening, { copy, send, attachment: (number) => get(`v1/screenings/${id}/attachments/${number}`), picture: (number, page) => load(id, number, page) });
    mark();
  });
}

async function load(id, number, page) {
  const url = URL.createObjectURL(await picture(`v1/screenings/${id}/attachments/${number}/pages/${page}`));
  pictures.push(url);
  return url;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say('Copied.');
  } catch {
    say('The browser does not allow copying here; select the sentence instead.');
  }
}

async function send(decision, note) {
  const { id } = current;
  await attempt(async () => {
    const position = items.findIndex((item) => item.id === id);
    await post(`v1/screenings/${encodeURIComponent(id)}/review`, { decision, note });
    const following = items[position + 1]?.id ?? items.find((item) => item.id !== id)?.id;
    await fill();
    if (following) await open(following);
    else {
      current = null;
      main.className = '';
      main.replaceChildren(element('p', { class: 'hint' }, 'That was the last one.'));
    }
    say(`${id}: ${decision}.`);
  });
}

function step(by) {
  const position = items.findIndex((item) => item.id === current?.id);
  const item = items[position < 0 ? 0 : position + by];
  if (item) open(item.id);
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  // One key alone decides nothing: it chooses the button, Enter presses it.
  a: () => main.querySelector('.do-accept')?.focus(),
  r: () => main.querySelector('.do-reject')?.focus(),
  n: () => part('note')?.focus(),
  c: () => main.querySelector('.copy')?.click(),
};

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') return document.activeElement?.blur();
  const typing = event.target.closest?.('input, textarea, select');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
filters.addEventListener('input', () => fill());
filters.addEventListener('submit', (event) => event.preventDefault());
part('more').addEventListener('click', () => fill(true));
part('leave').addEventListener('click', () => askForKey(''));
part('login').addEventListener('submit', (event) => {
  event.preventDefault();
  key.set(part('key').value.trim());
  part('key').value = '';
  fill();
});
fill();
