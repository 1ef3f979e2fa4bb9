// A server of the built program with a store of its own, for one test file.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const source = path.resolve(import.meta.dirname, '../..');
export const program = process.env.DOMICILE_PROGRAM ?? path.join(source, 'build/dev/domicile');

/** A fixture that is accepted, with its account. */
export const bill = {
  file: readFileSync(path.join(source, 'fixtures/en-US/bill-dark-header/document.pdf')),
  account: JSON.parse(readFileSync(path.join(source, 'fixtures/en-US/bill-dark-header/account.json'), 'utf8')),
  asOf: '2025-06-10',
};

export class Server {
  constructor(...more) {
    this.folder = mkdtempSync(path.join(tmpdir(), 'domicile-service-'));
    this.store = `sqlite:${this.folder}/store.db`;
    this.more = more;
    this.log = '';
    this.listen = '127.0.0.1:0';
  }

  async start() {
    this.child = spawn(program, ['serve', '--listen', this.listen, '--store', this.store, ...this.more]);
    this.child.stdout.on('data', (bytes) => (this.log += bytes));
    this.ended = new Promise((resolve) => this.child.on('exit', (code, signal) => resolve(signal ?? code)));
    let said = '';
    this.url = await new Promise((resolve, reject) => {
      this.child.stderr.on('data', (bytes) => {
        said += bytes;
        const found = said.match(/(https?:\/\/[^/]+)\/ answers/);
        if (found) resolve(found[1]);
      });
      this.child.on('exit', () => reject(new Error(said)));
    });
    return this;
  }

  async stop(signal = 'SIGTERM') {
    this.child.kill(signal);
    return this.ended;
  }

  async close() {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  command(...words) {
    return execFileSync(program, [...words, '--store', this.store], { encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
  }

  key(scopes) {
    return this.command('keys', 'add', 'test', '--scope', scopes).trim();
  }

  fetch(where, options) {
    return fetch(this.url + where, options);
  }

  json(where, body, options = {}) {
    const headers = { 'Content-Type': 'application/json', ...options.headers };
    return this.fetch(where, { method: 'POST', body: JSON.stringify(body), ...options, headers });
  }

  /** Posts documents of a ticket; `fields` override those of the bill, null leaves one out. */
  screen(fields = {}, headers = {}, files = [['bill.pdf', bill.file]]) {
    const form = new FormData();
    for (const [name, bytes] of files) form.append('file', new Blob([bytes]), name);
    const all = { account: JSON.stringify(bill.account), as_of: bill.asOf, ...fields };
    for (const [name, value] of Object.entries(all)) if (value !== null) form.append(name, value);
    return this.fetch('/v1/screenings', { method: 'POST', body: form, headers });
  }
}
