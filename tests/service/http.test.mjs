import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Server, bill } from './server.mjs';

let server;
before(async () => (server = await new Server('--keep-documents', '30').start()));
after(() => server.close());

/** What a raw client gets back until the server closes or `ms` are over. */
function raw(text, ms = 3000) {
  const { port } = new URL(server.url);
  return new Promise((resolve) => {
    let got = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (bytes) => (got += bytes));
    socket.on('close', () => resolve(got));
    socket.on('error', () => resolve(got));
    setTimeout(() => socket.destroy(), ms).unref();
  });
}

async function problem(answer, status, code, where) {
  assert.equal(answer.status, status);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  const body = await answer.json();
  assert.equal(body.status, status);
  assert.equal(body.code, code);
  assert.equal(body.request_id, answer.headers.get('x-request-id'));
  if (where) assert.match(body.where, where);
  return body;
}

async function until(condition, seconds = 10) {
  for (let i = 0; i < 20 * seconds; ++i) {
    const value = await condition();
    if (value) return value;
    await pause(50);
  }
  assert.fail('it never came');
}

describe('screenings', () => {
  test('a ticket with one document gets its screening, which is kept', async () => {
    const answer = await server.screen();
    assert.equal(answer.status, 200);
    const screening = await answer.json();
    assert.equal(screening.schema, 'domicile.screening/1');
    assert.equal(screening.decision, 'accept');
    assert.equal(answer.headers.get('location'), `/v1/screenings/${screening.id}`);
    const kept = await (await server.fetch(answer.headers.get('location'))).json();
    assert.equal(kept.decision, 'accept');
    assert.deepEqual(kept.account_record, bill.account);
    const whole = await (await server.fetch(`/v1/screenings/${screening.id}/attachments/1`)).json();
    assert.ok(Array.isArray(whole.runners_up));
    const page = await server.fetch(`/v1/screenings/${screening.id}/attachments/1/pages/1`);
    assert.equal(page.headers.get('content-type'), 'image/png');
    await problem(await server.fetch(`/v1/screenings/${screening.id}/attachments/1/pages/99`), 404, 'not_found');
    await problem(await server.fetch(`/v1/screenings/${screening.id}/attachments/x/pages/1`), 404, 'not_found');
  });

  test('of several documents the best decides, and each has its own line', async () => {
    const screening = await (await server.screen({}, {}, [['note.txt', Buffer.from('hello')], ['bill.pdf', bill.file]])).json();
    assert.equal(screening.decision, 'accept');
    assert.deepEqual(screening.attachments.map((each) => [each.file, each.best, each.decision]), [
      ['note.txt', false, 'reject'],
      ['bill.pdf', true, 'accept'],
    ]);
    assert.deepEqual(screening.missing, []);
  });

  test('what is missing is said', async () => {
    const screening = await (await server.screen({ as_of: '2026-11-22' })).json();
    assert.equal(screening.decision, 'reject');
    assert.deepEqual(screening.missing.map((each) => each.check), ['recency']);
  });

  test('the policy, the limit and the day are the request\'s', async () => {
    const day = { as_of: '2025-07-20' };
    assert.equal((await (await server.screen(day)).json()).decision, 'reject');
    assert.equal((await (await server.screen({ ...day, policy: 'ninety-days' })).json()).decision, 'accept');
    assert.equal((await (await server.screen({ ...day, max_age_days: '64' })).json()).decision, 'accept');
  });

  test('a document alone may be the body', async () => {
    const headers = { 'Content-Type': 'application/pdf' };
    const reading = await server.fetch('/v1/readings', { method: 'POST', body: bill.file, headers });
    assert.equal((await reading.json()).fields.issue_date.value, '2025-05-17');
  });

  test('mistakes are named', async () => {
    const cases = [
      [{ account: null }, 400, 'wrong_usage', /account/],
      [{ account: '{"name": "A"}' }, 422, 'account_invalid', /account/],
      [{ account: null, account_id: 'nobody' }, 422, 'account_invalid', /account/],
      [{ as_of: 'yesterday' }, 400, 'wrong_usage', /as_of/],
      [{ policy: 'none' }, 400, 'wrong_usage', /policy/],
      [{ max_age_days: '-1' }, 400, 'wrong_usage', /max_age_days/],
      [{ max_age_days: '3e1' }, 400, 'wrong_usage', /max_age_days/],
      [{ colour: 'blue' }, 400, 'wrong_usage', /colour/],
    ];
    for (const [fields, status, code, where] of cases) await problem(await server.screen(fields), status, code, where);
    await problem(await server.screen({}, {}, []), 400, 'wrong_usage', /file/);
    await problem(await server.json('/v1/screenings', {}), 415, 'media_type_unknown', /Content-Type/);
    const cut = { method: 'POST', headers: { 'Content-Type': 'multipart/form-data; boundary=x' }, body: '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF' };
    await problem(await server.fetch('/v1/screenings', cut), 400, 'wrong_usage', /body/);
  });

  test('pages of a list follow each other by cursor, and filters hold', async () => {
    const seen = [];
    for (let cursor = ''; cursor !== null; ) {
      const page = await (await server.fetch(`/v1/screenings?limit=3&cursor=${cursor}`)).json();
      seen.push(...page.items.map((item) => item.id));
      cursor = page.next;
    }
    assert.equal(new Set(seen).size, seen.length);
    assert.ok(seen.length > 5);
    const old = await (await server.fetch('/v1/screenings?reason=issue_date_too_old&limit=200')).json();
    assert.ok(old.items.length > 0);
    assert.ok(old.items.every((item) => item.decision === 'reject'));
    await problem(await server.fetch('/v1/screenings?colour=blue'), 400, 'wrong_usage', /colour/);
    await problem(await server.fetch('/v1/screenings?limit=0'), 400, 'wrong_usage', /limit/);
    await problem(await server.fetch('/v1/screenings?from=1.1.2026'), 400, 'wrong_usage', /from/);
    for (const [name, value] of [['decision', 'maybe'], ['status', 'lost'], ['waiting', 'yes'], ['order', 'up'], ['cursor', 'x1']])
      await problem(await server.fetch(`/v1/screenings?${name}=${value}`), 400, 'wrong_usage', new RegExp(name));
  });

  test('a person decides, and says why', async () => {
    const { id } = await (await server.screen({ as_of: '2026-11-22' })).json();
    const done = await server.json(`/v1/screenings/${id}/review`, { decision: 'accept', note: 'seen <b>at</b> the desk' });
    assert.equal(done.status, 200);
    const kept = await (await server.fetch(`/v1/screenings/${id}`)).json();
    assert.equal(kept.decision, 'reject');
    assert.equal(kept.review, 'accept');
    assert.equal(kept.reviews[0].note, 'seen <b>at</b> the desk');
    await problem(await server.json(`/v1/screenings/${id}/review`, { decision: 'maybe' }), 400, 'wrong_usage', /decision/);
    await problem(await server.json(`/v1/screenings/${id}/review`, { decision: 'accept', by: 'me' }), 400, 'wrong_usage', /by/);
    await problem(await server.json('/v1/screenings/scr_none/review', { decision: 'accept' }), 404, 'not_found');
  });
});

