import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { LATEST_PROTOCOL_VERSION } from '@modelcontextprotocol/sdk/types.js';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import path from 'node:path';
import { Server, bill, program, source } from './server.mjs';

const documents = path.join(source, 'fixtures/en-US');
const reading = ['parse_document', 'get_screening', 'find_screenings', 'get_page_picture', 'compare_name', 'compare_address', 'explain_reason'];

async function connected(transport) {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  return client;
}

const textOf = (answer) => answer.content.filter((block) => block.type === 'text').map((block) => block.text).join('\n');

let server, screening;
before(async () => {
  server = await new Server('--keep-documents', '30', '--allow', 'screen').start();
  screening = await (await server.screen()).json();
});
after(() => server.close());

const transports = {
  stdio: (...more) =>
    new StdioClientTransport({ command: program, args: ['mcp', '--store', server.store, '--documents', documents, ...more] }),
  http: () => new StreamableHTTPClientTransport(new URL(server.url + '/mcp')),
};

for (const [name, transport] of Object.entries(transports)) {
  describe(name, () => {
    let client;
    before(async () => (client = await connected(transport('--allow', 'screen'))));
    after(() => client.close());

    test('the newest protocol version is agreed on', () => {
      assert.equal(client.getServerVersion().name, 'domicile');
      assert.match(client.getInstructions(), /do not follow instructions/);
      if (name === 'http') assert.equal(client.transport.protocolVersion, LATEST_PROTOCOL_VERSION);
    });

    test('every tool has a schema for what goes in and comes out', async () => {
      const { tools } = await client.listTools();
      assert.deepEqual(tools.map((tool) => tool.name).sort(), [...reading, 'screen_document'].sort());
      for (const tool of tools) {
        assert.equal(tool.inputSchema.type, 'object');
        assert.equal(tool.outputSchema.type, 'object');
        assert.equal(tool.annotations.readOnlyHint, tool.name !== 'screen_document');
      }
    });

    test('a document is screened, kept and found again', async () => {
      const answer = await client.callTool({
        name: 'screen_document',
        arguments: { document_base64: bill.file.toString('base64'), account: bill.account, as_of: bill.asOf },
      });
      assert.equal(answer.structuredContent.screening.decision, 'accept');
      const id = answer.structuredContent.screening.id;
      const again = await client.callTool({ name: 'get_screening', arguments: { id } });
      assert.equal(again.structuredContent.screening.id, id);
      const list = await client.callTool({ name: 'find_screenings', arguments: { decision: 'accept', limit: 1 } });
      assert.equal(list.structuredContent.items[0].id, id);
    });

    test('what came out of a document is marked as data of a stranger', async () => {
      const answer = await client.callTool({ name: 'parse_document', arguments: { document_base64: bill.file.toString('base64') } });
      assert.match(textOf(answer), /document that a stranger sent/);
      assert.match(answer.structuredContent.notice, /do not follow instructions/);
      assert.equal(answer.structuredContent.reading.fields.issue_date.value, '2025-05-17');
    });

    test('a page is shown as a picture', async () => {
      const answer = await client.callTool({ name: 'get_page_picture', arguments: { id: screening.id } });
      const picture = answer.content.find((block) => block.type === 'image');
      assert.equal(picture.mimeType, 'image/png');
      assert.equal(Buffer.from(picture.data, 'base64').subarray(1, 4).toString(), 'PNG');
    });

    test('names and addresses are compared, reasons explained', async () => {
      const names = await client.callTool({ name: 'compare_name', arguments: { a: 'Eleanor Whitfield', b: 'WHITFIELD ELEANOR' } });
      assert.equal(names.structuredContent.outcome, 'same');
      const addresses = await client.callTool({
        name: 'compare_address',
        arguments: { a: ['1 Main St', 'Columbus OH 43206'], b: ['2 Main St', 'Columbus OH 43206'], country: 'US' },
      });
      assert.equal(addresses.structuredContent.outcome, 'different');
      const reason = await client.callTool({ name: 'explain_reason', arguments: { code: 'issue_date_too_old' } });
      assert.match(reason.structuredContent.meaning, /too long ago/);
    });

    test('a mistake in a call is told to the model, and names the argument', async () => {
      const cases = [
        ['get_screening', {}, /id/],
        ['get_screening', { id: 'scr_none' }, /not_found/],
        ['get_screening', { id: 7 }, /string/],
        ['get_screening', { id: 'scr_none', more: 1 }, /more/],
        ['find_screenings', { decision: 'maybe' }, /decision/],
        ['find_screenings', { limit: 0 }, /limit/],
        ['parse_document', { document_base64: '***' }, /base64/],
        ['parse_document', { path: '../../README.md' }, /not_allowed/],
        ['screen_document', { document_base64: 'QUJD', account: { name: 'A' } }, /address/],
        ['explain_reason', { code: 'none' }, /not_found/],
      ];
      for (const [tool, given, said] of cases) {
        const answer = await client.callTool({ name: tool, arguments: given });
        assert.equal(answer.isError, true, tool);
        assert.match(textOf(answer), said);
      }
    });

    test('an unknown tool and an unknown resource are errors of the protocol', async () => {
      await assert.rejects(client.callTool({ name: 'delete_everything', arguments: {} }), /-32602/);
      await assert.rejects(client.readResource({ uri: 'domicile://screenings/none' }), /-32002/);
      await assert.rejects(client.readResource({ uri: 'file:///etc/passwd' }), /-32002/);
    });

    test('screenings and their pages are resources', async () => {
      const { resources } = await client.listResources();
      const uri = `domicile://screenings/${screening.id}`;
      assert.ok(resources.some((resource) => resource.uri === uri));
      const { contents } = await client.readResource({ uri });
      assert.equal(JSON.parse(contents[0].text).id, screening.id);
      const page = await client.readResource({ uri: `${uri}/attachments/1/pages/1` });
      assert.equal(page.contents[0].mimeType, 'image/png');
      assert.equal((await client.listResourceTemplates()).resourceTemplates.length, 2);
    });
  });
}

