import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Configuration, call, withRetry } from '../../src/index.js';
import { answering, operation, rejection } from '../support.js';
import { countFailures } from './channels.recipe.js';
import { logCalls } from './logging.recipe.js';

const guide = readFileSync(join(__dirname, '../../../../docs/guides/observability.md'), 'utf8');
const blocks = [...guide.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text]) => text);
const recipes = ['logging', 'channels', 'opentelemetry'].map((name) =>
  readFileSync(join(__dirname, `${name}.recipe.ts`), 'utf8').replace(
    "'../../src/index.js'",
    "'@acme/plo-client'",
  ),
);

test('the code of the guide is the code that is tested here', () => {
  expect(blocks).toEqual(recipes);
});

test('the guide names every channel and every member of an event', async () => {
  for (const type of ['request', 'attempt', 'retry', 'response', 'error'])
    expect(guide).toContain(`| \`acme:fetch-runtime:${type}\``);
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const log = { debug: write, info: write, warn: write, error: write };
  const fetchApi = withRetry(async () => new Response(null, { status: 503 }), {
    sleep: async () => undefined,
  });
  await rejection(call({ fetchApi, observe: logCalls(log) }, operation(), {} as never));
  const members = new Set(lines.flatMap((line) => Object.keys(JSON.parse(line))));
  expect(members.size).toBe(11);
  for (const member of members) expect(guide).toMatch(new RegExp(`^\\| \`${member}\``, 'm'));
});

test('logCalls writes a line for each event, at its level', async () => {
  const lines: string[] = [];
  const level = (name: string) => (line: string) => {
    const { type, operationId, attempt } = JSON.parse(line);
    lines.push(`${name}: ${operationId} ${type} ${attempt}`);
  };
  const log = { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') };
  const statuses = [503, 204, 404];
  const fetchApi = withRetry(async () => new Response(null, { status: statuses.shift() ?? 599 }), {
    sleep: async () => undefined,
  });
  const configuration = new Configuration({ observe: logCalls(log), fetchApi });
  await call(configuration, operation(), {} as never);
  await rejection(call(configuration, operation(), {} as never));
  expect(lines).toEqual([
    'debug: getThing request 0',
    'debug: getThing attempt 1',
    'warn: getThing retry 1',
    'debug: getThing attempt 2',
    'info: getThing response 2',
    'debug: getThing request 0',
    'debug: getThing attempt 1',
    'error: getThing error 1',
  ]);
});

test('countFailures counts those of every Configuration', async () => {
  const failures = new Map<string, number>();
  const stop = countFailures(failures);
  const failed = (status: number): Promise<unknown> =>
    rejection(call(new Configuration(answering(new Response(null, { status }))), operation(), {} as never));
  await Promise.all([failed(404), failed(500)]);
  await rejection(call(new Configuration({ timeoutMs: -1 }), operation(), {} as never));
  stop();
  await failed(404);
  expect([...failures]).toEqual([
    ['getThing http_status', 2],
    ['getThing invalid_request', 1],
  ]);
});