describe('asynchronous and idempotent', () => {
  test('respond-async answers at once and a worker does it', async () => {
    const answer = await server.screen({}, { Prefer: 'respond-async' });
    assert.equal(answer.status, 202);
    assert.equal((await answer.json()).status, 'queued');
    const done = await until(async () => {
      const kept = await (await server.fetch(answer.headers.get('location'))).json();
      return kept.status === 'done' && kept;
    });
    assert.equal(done.decision, 'accept');
  });

  test('the decision of a worker is counted as any other', async () => {
    const accepted = async () => Number((await (await server.fetch('/metrics')).text()).match(/domicile_screenings_total\{decision="accept"\} (\d+)/)?.[1] ?? 0);
    const before = await accepted();
    await server.screen({}, { Prefer: 'respond-async' });
    await until(async () => (await accepted()) === before + 1);
  });

  test('one key and one request give one screening, also after a restart', async () => {
    const headers = { 'Idempotency-Key': 'order-7' };
    const first = await (await server.screen({}, headers)).json();
    const again = await server.screen({}, headers);
    assert.equal(again.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual(await again.json(), first);
    await problem(await server.screen({ as_of: '2025-06-11' }, headers), 422, 'key_reused');
    assert.equal(await server.stop(), 0);
    await server.start();
    assert.equal((await (await server.screen({}, headers)).json()).id, first.id);
  });

  test('many at once under one key make one screening', async () => {
    const headers = { 'Idempotency-Key': 'order-8' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => server.screen({}, headers)));
    const good = answers.filter((answer) => answer.status === 200);
    assert.ok(good.length >= 1);
    assert.ok(answers.every((answer) => [200, 409].includes(answer.status)));
    const ids = await Promise.all(good.map(async (answer) => (await answer.json()).id));
    assert.equal(new Set(ids).size, 1);
  });
});

