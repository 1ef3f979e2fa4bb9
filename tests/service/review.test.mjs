import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { Server, bill } from './server.mjs';

const pictures = process.env.DOMICILE_PICTURES; // a folder for screenshots, to be looked at
let server, browser;

/** Cases that wait for a person: the name agrees in part only. */
const partly = { ...bill.account, name: 'Brian Brookes' };
const hostile = { ...bill.account, id: '<img src=x onerror=alert(1)>', name: '<b>Brian</b> Brookes' };

async function waiting(account) {
  const screening = await (await server.screen({ account: JSON.stringify(account) })).json();
  assert.equal(screening.decision, 'review', JSON.stringify(screening.checks));
  return screening.id;
}

async function opened(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.problems = [];
  page.on('console', (message) => message.type() === 'error' && page.problems.push(message.text()));
  page.on('pageerror', (error) => page.problems.push(String(error)));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== server.url && protocol !== 'blob:') page.problems.push(`asked for ${request.url()}`);
  });
  await page.goto(server.url + '/');
  return page;
}

async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.waitForTimeout(200);
  await page.screenshot({ path: path.join(pictures, name + '.png'), fullPage: true });
}

before(async () => {
  server = await new Server('--keep-documents', '30').start();
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  assert.ok(existsSync(executablePath), 'Chromium is not installed: run tools/setup');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
after(async () => {
  await browser?.close();
  await server.close();
});

test('a case is opened, looked at, and decided with a note by keyboard alone', async () => {
  const first = await waiting(partly), second = await waiting({ ...partly, id: 'A-2' });
  const page = await opened();
  await page.waitForSelector('#list button');
  await page.keyboard.press('j');
  await page.waitForSelector('figure img');
  assert.match(await page.textContent('main h2'), /A-41295/);
  assert.equal(await page.locator('rect.name').count(), 1);
  assert.ok((await page.locator('mark').allTextContents()).join('').includes('e'));
  await picture(page, 'review-desktop');
  await page.keyboard.press('n');
  await page.keyboard.type('spelt so on the passport');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('main h2')?.textContent.includes('A-2'));
  const kept = await (await server.fetch(`/v1/screenings/${first}`)).json();
  assert.equal(kept.review, 'accept');
  assert.equal(kept.reviews[0].note, 'spelt so on the passport');
  await page.click('.do-reject');
  await page.waitForFunction(() => document.querySelectorAll('#list button').length === 0);
  assert.equal((await (await server.fetch(`/v1/screenings/${second}`)).json()).review, 'reject');
  assert.deepEqual(page.problems, []);
});

test('text of records and documents never becomes markup', async () => {
  await waiting(hostile);
  const page = await opened();
  await page.click('#list button');
  await page.waitForSelector('main h2');
  assert.match(await page.textContent('main h2'), /<img src=x/);
  assert.equal(await page.locator('main img[src="x"], main b').count(), 0);
  assert.deepEqual(page.problems, []);
});

test('other dates, addresses and runners-up are shown on demand', async () => {
  const page = await opened();
  await page.click('#list button');
  await page.click('summary');
  await page.waitForSelector('details h3 + ul li');
  assert.match(await page.textContent('details'), /due date/);
});

test('it fits a phone, in the dark and in the light', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await opened({ viewport: { width: 360, height: 740 }, colorScheme, isMobile: true });
    await page.click('#list button');
    await page.waitForSelector('figure img');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${width} pixels wide`);
    await picture(page, `review-phone-${colorScheme}`);
  }
  const wide = await opened({ viewport: { width: 1800, height: 1000 }, colorScheme: 'dark' });
  await wide.click('#list button');
  await wide.waitForSelector('figure img');
  await picture(wide, 'review-wide-dark');
});

test('every text has the contrast of WCAG AA, and every control a name', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await opened({ colorScheme });
    await page.click('#list button');
    await page.waitForSelector('figure img');
    const poor = await page.evaluate(() => {
      const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
      const light = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
      };
      const behind = (node) => {
        for (let at = node; at; at = at.parentElement) {
          const colour = numbers(getComputedStyle(at).backgroundColor);
          if (colour.length < 4 || colour[3] > 0) return colour;
        }
        return [255, 255, 255];
      };
      const found = [];
      for (const node of document.querySelectorAll('body *')) {
        if (node.closest('[hidden], svg') || node.matches(':disabled') || ![...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim())) continue;
        const a = light(numbers(getComputedStyle(node).color)), b = light(behind(node));
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) found.push(`${node.tagName}.${node.className}: ${ratio.toFixed(2)}`);
      }
      for (const control of document.querySelectorAll('button, input, select, textarea')) {
        if (!(control.textContent.trim() || control.getAttribute('aria-label') || control.labels?.length)) found.push(control.outerHTML);
      }
      return found;
    });
    assert.deepEqual(poor, [], colorScheme);
  }
});

test('where there are keys the page asks for one, and forgets it', async () => {
  const guarded = await new Server().start();
  try {
    const secret = guarded.key('read,review');
    const page = await (await browser.newContext()).newPage();
    await page.goto(guarded.url + '/');
    await page.waitForSelector('#login:not([hidden])');
    await page.fill('#key', 'dom_wrong');
    await page.click('#login button');
    await page.waitForFunction(() => document.getElementById('login-error').textContent.includes('unknown'));
    await page.fill('#key', secret);
    await page.click('#login button');
    await page.waitForSelector('#empty:not([hidden])');
    await page.click('#leave');
    await page.waitForSelector('#login:not([hidden])');
  } finally {
    await guarded.close();
  }
});

test('its policy lets nothing in from elsewhere', async () => {
  const policy = (await server.fetch('/')).headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
});
