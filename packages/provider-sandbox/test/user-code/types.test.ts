import fc from 'fast-check';
import { clientNames } from '../clients/by-provider.js';
import { schemaValue } from './arbitrary.js';
import { brokenCopies } from './broken.js';
import { compile, type Line, taken } from './compile.js';
import { type ApiOperation, type ApiSchema, type Description, readDescription } from './description.js';
import { neverSent, observed } from './observed.js';
import { requestsOf } from './requests.js';
import { type IsValid, validityOf } from './validity.js';
import { descriptorOf, openVisit } from './visits.js';

/** FC_RUNS sets another number of values per body; FC_SEED makes others, or the same again. */
const { FC_RUNS = '4', FC_SEED = '20261122' } = process.env;
const sampling = { numRuns: Number(FC_RUNS), seed: Number(FC_SEED) };

/** One body that an answer can have, and the type that the client gives it. */
interface AnswerBody {
  readonly type: string;
  readonly schema: ApiSchema;
  readonly about: string;
}

function answerBodies({ id, responses, errorsInside }: ApiOperation): AnswerBody[] {
  return Object.entries(responses).flatMap(([status, bodies]) =>
    bodies.map(({ mediaType, schema }) => ({
      ...{ schema, about: `${id} ${status} ${mediaType}` },
      type: typeOfAnswer(id, status, errorsInside),
    })),
  );
}

function typeOfAnswer(id: string, status: string, errorsInside: readonly string[]): string {
  const name = `client.${id.charAt(0).toUpperCase()}${id.slice(1)}`;
  const key = /^\d+$/.test(status) ? status : `'${status}'`;
  if (!status.startsWith('2')) return `${name}Errors[${key}]`;
  return errorsInside.includes(status) ? `${name}Result | ${name}Errors[${key}]` : `${name}Result`;
}

function typeOfRequest(id: string): string {
  return `client.${id.charAt(0).toUpperCase()}${id.slice(1)}Request`;
}

/** What the description allows an answer to be, and what it does not, as a validator sees it. */
function answerLines(description: Description, isValid: IsValid): { good: Line[]; bad: Line[] } {
  const good: Line[] = [];
  const bad: Line[] = [];
  const bodies = description.operations.flatMap(answerBodies);
  for (const { type, schema, about } of bodies) {
    // One type is for all media types of a status: a text may stand for what is no text in JSON.
    const schemas = bodies.filter((body) => body.type === type).map((body) => body.schema);
    const isForbidden = (value: unknown): boolean => schemas.every((one) => !isValid(one, value));
    const values = fc.sample(schemaValue(description, schema, 'response'), sampling);
    for (const value of values.filter((one) => isValid(schema, one))) {
      good.push({ code: taken(type, value), about });
      const broken = brokenCopies(description, schema, value).filter((copy) => isForbidden(copy.value));
      const [one] = fc.sample(fc.constantFrom(undefined, ...broken), { ...sampling, numRuns: 1 });
      if (one !== undefined) bad.push({ code: taken(type, one.value), about: `${about}: ${one.what}` });
    }
  }
  return { good, bad };
}

/** Requests that the calls of the property are made with. */
function requestLines(description: Description): Line[] {
  return description.operations.flatMap((operation) => {
    const requests = requestsOf(description, operation, descriptorOf(description.provider, operation.id));
    return fc.sample(requests, sampling).map((request) => ({
      code: taken(typeOfRequest(operation.id), request),
      about: `the request of ${operation.id}`,
    }));
  });
}

/** What the sandbox answers, as the client gives it to its user. */
async function recordedLines(description: Description): Promise<Line[]> {
  const { provider } = description;
  const lines: Line[] = [];
  for (const operation of description.operations) {
    const { id, responses, errorsInside } = operation;
    const requests = requestsOf(description, operation, descriptorOf(provider, id));
    for (const request of fc.sample(requests, sampling)) {
      const visit = await openVisit(provider);
      const { status, body } = await visit.call(id, request).then(
        (value) => ({ status: visit.exchanges.at(-1)?.answer.status, body: value }),
        (error: { status: number; body: unknown }) => error,
      );
      const key = [`${status}`, `${`${status}`[0]}XX`, 'default'].find((one) => responses[one] !== undefined);
      if (body === undefined || key === undefined) continue;
      lines.push({
        code: taken(typeOfAnswer(id, key, errorsInside), body),
        about: `${id} ${status}, recorded`,
      });
    }
  }
  return lines;
}

describe.each(clientNames)('what %s answers and what its client’s types say', (name) => {
  const description = readDescription(name);
  const isValid = validityOf(description);

  test('agree: what the description allows compiles, and what it forbids does not', async () => {
    const { good, bad } = answerLines(description, isValid);
    const sent = observed[name].map(({ type, where, value }) => ({
      code: taken(`client.${type}`, value),
      about: `${type}, ${where}`,
    }));
    const recorded = await recordedLines(description);
    const fine = [...good, ...sent, ...requestLines(description), ...recorded];
    const unread = (neverSent[name] ?? []).map((code) => ({ code, about: `${code}: it is never sent` }));
    const refused = [...bad, ...unread];
    const said = await compile(name, [...fine, ...refused]);

    const wrong = fine.flatMap(({ about, code }, at) =>
      said[at] === undefined ? [] : [`${about}: ${said[at]} in ${code.slice(0, 300)}`],
    );
    expect(wrong).toEqual([]);
    const missed = refused.filter((_, at) => said[fine.length + at] === undefined);
    expect(missed.map(({ about }) => about)).toEqual([]);
    expect([good.length, bad.length, recorded.length].every((count) => count > 10)).toBe(true);
  }, 600_000);
});
