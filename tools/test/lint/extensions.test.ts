import { type Case, problemsOf, spec, testCases } from './fixtures/cases.js';

/** A body of every kind of member that the extensions look at. */
const schemas = `
components:
  schemas:
    Failure:
      type: object
      properties: { status: { type: string }, error: { type: object, properties: { code: { type: integer } } } }
    Success: { type: object, properties: { status: { type: string, enum: [ok, invalid] } } }
    Answer: { oneOf: [{ $ref: '#/components/schemas/Success' }, { $ref: '#/components/schemas/Failure' }] }
    List:
      type: object
      properties:
        pets: { type: array, items: { type: string } }
        name: { type: string }
        number: { type: integer }
        flag: { type: boolean }
        nested: { allOf: [{ type: object, properties: { next: { type: string, nullable: true } } }] }
    Search: { type: object, properties: { text: { type: string }, paging: { type: object, properties: { after: { type: string } } } } }
`;

/** A response of a call, with x-error-when; indented by ten. */
function answer(condition: string, status = "'200'", type = 'application/json'): string {
  return spec(
    `paths:
  /pets:
    get:
      responses:
        ${status}:
          description: Fine
          content: { ${type}: { schema: { $ref: '#/components/schemas/Answer' } } }
${condition.replace(/^\n/, '')}`,
    schemas,
  );
}

const errorWhen: Case[] = [
  {
    title: 'a condition that is no object',
    rule: 'error-when',
    spec: answer('          x-error-when: /status #!\n'),
  },
  {
    title: 'a condition of an answer that is an error already',
    rule: 'error-when',
    spec: answer('          x-error-when: { pointer: /status } #!\n', "'400'"),
  },
  {
    title: 'a condition without pointer',
    rule: 'error-when',
    spec: answer('          x-error-when: #!\n            in: [invalid]\n'),
  },
  {
    title: 'a pointer that is none',
    rule: 'error-when',
    spec: answer('          x-error-when:\n            pointer: status #!\n'),
  },
  {
    title: 'a pointer to what no body has',
    rule: 'error-when',
    spec: answer('          x-error-when:\n            pointer: /error/reason #!\n'),
  },
  {
    title: 'a pointer into a body that is not JSON',
    rule: 'error-when',
    spec: answer('          x-error-when:\n            pointer: /status #!\n', "'200'", 'text/plain'),
  },
  {
    title: 'a value that is not among those of the schema',
    rule: 'error-when',
    spec: answer(`
          x-error-when:
            pointer: /status
            in:
              - invalid
              - wrong #!
`),
  },
  {
    title: 'an empty list of values',
    rule: 'error-when',
    spec: answer('          x-error-when:\n            pointer: /status\n            in: [] #!\n'),
  },
  {
    title: 'a schema of an error that lacks the place',
    rule: 'error-when',
    spec: answer(`
          x-error-when:
            pointer: /error/code
            schema: { $ref: '#/components/schemas/Success' } #!
`),
  },
  {
    title: 'an unknown member',
    rule: 'error-when',
    spec: answer('          x-error-when:\n            pointer: /status\n            values: [invalid] #!\n'),
  },
];
testCases(errorWhen, 'lenient', 'error');

/** A call with a parameter of these fields, and a form with a member of these. */
function lists(parameter: string, encoding = '{}'): string {
  return spec(
    `paths:
  /pets:
    post:
      parameters:
        - name: filter
          in: query
${parameter}      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { lines: { $ref: '#/components/schemas/Lines' } } }
            encoding: { lines: ${encoding} }
      responses: { '200': { description: Fine } }
`,
    `
components:
  schemas:
    Line: { type: object, properties: { price: { type: string } } }
    Lines: { type: object, properties: { all: { type: array, items: { allOf: [{ $ref: '#/components/schemas/Line' }] } } } }
`,
  );
}

