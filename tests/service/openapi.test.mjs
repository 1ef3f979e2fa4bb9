import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import path from 'node:path';
import { source } from './server.mjs';

test('a public validator has nothing to say against the description', () => {
  const cli = path.join(import.meta.dirname, 'node_modules/@redocly/cli/bin/cli.js');
  const ended = spawnSync(process.execPath, [cli, 'lint', '--format=json', path.join(source, 'web/openapi.json')], {
    encoding: 'utf8',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off' },
  });
  const { totals } = JSON.parse(ended.stdout);
  assert.deepEqual([ended.status, totals.errors, totals.warnings], [0, 0, 0], ended.stdout);
});
