// The list, the keys of the keyboard, and what happens when a case is opened or decided.
import { ApiError, get, key, picture, post } from './api.js';
import { showCase } from './case.js';
import { badge, element, moment, words } from './dom.js';

const part = (id) => document.getElementById(id);
const filters = part('filters'), list = part('list'), main = part('case');
const MILLISECONDS_TO_LOAD = 5000;
let items = [], next = null, current = null, page = null, pictures = new Map();
let wanted = null, sending = false; // the case that was asked for last; whether a decision is on its way

function say(text, again) {
  part('status').replaceChildren(text, again ? ' ' : '', again ? element('button', { type: 'button', onclick: () => open(again) }, 'Look again') : '');
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
  close();
  list.replaceChildren();
  part('work').hidden = part('leave').hidden = true;
  part('login').hidden = false;
  part('login-error').textContent = message;
  part('key').focus();
}

function query(cursor) {
  const { show, ...others } = Object.fromEntries(new FormData(filters));
  const asked = new URLSearchParams({ limit: 30 });
  if (show === 'waiting') asked.set('order', 'oldest');
  if (show === 'waiting') asked.set('waiting', 'true');
  else if (show) asked.set('decision', show);
  for (const [name, value] of Object.entries({ ...others, cursor })) if (value) asked.set(name, value);
  return `v1/screenings?${asked}`;
}

function line(item) {
  const state = item.decision ?? item.status;
  return element('li', {}, element('button', { type: 'button', 'data-id': item.id, onclick: () => open(item.id) },
    element('span', { class: 'row' }, element('strong', {}, item.account.id ?? '(no id)'),
      element('span', {}, badge(state), item.review ? [' › ', badge(item.review)] : null)),
    element('small', {}, item.reasons.map(words).join(', ') || 'no reasons'), element('small', {}, moment(item.created_at))));
}

function count() {
  const waiting = filters.show.value === 'waiting';
  if (!items.length) return waiting ? 'Nobody waits.' : 'Nothing here.';
  const many = `${items.length}${next ? ' and more' : ''}`;
  return waiting ? `${many} waiting, the oldest first` : `${many}, the newest first`;
}

async function fill(more = false) {
  await attempt(async () => {
    const got = await get(query(more ? next : null));
    part('login').hidden = true;
    part('work').hidden = false;
    part('leave').hidden = !key.get();
    items = more ? [...items, ...got.items] : got.items;
    next = got.next;
    list.replaceChildren(...items.map(line));
    part('more').hidden = !next;
    part('count').textContent = count();
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

/** Leaves the case; on a phone the list is seen again. */
function close(hint = 'Choose a case.') {
  // A picture that is still on its way into the page must find its bytes.
  for (const url of pictures.values()) url.then((made) => setTimeout(() => URL.revokeObjectURL(made), MILLISECONDS_TO_LOAD), () => {});
  pictures = new Map();
  page = null;
  current = null;
  part('work').classList.remove('open');
  main.replaceChildren(element('p', { class: 'hint' }, hint));
  mark();
}

async function open(id) {
  wanted = id;
  await attempt(async () => {
    const screening = await get(`v1/screenings/${encodeURIComponent(id)}`);
    if (wanted !== id) return;
    if (screening.status !== 'done') return say(`${id} is ${screening.status}.`);
    close();
    current = screening;
    say('');
    part('work').classList.add('open');
    page = showCase(main, screening, {
      copy, send, back,
      attachment: (number) => get(`v1/screenings/${id}/attachments/${number}`),
      picture: (number, which) => load(id, number, which),
    });
    mark();
  });
}

function back() {
  const { id } = current;
  close();
  list.querySelector(`[data-id="${id}"]`)?.focus();
}

/** A page is asked for once a case. */
function load(id, number, which) {
  const place = `${number}/${which}`;
  if (!pictures.has(place)) {
    pictures.set(place, picture(`v1/screenings/${id}/attachments/${number}/pages/${which}?dpi=150`).then((bytes) => URL.createObjectURL(bytes)));
  }
  return pictures.get(place);
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
  if (sending) return; // Enter was pressed twice
  sending = true;
  const { id, account } = current;
  await attempt(async () => {
    const position = items.findIndex((item) => item.id === id);
    await post(`v1/screenings/${encodeURIComponent(id)}/review`, { decision, note });
    const following = items[position + 1]?.id ?? items.find((item) => item.id !== id)?.id;
    await fill();
    if (following) await open(following);
    else close('That was the last one.');
    say(`${account.id ?? id}: ${decision}.`, id);
  }).finally(() => (sending = false));
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
  z: () => page?.enlarge(),
  '[': () => page?.turn(-1),
  ']': () => page?.turn(1),
  '?': () => part('keys').showModal(),
};

document.addEventListener('keydown', (event) => {
  if (part('keys').open) return;
  if (event.key === 'Escape') return document.activeElement?.blur();
  const typing = event.target.closest?.('input, textarea, select');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});
filters.addEventListener('input', () => fill());
filters.addEventListener('submit', (event) => event.preventDefault());
part('help').addEventListener('click', keys['?']);
part('more').addEventListener('click', () => fill(true));
part('leave').addEventListener('click', () => askForKey(''));
part('login').addEventListener('submit', (event) => {
  event.preventDefault();
  key.set(part('key').value.trim());
  part('key').value = '';
  fill();
});
fill();