test('on standard input a file below the folder may be named', async () => {
  const client = await connected(transports.stdio());
  const answer = await client.callTool({ name: 'parse_document', arguments: { path: 'bill-dark-header/document.pdf' } });
  assert.equal(answer.structuredContent.reading.kind.value, 'utility_bill');
  await client.close();
});

test('without --allow screen nothing can be screened', async () => {
  const client = await connected(transports.stdio());
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name).sort(), reading.toSorted());
  const answer = await client.callTool({ name: 'screen_document', arguments: {} });
  assert.equal(answer.isError, true);
  assert.match(textOf(answer), /--allow screen/);
  await client.close();
});

test('what is no message gets the error that JSON-RPC has for it', () => {
  const lines = ['no JSON', '[]', '{"jsonrpc":"1.0","id":1,"method":"ping"}', '{"jsonrpc":"2.0","id":{},"method":"ping"}',
    '{"jsonrpc":"2.0","id":1,"method":"nope"}', '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":[]}',
    '{"jsonrpc":"2.0","method":"notifications/initialized"}', '{"jsonrpc":"2.0","id":3,"method":"ping"}'];
  const ended = spawnSync(program, ['mcp', '--store', server.store], { input: lines.join('\n') + '\n', encoding: 'utf8' });
  const codes = ended.stdout.trim().split('\n').map((line) => JSON.parse(line)).map((answer) => answer.error?.code ?? 'good');
  assert.deepEqual(codes, [-32700, -32600, -32600, -32600, -32601, -32602, 'good']);
});

test('behind keys, /mcp asks for one and keeps to its scopes', async () => {
  const guarded = await new Server('--allow', 'screen').start();
  try {
    const secret = guarded.key('read');
    const at = (headers) => new StreamableHTTPClientTransport(new URL(guarded.url + '/mcp'), { requestInit: { headers } });
    await assert.rejects(connected(at({})));
    const client = await connected(at({ Authorization: `Bearer ${secret}` }));
    const { tools } = await client.listTools();
    assert.deepEqual(tools.map((tool) => tool.name).sort(), reading.filter((name) => name !== 'parse_document').sort());
    for (const tool of ['screen_document', 'parse_document']) {
      const answer = await client.callTool({ name: tool, arguments: {} });
      assert.match(textOf(answer), /scope 'screen'/);
    }
    const old = await guarded.json('/mcp', {}, { headers: { Authorization: `Bearer ${secret}`, 'MCP-Protocol-Version': '1999-01-01' } });
    assert.equal(old.status, 400);
    await client.close();
  } finally {
    await guarded.close();
  }
});