describe('accounts and matching', () => {
  test('a record is put, used by its id, read, removed and erased', async () => {
    const put = (record) => server.json('/v1/accounts/A-7', record, { method: 'PUT' });
    const { id: _, ...record } = bill.account;
    assert.equal((await put(record)).status, 200);
    assert.equal((await (await server.fetch('/v1/accounts/A-7')).json()).id, 'A-7');
    const screening = await (await server.screen({ account: null, account_id: 'A-7' })).json();
    assert.equal(screening.account.id, 'A-7');
    await problem(await put({ ...record, id: 'A-8' }), 422, 'account_invalid');
    await problem(await put({ name: 'A' }), 422, 'account_invalid');
    const erased = await (await server.fetch('/v1/accounts/A-7?erase=true', { method: 'DELETE' })).json();
    assert.deepEqual(erased, { accounts: 1, screenings: 1, documents: 1 });
    await problem(await server.fetch(`/v1/screenings/${screening.id}`), 404, 'not_found');
    await problem(await server.fetch('/v1/accounts/A-7', { method: 'DELETE' }), 404, 'not_found');
  });

  test('names and addresses are compared', async () => {
    const names = await (await server.json('/v1/compare/name', { a: 'Jo Smith', b: 'SMITH Jo' })).json();
    assert.equal(names.outcome, 'same');
    const addresses = await (await server.json('/v1/compare/address', { a: '1 Elm St\nColumbus OH 43206', b: ['1 Elm Street', 'Columbus, OH 43206'], country: 'us' })).json();
    assert.equal(addresses.outcome, 'same');
    await problem(await server.json('/v1/compare/name', { a: 'Jo' }), 400, 'wrong_usage', /b/);
    await problem(await server.json('/v1/compare/address', { a: 'x', b: 7 }), 400, 'wrong_usage', /b/);
  });
});

