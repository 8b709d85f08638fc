import type { Check } from './rule.js';
import * as bodies from './rules/bodies.js';

import * as components from './rules/components.js';
import * as deepObject from './rules/deep-object.js';
import * as examples from './rules/examples.js';
import * as extensions from './rules/extensions.js';
import * as operations from './rules/operations.js';
import * as pagination from './rules/pagination.js';
import * as parameters from './rules/parameters.js';
import * as paths from './rules/paths.js';
import * as references from './rules/references.js';
import * as schemas from './rules/schemas.js';
import * as security from './rules/security.js';
import * as servers from './rules/servers.js';
import * as sizes from './rules/sizes.js';

/**
 * `strict`: our own specs. `lenient`: somebody's document as OpenAPI wants it; style is not reported. `repaired`:
 * somebody's document, after the repairs: what is wrong and can only mean one thing is a warning.
 */
export type RuleSet = 'strict' | 'lenient' | 'repaired';

type Level = 'error' | 'warning' | 'off';
export interface Rule {
  strict: Level;
  lenient: Level;
  repaired: Level;
  /** What is done with what breaks the rule in a repaired document, where that is more than to look over it. */
  taken?: string;
  /** Left out where another step finds the problem: the walk over the document's structure. */
  check?: Check;
}

function always(check?: Check): Rule {
  return { strict: 'error', lenient: 'error', repaired: 'error', ...(check && { check }) };
}
/** Wrong, and yet clear: no repair has to change it. */
function tolerated(check: Check | undefined, taken: string): Rule {
  return { strict: 'error', lenient: 'error', repaired: 'warning', taken, ...(check && { check }) };
}
function expected(check?: Check): Rule {
  return { strict: 'error', lenient: 'warning', repaired: 'warning', ...(check && { check }) };
}
function style(check: Check): Rule {
  return { strict: 'error', lenient: 'off', repaired: 'off', check };
}

/** All rules about a parsed document, by id. Those about reading and other files are always errors. */
export const rules: Readonly<Record<string, Rule>> = {
  'wrong-type': always(),
  'missing-field': always(),
  'empty-value': expected(),
  'unexpected-field': expected(),
  'ref-unresolved': always(references.refUnresolved),
  'ref-cycle': always(references.refCycle),
  'ref-kind': always(references.refKind),
  'openapi-version': tolerated(
    undefined,
    'The version is a number: it is taken as the text that it is written as.',
  ),
  'ref-outside': always(),
  'reference-size': always(sizes.referenceSize),
  'composition-size': always(sizes.compositionSize),
  'paths-present': tolerated(
    paths.pathsPresent,
    'There is no operation in `paths`: the package has the types of the schemas and of the payloads of webhooks.',
  ),
  'something-described': {
    strict: 'off',
    lenient: 'off',
    repaired: 'error',
    check: paths.somethingDescribed,
  },
  'path-form': always(paths.pathForm),
  'path-template-unique': tolerated(
    paths.pathTemplateUnique,
    'This path differs from another one in the names of its placeholders only: the operations of both are made.',
  ),
  'path-fragment': tolerated(
    paths.pathFragment,
    'A fragment is no part of what is sent: it only tells the operations of this path from others.',
  ),
  'path-query': tolerated(
    paths.pathQuery,
    'What follows the `?` is sent with each call, before other parameters.',
  ),
  'path-query-parameter': always(paths.pathQueryParameter),
  'path-query-twice': always(paths.pathQueryTwice),
  'path-parameters': always(paths.pathParameters),
  'operation-id-unique': always(operations.operationIdUnique),
  'method-trace': always(operations.methodTrace),
  'method-body': always(operations.methodBody),
  'parameter-unique': always(parameters.parameterUnique),
  'parameter-schema': always(parameters.parameterSchema),
  'parameter-name': always(parameters.parameterName),
  'response-status': always(bodies.responseStatus),
  'media-type-key': always(bodies.mediaTypeKey),
  'schema-type': always(schemas.schemaType),
  'array-items': always(schemas.arrayItems),
  'value-type': { strict: 'error', lenient: 'warning', repaired: 'error', check: schemas.valueType },
  'discriminator-mapping': always(schemas.discriminatorMapping),
  'security-defined': always(security.securityDefined),
  'security-type': always(security.securityType),
  'server-url': always(servers.serverUrl),
  'server-relative': tolerated(
    servers.serverRelative,
    'An empty URL is that of the page; elsewhere calls need a `basePath`.',
  ),
  'server-doubtful': expected(servers.serverDoubtful),
  'server-variables': tolerated(
    servers.serverVariables,
    'A variable of this URL has no default: each call needs it in `serverVariables`, or a `basePath`.',
  ),
  'control-character': always(components.controlCharacter),
  'deep-object-lists': always(deepObject.deepObjectLists),
  'error-when': always(extensions.errorWhen),
  'outcome-check': always(extensions.outcomeCheck),
  pagination: always(pagination.pagination),
  'component-name': expected(components.componentName),
  'required-properties': expected(schemas.requiredProperties),
  'request-media-type': expected(bodies.requestMediaType),
  'security-placeable': expected(security.securityPlaceable),
  'internal-operation': {
    strict: 'warning',
    lenient: 'warning',
    repaired: 'warning',
    check: operations.internalOperation,
  },
  'info-complete': style(components.infoComplete),
  'servers-https': style(security.serversHttps),
  'security-stated': style(security.securityStated),
  'operation-id': style(operations.operationId),
  'operation-text': style(operations.operationText),
  'operation-tag': style(operations.operationTag),
  'operation-responses': style(operations.operationResponses),
  'parameter-complete': style(parameters.parameterComplete),
  'schema-name': style(schemas.schemaName),
  'schema-typed': { strict: 'warning', lenient: 'off', repaired: 'off', check: schemas.schemaTyped },
  'schema-inline': style(schemas.schemaInline),
  'property-description': style(schemas.propertyDescription),
  'example-valid': style(examples.exampleValid),
  'pattern-evaluated': {
    strict: 'warning',
    lenient: 'off',
    repaired: 'off',
    check: examples.patternEvaluated,
  },
  'component-unused': style(components.componentUnused),
};

/** Rules that keep the work of all others, and of the steps that follow, in proportion to the document. */
export const bounds: readonly string[] = ['reference-size', 'composition-size'];
