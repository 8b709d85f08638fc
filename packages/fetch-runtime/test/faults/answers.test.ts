import { oddBodies, wrongBodies } from './cases/bodies.js';
import { cutFailures, cuts } from './cases/cuts.js';
import { notHttp, unusual } from './cases/framing.js';
import { ask, outcomeOf, serverPerTest } from './harness.js';
import { getThing, lookAtThing } from './operations.js';
import { answer, head } from './script.js';

const server = serverPerTest();

describe.each([
  ['a connection that ends too early', [...cuts, ...cutFailures]],
  ['what is no HTTP', notHttp],
  ['unusual HTTP', unusual],
  ['not the body that was promised', wrongBodies],
  ['an odd but usable body', oddBodies],
])('%s', (_topic, cases) => {
  test.each(cases)('$title', async ({ script, outcome, operation = getThing }) => {
    server().answer(...script('blue'));
    expect(await outcomeOf(ask(server(), { operation }))).toEqual(outcome);
    expect(server().requests).toHaveLength(1);
  });
});

const forged = answer(200, '{"word":"forged"}').join('');

test.each([
  ['a 204', head(204)],
  ['an answer to HEAD', head(200, { 'Content-Length': forged.length })],
  ['an answer of known length', answer(200, '{}').join('')],
  ['a failure', answer(404, '').join('')],
])('what follows %s does not answer the next call', async (title, first) => {
  server().answer(first + forged);
  await outcomeOf(ask(server(), { operation: title.includes('HEAD') ? lookAtThing : getThing }));
  server().answer(...answer(200, '{"word":"blue"}'));
  expect(await ask(server())).toEqual({ word: 'blue' });
});