describe('what is no request, or too much of one', () => {
  test('is refused with its status, and the server goes on', async () => {
    const cases = [
      ['nonsense\r\n\r\n', /400 Bad Request/],
      ['GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n', /400 Bad Request/],
      ['GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n', /400 Bad Request/],
      [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20000)}\r\n\r\n`, /413 Content Too Large/],
      ['POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999\r\n\r\n', /413 Content Too Large/],
      ['POST /v1/screenings HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n', /400 Bad Request/],
      ['POST /v1/readings HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', /400 Bad Request/],
    ];
    for (const [text, status] of cases) assert.match(await raw(text), status);
    assert.equal((await server.fetch('/healthz')).status, 200);
  });

  test('unknown routes and methods are named', async () => {
    await problem(await server.fetch('/v2/none'), 404, 'not_found');
    const answer = await server.fetch('/v1/screenings', { method: 'DELETE' });
    assert.equal(answer.headers.get('allow'), 'POST, GET');
    await problem(answer, 405, 'method_not_allowed');
    assert.equal((await server.fetch('/healthz', { method: 'HEAD' })).status, 200);
  });

  test('a hundred clients that say half a word keep nobody waiting', async () => {
    const { port } = new URL(server.url);
    const slow = Array.from({ length: 100 }, () => {
      const socket = net.connect(port, '127.0.0.1', () => socket.write('POST /v1/screenings HTTP/1.1\r\nHost: loc'));
      socket.on('error', () => {});
      return socket;
    });
    await pause(100);
    assert.equal((await server.screen()).status, 200);
    slow.forEach((socket) => socket.destroy());
  });

  test('bodies that were promised and never come take no room from others', async () => {
    const { port } = new URL(server.url);
    const half = ['Transfer-Encoding: chunked\r\n\r\n5\r\n%PD', 'Content-Length: 67000000\r\n\r\n%PDF'];
    const open = Array.from({ length: 24 }, (_, i) => {
      const socket = net.connect(port, '127.0.0.1', () => socket.write(`POST /v1/readings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/pdf\r\n${half[i % 2]}`));
      socket.on('error', () => {});
      return socket;
    });
    await pause(200);
    assert.equal((await server.screen()).status, 200);
    open.forEach((socket) => socket.destroy());
  });

  test('a body that waits for its turn is asked for with 100 Continue', async () => {
    const head = `POST /v1/readings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/pdf\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n`;
    assert.match(await raw(head, 500), /^HTTP\/1.1 100 Continue/);
  });
});

describe('who may ask', () => {
  test('without a key only this machine is answered, and no page of another site', async () => {
    const { port } = new URL(server.url);
    const get = (more) => raw(`GET /v1/screenings HTTP/1.1\r\n${more}Connection: close\r\n\r\n`);
    assert.match(await get(`Host: localhost:${port}\r\n`), /200 OK/);
    assert.match(await get(`Host: evil.example\r\n`), /403 Forbidden/);
    assert.match(await get(`Host: localhost:${port}\r\nOrigin: https://evil.example\r\n`), /403 Forbidden/);
  });

  test('with keys each does what its scopes allow until it is revoked', async () => {
    const guarded = await new Server().start();
    try {
      const read = guarded.key('read'), screen = guarded.key('screen');
      const as = (secret) => ({ Authorization: `Bearer ${secret}` });
      await problem(await guarded.fetch('/v1/screenings'), 401, 'key_missing');
      await problem(await guarded.fetch('/v1/screenings', { headers: as('dom_wrong') }), 401, 'key_missing');
      await problem(await guarded.screen({}, as(read)), 403, 'not_allowed');
      await problem(await guarded.fetch('/v1/screenings', { headers: as(screen) }), 403, 'not_allowed');
      assert.equal((await guarded.screen({}, as(screen))).status, 200);
      assert.equal((await guarded.fetch('/v1/screenings', { headers: as(read) })).status, 200);
      assert.equal((await guarded.fetch('/healthz')).status, 200);
      const id = guarded.command('keys', 'list').split(' ')[0];
      guarded.command('keys', 'revoke', id);
      await problem(await guarded.fetch('/v1/screenings', { headers: as(read) }), 401, 'key_missing');
    } finally {
      await guarded.close();
    }
  });

  test('others are not let in before there is a key', async () => {
    const open = new Server();
    open.listen = '0.0.0.0:0';
    await assert.rejects(open.start(), /no API key/);
    await open.close();
  });
});

