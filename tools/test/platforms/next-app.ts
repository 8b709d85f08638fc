import { execFile, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packedOnce } from '../packages/pack.js';

const run = promisify(execFile);

export interface NextApp {
  /** Starts the built app as a new process. @returns where it is, and how to end it. */
  start(): Promise<{ readonly origin: string; stop(): Promise<void> }>;
  remove(): void;
}

/**
 * Builds the app of `tools/isolated/next/app` with the packed packages, as a user of Next.js would.
 *
 * @param root The repository, with Next.js installed in `tools/isolated/next`.
 * @param vendor The base URL that the app calls.
 * @throws Error with what `next build` says.
 */
export async function buildNextApp(root: string, vendor: string): Promise<NextApp> {
  const folder = mkdtempSync(join(tmpdir(), 'next-'));
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', VENDOR: vendor };
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const app = join(folder, 'app');
    cpSync(join(root, 'tools/isolated/next/app'), app, { recursive: true });
    writeFileSync(join(app, 'package.json'), '{ "private": true }');
    for (const { name, tarball } of await packedOnce()) {
      const unpacked = join(app, 'node_modules', name);
      mkdirSync(unpacked, { recursive: true });
      await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
    }
    const installed = join(root, 'tools/isolated/next/node_modules');
    for (const name of readdirSync(installed)) {
      const link = join(app, 'node_modules', name);
      if (!existsSync(link)) symlinkSync(join(installed, name), link);
    }
    const next = join(installed, 'next/dist/bin/next');
    await run(process.execPath, [next, 'build'], { cwd: app, env, maxBuffer: 2 ** 26 });
    const start = async (): ReturnType<NextApp['start']> => {
      const port = await freePort();
      const child = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
        cwd: app,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      await new Promise<void>((resolve, reject) => {
        let said = '';
        for (const stream of [child.stdout, child.stderr]) {
          stream.on('data', (chunk) => {
            said += String(chunk);
            if (said.includes('Ready')) resolve();
          });
        }
        child.once('exit', () => reject(new Error(`next start ended: ${said}`)));
      });
      const stop = async (): Promise<void> => {
        child.kill('SIGTERM');
        await ended;
      };
      return { origin: `http://127.0.0.1:${port}`, stop };
    };
    return { start, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Next.js takes no port 0. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