const ofTexts = '          schema: { type: array, items: { type: string } }\n';
const deepObjectLists: Case[] = [
  {
    title: 'a way to write lists that there is not',
    rule: 'deep-object-lists',
    spec: lists(`          style: deepObject\n          x-deep-object-lists: dots #!\n${ofTexts}`),
  },
  {
    title: 'a way to write lists of another style',
    rule: 'deep-object-lists',
    spec: lists(`          x-deep-object-lists: brackets #!\n${ofTexts}`),
  },
  {
    title: 'a parameter with lists in lists, of which only indices tell one from the next',
    rule: 'deep-object-lists',
    spec: lists(
      '          style: deepObject\n          x-deep-object-lists: repeat #!\n' +
        '          schema: { type: array, items: { type: array, items: { type: string } } }\n',
    ),
  },
  {
    title: 'a member of a form with objects in lists, of which only indices tell one from the next',
    rule: 'deep-object-lists',
    spec: lists(
      ofTexts,
      '{ style: deepObject, \n              x-deep-object-lists: brackets #!\n            }',
    ),
  },
];
testCases(deepObjectLists, 'lenient', 'error');

test.each(['indices', 'brackets', 'repeat'])('lists of texts can be written by %s', async (way) => {
  const parameter = `          style: deepObject\n          x-deep-object-lists: ${way}\n${ofTexts}`;
  expect(await problemsOf(lists(parameter), 'lenient')).toEqual([]);
});

/** Two calls, the first of them with the fields given; indented by six. */
function calls(fields: string, method = 'post'): string {
  const fine = "responses: { '200': { description: Fine } }";
  return spec(
    `paths:\n  /pets:\n    ${method}:\n      operationId: changePet\n${fields}      ${fine}\n`,
    `  /pets/all:\n    get: { operationId: listPets, ${fine} }\n`,
  );
}

const outcomeCheck: Case[] = [
  {
    title: 'a check that is no operation',
    rule: 'outcome-check',
    spec: calls('      x-outcome-check: findPets #!\n'),
  },
  {
    title: 'a check that is the operation itself',
    rule: 'outcome-check',
    spec: calls('      x-outcome-check: changePet #!\n'),
  },
  {
    title: 'a check of what changes nothing',
    rule: 'outcome-check',
    spec: calls('      x-outcome-check: listPets #!\n', 'get'),
  },
  {
    title: 'a check of what can be sent again',
    rule: 'outcome-check',
    spec: calls('      x-idempotent: true\n      x-outcome-check: listPets #!\n'),
  },
  {
    title: 'a PUT said to be idempotent, which it is anyway',
    rule: 'outcome-check',
    spec: calls('      x-idempotent: true #!\n', 'put'),
  },
  {
    title: 'a POST said not to be idempotent, which it is not anyway',
    rule: 'outcome-check',
    spec: calls('      x-idempotent: false #!\n'),
  },
];
testCases(outcomeCheck, 'lenient', 'error');

/** A list with these members of x-pagination; indented by eight. */
function listed(members: string, type = 'application/json'): string {
  return spec(
    `paths:
  /pets/{id}:
    post:
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: start, in: query, schema: { type: integer, default: 1 } }
        - { name: offset, in: query, schema: { type: integer, minimum: 0 } }
        - { name: from, in: query, schema: { type: integer, minimum: 1 } }
        - { name: after, in: query, schema: { type: string } }
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Search' } } } }
      x-pagination:
${members.replace(/^\n/, '')}
      responses:
        '200': { description: Fine, content: { ${type}: { schema: { $ref: '#/components/schemas/List' } } } }
        '404': { description: None, content: { text/plain: { schema: { type: string } } } }
`,
    schemas,
  );
}