/** What a receiver got; `answer` gives the status of each delivery, or null for none at all. */
async function receiver(answer) {
  const got = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes) => (body += bytes));
    request.on('end', () => {
      got.push({ body, headers: request.headers });
      const status = answer(got.length);
      if (status) response.writeHead(status).end();
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { got, url: `http://127.0.0.1:${server.address().port}/hook`, close: () => (server.closeAllConnections(), server.close()) };
}

test('a webhook is told, signed, and told again until it answers well, whatever another one does', async () => {
  const secret = 'a secret of some length';
  const good = await receiver((count) => (count === 1 ? 503 : 200)), silent = await receiver(() => null);
  const hooked = new Server();
  const file = path.join(hooked.folder, 'secret');
  writeFileSync(file, secret);
  hooked.more = ['--webhook', `${silent.url}=${file}`, '--webhook', `${good.url}=${file}`];
  await hooked.start();
  try {
    const { id } = await (await hooked.screen()).json();
    await until(() => silent.got[0] && good.got[0]);
    await hooked.json(`/v1/screenings/${id}/review`, { decision: 'reject' });
    await until(() => good.got.length === 3, 20);
    const [first, ...later] = good.got.map(({ body, headers }) => {
      const [, time, signature] = headers['domicile-signature'].match(/^t=(\d+),v1=([0-9a-f]{64})$/);
      assert.equal(signature, createHmac('sha256', secret).update(`${time}.${body}`).digest('hex'));
      assert.doesNotMatch(body, /BROOKS|MILL ROAD/);
      return { ...JSON.parse(body), delivery: headers['domicile-delivery'] };
    });
    assert.equal(first.screening.id, id);
    assert.deepEqual(later.map((each) => [each.event, each.screening.review]), [['screening.reviewed', 'reject'], ['screening.done', null]]);
    assert.equal(later[1].delivery, first.delivery);
    const items = await until(async () => {
      const { items } = await (await hooked.fetch('/v1/deliveries')).json();
      return items.find((item) => item.id === first.delivery).status === 'delivered' && items;
    });
    const again = items.find((item) => item.id === first.delivery);
    assert.deepEqual([again.status, again.attempts, again.last_answer], ['delivered', 2, '200']);
    assert.equal(items.find((item) => item.url === silent.url && item.event === 'screening.done').status, 'waiting');
  } finally {
    good.close();
    silent.close();
    await hooked.close();
  }
});

test('told to stop, it finishes what it has begun', async () => {
  const stopping = await new Server().start();
  const running = stopping.screen();
  await pause(60);
  const ended = stopping.stop();
  const answer = await running.catch(() => null);
  if (answer) assert.equal((await answer.json()).decision, 'accept');
  assert.equal(await ended, 0);
  await stopping.close();
});

test('the log has one JSON line a request and nothing of a person or a document', async () => {
  await server.screen({}, { 'Idempotency-Key': 'BROOKS' }, [['BRIAN BROOKS.pdf', bill.file]]);
  await server.fetch(`/v1/accounts/BRIAN%20BROOKS`);
  await server.fetch(`/BRIAN?name=BROOKS`);
  await pause(100);
  const lines = server.log.trim().split('\n');
  assert.ok(lines.length > 20);
  for (const line of lines) {
    const entry = JSON.parse(line);
    assert.match(entry.request, /^req_/);
    assert.ok(Number.isInteger(entry.status));
  }
  const { name, address } = bill.account;
  const places = Object.values(address).flat().filter((text) => text.length > 3);
  for (const word of [...name.split(' '), 'BROOKS', 'BRIAN', ...places, 'bill.pdf', 'Old Dominion']) {
    assert.ok(!server.log.toLowerCase().includes(word.toLowerCase()), word);
  }
});

test('metrics are in Prometheus\' format', async () => {
  const text = await (await server.fetch('/metrics')).text();
  assert.match(text, /^domicile_requests_total\{route="\/v1\/screenings",status="200"\} \d+$/m);
  for (const line of text.trim().split('\n')) assert.match(line, /^(# (HELP|TYPE) |[a-z_]+(\{.*\})? -?[0-9.e+-]+$)/);
});

test('every route is described, and nothing else', async () => {
  const described = await (await server.fetch('/openapi.json')).json();
  for (const [route, methods] of Object.entries(described.paths)) {
    for (const method of ['get', 'put', 'post', 'delete']) {
      const answer = await server.fetch(route.replace(/\{[^}]*\}/g, '1'), { method: method.toUpperCase() });
      assert.equal(answer.status !== 405, method in methods, `${method} ${route}: ${answer.status}`);
    }
  }
});
