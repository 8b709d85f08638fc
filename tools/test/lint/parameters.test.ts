import { type Case, okPaths, operation, spec, testCases } from './fixtures/cases.js';

/** Parameters, and what else goes with a call: credentials and servers. */
const errors: Case[] = [
  {
    title: 'a parameter that stands twice',
    rule: 'parameter-unique',
    spec: operation(`
      parameters:
        - { name: a, in: query, schema: { type: string } }
        - { name: a, in: query, schema: { type: number } } #!
`),
  },
  {
    title: 'headers that are equal but for case',
    rule: 'parameter-unique',
    spec: operation(`
      parameters:
        - { name: X-A, in: header, schema: { type: string } }
        - { name: x-a, in: header, schema: { type: string } } #!
`),
  },
  {
    title: 'a parameter with schema and content',
    rule: 'parameter-schema',
    spec: operation(
      '      parameters:\n        - { name: a, in: query, schema: {}, content: { text/plain: {} } } #!\n',
    ),
  },
  {
    title: 'a parameter without schema',
    rule: 'parameter-schema',
    spec: operation('      parameters:\n        - { name: a, in: query } #!\n'),
  },
  {
    title: 'a parameter in a body',
    rule: 'wrong-type',
    spec: operation('      parameters:\n        - name: a\n          in: body #!\n          schema: {}\n'),
  },
  {
    title: 'a parameter without name',
    rule: 'missing-field',
    spec: operation('      parameters:\n        - { in: query, schema: {} } #!\n'),
  },
  {
    title: 'a header with a blank',
    rule: 'parameter-name',
    spec: operation(
      "      parameters:\n        - in: header\n          name: 'X A' #!\n          schema: {}\n",
    ),
  },
  {
    title: 'a cookie with a semicolon',
    rule: 'parameter-name',
    spec: operation(
      "      parameters:\n        - in: cookie\n          name: 'a;b' #!\n          schema: {}\n",
    ),
  },
  {
    title: 'a query parameter with NUL',
    rule: 'control-character',
    spec: operation(
      '      parameters:\n        - in: query\n          name: "a\\0" #!\n          schema: {}\n',
    ),
  },
  {
    title: 'a query parameter with half a pair',
    rule: 'control-character',
    spec: operation(
      '      parameters:\n        - in: query\n          name: "a\\ud800" #!\n          schema: {}\n',
    ),
  },
  {
    title: 'a scheme nobody defines',
    rule: 'security-defined',
    spec: operation('      security:\n        - token: [] #!\n'),
  },
  {
    title: 'an unknown scheme type',
    rule: 'security-type',
    spec: spec(okPaths, 'components:\n  securitySchemes:\n    a:\n      type: hmac #!\n'),
  },
  {
    title: 'a server variable nobody declares',
    rule: 'server-variables',
    spec: spec(okPaths, 'servers:\n  - url: https://{host}/a #!\n'),
  },
  {
    title: 'a server variable without default',
    rule: 'missing-field',
    spec: spec(okPaths, 'servers:\n  - url: https://a\n    variables:\n      host: { enum: [b] } #!\n'),
  },
  {
    title: 'a line break in a server URL',
    rule: 'control-character',
    spec: spec(okPaths, 'servers:\n  - url: "https://a\\n" #!\n'),
  },
];
testCases(errors, 'lenient', 'error');