const record = '        record: start\n        items: /pets\n';
const cursor = '        cursor: after\n        items: /pets\n';
const wrong: readonly [title: string, members: string][] = [
  ['an unknown member', `${record}        size: start #!\n`],
  ['a parameter that is not there', '        items: /pets\n        record: begin #!\n'],
  ['a parameter that is no text', '        items: /pets\n        page: 1 #!\n'],
  ['a parameter of the path', '        items: /pets\n        record: id #!\n'],
  ['a number asked for as text', '        items: /pets\n        page: after #!\n'],
  ['a limit that is no parameter', `${record}        limit: many #!\n`],
  ['a limit that is text', `${record}        limit: after #!\n`],
  [
    'a place that the body does not have',
    '        items: /pets\n        next: /name\n        cursor: /after #!\n',
  ],
  [
    'a place in the body that is an object',
    '        items: /pets\n        next: /name\n        cursor: /paging #!\n',
  ],
  ['items that are no pointer', '        record: start\n        items: pets #!\n'],
  ['items that are not there', '        record: start\n        items: /cats #!\n'],
  ['items that are no list', '        record: start\n        items: /name #!\n'],
  ['more that is not there', `${record}        more: /more #!\n`],
  ['more that is a number', `${record}        more: /number #!\n`],
  ['a total that is a flag', `${record}        total: /flag #!\n`],
  ['a number of pages, where records are counted', `${record}        pages: /number #!\n`],
  ['a next cursor, where records are counted', `${record}        next: /name #!\n`],
  ['a total, where nothing is counted', `${cursor}        next: /name\n        total: /number #!\n`],
  ['a first number, where nothing is counted', `${cursor}        next: /name\n        first: 1 #!\n`],
  [
    'a first number that is neither 0 nor 1',
    '        items: /pets\n        record: offset\n        first: 2 #!\n',
  ],
  [
    'another first number than the default of the parameter',
    '        first: 0\n        items: /pets\n        record: start #!\n',
  ],
  ['a first number below the minimum', '        first: 0\n        items: /pets\n        record: from #!\n'],
  ['a cursor that is not there', `${cursor}        next: /nested/after #!\n`],
  ['a cursor that is a flag', `${cursor}        next: /flag #!\n`],
  [
    'a URL, where the cursor is in the body',
    '        items: /pets\n        nextUrl: /name\n        cursor: /paging/after #!\n',
  ],
];
testCases(
  wrong.map(([title, members]) => ({ title, rule: 'pagination', spec: listed(members) })),
  'lenient',
  'error',
);

/** Problems of the whole are reported at its line. */
const incomplete: readonly [title: string, members: string][] = [
  ['no way to ask for the next page', '        items: /pets\n'],
  ['two ways', `${record}        page: start\n`],
  ['no items', '        record: start\n'],
  ['a cursor that no answer has', cursor],
  ['a cursor that is there twice', `${cursor}        next: /name\n        nextUrl: /name\n`],
];
testCases(
  incomplete.map(([title, members]) => ({
    title,
    rule: 'pagination',
    spec: listed(members).replace('x-pagination:', 'x-pagination: #!'),
  })),
  'lenient',
  'error',
);
testCases(
  [
    {
      title: 'no object',
      rule: 'pagination',
      spec: listed('').replace('x-pagination:', 'x-pagination: start #!'),
    },
    {
      title: 'pages that are not JSON',
      rule: 'pagination',
      spec: listed('        record: start\n        items: /pets #!\n', 'text/csv'),
    },
  ],
  'lenient',
  'error',
);

test.each([
  ['an error by a place that is there', answer('          x-error-when: { pointer: /error/code }\n')],
  [
    'an error by its value, with a schema of its own',
    answer(
      "          x-error-when: { pointer: /status, in: [invalid], schema: { $ref: '#/components/schemas/Failure' } }\n",
      "'2XX'",
      'application/problem+json',
    ),
  ],
  ['a check that is another operation', calls('      x-outcome-check: listPets\n')],
  ['a question that is asked by POST', calls('      x-idempotent: true\n')],
  ['records', listed(`${record}        limit: start\n        more: /flag\n        total: /number\n`)],
  [
    'records from 0, and a flag that is text',
    listed('        record: offset\n        first: 0\n        items: /pets\n        more: /name\n'),
  ],
  [
    'pages',
    listed('        page: from\n        items: /pets\n        pages: /number\n        total: /number\n'),
  ],
  [
    'a cursor that may be null, in a part of the answer',
    listed(`${cursor}        next: /nested/next\n        more: /flag\n`),
  ],
  ['a cursor in the URL of the next page', listed(`${cursor}        nextUrl: /name\n`)],
  [
    'a cursor in the body',
    listed('        cursor: /paging/after\n        next: /name\n        items: /pets\n'),
  ],
])('vendor: nothing is reported about %s', async (_, text) => {
  expect(await problemsOf(text)).toEqual([]);
});

test('lists of other media types beside JSON cannot be read page by page', async () => {
  const both = listed(record, 'text/csv: {}, application/json');
  expect((await problemsOf(both)).map(({ rule }) => rule)).toEqual(['pagination']);
});
