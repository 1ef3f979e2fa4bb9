import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
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
  await page.screenshot({ path: path.join(pictures, name + '.png'), fullPage: false });
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
  assert.match(await page.textContent('#case h2'), /A-41295/);
  assert.equal(await page.locator('rect.name').count(), 1);
  assert.ok((await page.locator('mark').allTextContents()).join('').includes('e'));
  await picture(page, 'review-desktop');
  await page.keyboard.press('n');
  await page.keyboard.type('spelt so on the passport');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter'); // once too often: it decides nothing else, and not twice
  await page.waitForFunction(() => document.querySelector('#case h2')?.textContent.includes('A-2'));
  const kept = await (await server.fetch(`/v1/screenings/${first}`)).json();
  assert.equal(kept.review, 'accept');
  assert.equal(kept.reviews.length, 1);
  assert.equal(kept.reviews[0].note, 'spelt so on the passport');
  await page.click('.do-reject');
  await page.waitForFunction(() => document.querySelectorAll('#list button').length === 0);
  assert.equal((await (await server.fetch(`/v1/screenings/${second}`)).json()).review, 'reject');
  await page.click('#status button'); // Look again
  await page.waitForFunction(() => document.querySelector('#decide p')?.textContent.includes('reject'));
  assert.deepEqual(page.problems, []);
});

test('text of records and documents never becomes markup', async () => {
  await waiting(hostile);
  const page = await opened();
  await page.click('#list button');
  await page.waitForSelector('#case h2');
  assert.match(await page.textContent('#case h2'), /<img src=x/);
  assert.equal(await page.locator('#case img[src="x"], #case b').count(), 0);
  assert.deepEqual(page.problems, []);
});

test('other dates, addresses and runners-up are shown on demand', async () => {
  const page = await opened();
  await page.click('#list button');
  await page.click('details.card summary');
  await page.waitForSelector('details.card h3 + ul li');
  assert.match(await page.textContent('details.card'), /due date/);
});

test('on a phone the list gives way to the case, and comes back', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await opened({ viewport: { width: 390, height: 844 }, colorScheme, isMobile: true, hasTouch: true });
    await page.waitForSelector('#list button');
    await picture(page, `phone-list-${colorScheme}`);
    await page.click('#list button');
    await page.waitForSelector('canvas.crop:not([hidden])');
    assert.equal(await page.isVisible('nav'), false);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 390, `${width} pixels wide`);
    assert.ok(await page.isVisible('.do-accept'));
    await picture(page, `phone-case-${colorScheme}`);
    await page.click('.back');
    assert.equal(await page.isVisible('nav'), true);
  }
});

test('it has all of a wide screen and of a narrow one, in the dark and in the light', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const [width, height] of [[900, 700], [1440, 900], [1920, 1080]]) {
      const page = await opened({ viewport: { width, height }, colorScheme });
      await page.click('#list button');
      await page.waitForSelector('figure img');
      await page.waitForSelector('canvas.crop:not([hidden])');
      const size = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
      assert.ok(size[0] <= width && size[1] <= height, `${size}`);
      await picture(page, `desktop-${width}-${colorScheme}`);
    }
  }
});

test('a found field is shown as it is printed, and the page can be enlarged and turned', async () => {
  const page = await opened();
  await page.click('#list button');
  await page.waitForSelector('figure img');
  await page.waitForFunction(() => document.querySelectorAll('canvas.crop:not([hidden])').length === 3);
  const width = () => page.evaluate(() => document.querySelector('figure').offsetWidth);
  const before = await width();
  await page.keyboard.press('z');
  assert.ok((await width()) > 1.8 * before);
  await picture(page, 'desktop-enlarged');
  await page.keyboard.press(']');
  await page.waitForFunction(() => document.querySelector('.pager').textContent.includes('Page 2 of 2'));
  await page.keyboard.press('?');
  assert.ok(await page.isVisible('#keys'));
  await picture(page, 'desktop-keys');
  await page.keyboard.press('Escape');
  assert.deepEqual(page.problems, []);
});

/** In the page: texts with less than 4.5 to 1 against what lies behind them; axe leaves open those that it can't tell. */
function faintTexts() {
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const behind = (node) => {
    const colour = node ? getComputedStyle(node).backgroundColor : 'rgb(255, 255, 255)';
    return numbers(colour)[3] === 0 ? behind(node.parentElement) : colour;
  };
  const hasText = (node) => [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim());
  return [...document.querySelectorAll('body *:not(:disabled)')].filter((node) => node.checkVisibility() && hasText(node)).flatMap((node) => {
    const pair = [light(getComputedStyle(node).color), light(behind(node))];
    const ratio = Math.max(...pair) / Math.min(...pair);
    return ratio < 4.5 ? [`${node.outerHTML}: ${ratio.toFixed(2)}`] : [];
  });
}

test('contrast, names, roles and order are those of WCAG AA', async () => {
  await waiting(partly);
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [390, 1440]) {
      const page = await opened({ colorScheme, viewport: { width, height: 4000 } }); // so tall that nothing lies under the bar
      const said = async (where) => {
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
        const poor = violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`));
        assert.deepEqual([...poor, ...(await page.evaluate(faintTexts))], [], `${colorScheme} ${width} ${where}`);
      };
      await page.waitForSelector('#list button');
      await said('list');
      await page.click('#list button');
      await page.waitForSelector('canvas.crop:not([hidden])');
      await page.click('details.card summary');
      await said('case');
    }
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
    await page.waitForFunction(() => document.getElementById('count').textContent === 'Nobody waits.');
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
