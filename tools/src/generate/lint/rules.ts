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
import * as sizes from './rules/sizes.js';

/** `strict`: our own specs. `lenient`: somebody's document; style is not reported. */
export type RuleSet = 'strict' | 'lenient';

type Level = 'error' | 'warning' | 'off';
export interface Rule {
  strict: Level;
  lenient: Level;
  /** Left out where another step finds the problem: the walk over the document's structure. */
  check?: Check;
}

function always(check?: Check): Rule {
  return { strict: 'error', lenient: 'error', ...(check && { check }) };
}
function expected(check?: Check): Rule {
  return { strict: 'error', lenient: 'warning', ...(check && { check }) };
}
function style(check: Check): Rule {
  return { strict: 'error', lenient: 'off', check };
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
  'ref-outside': always(),
  'reference-size': always(sizes.referenceSize),
  'composition-size': always(sizes.compositionSize),
  'paths-present': always(paths.pathsPresent),
  'path-form': always(paths.pathForm),
  'path-template-unique': always(paths.pathTemplateUnique),
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
  'discriminator-mapping': always(schemas.discriminatorMapping),
  'security-defined': always(security.securityDefined),
  'security-type': always(security.securityType),
  'server-url': always(paths.serverUrl),
  'control-character': always(components.controlCharacter),
  'deep-object-lists': always(deepObject.deepObjectLists),
  'error-when': always(extensions.errorWhen),
  'outcome-check': always(extensions.outcomeCheck),
  pagination: always(pagination.pagination),
  'component-name': expected(components.componentName),
  'required-properties': expected(schemas.requiredProperties),
  'request-media-type': expected(bodies.requestMediaType),
  'security-placeable': expected(security.securityPlaceable),
  'internal-operation': { strict: 'warning', lenient: 'warning', check: operations.internalOperation },
  'info-complete': style(components.infoComplete),
  'servers-https': style(security.serversHttps),
  'security-stated': style(security.securityStated),
  'operation-id': style(operations.operationId),
  'operation-text': style(operations.operationText),
  'operation-tag': style(operations.operationTag),
  'operation-responses': style(operations.operationResponses),
  'parameter-complete': style(parameters.parameterComplete),
  'schema-name': style(schemas.schemaName),
  'schema-typed': { strict: 'warning', lenient: 'off', check: schemas.schemaTyped },
  'schema-inline': style(schemas.schemaInline),
  'property-description': style(schemas.propertyDescription),
  'example-valid': style(examples.exampleValid),
  'pattern-evaluated': { strict: 'warning', lenient: 'off', check: examples.patternEvaluated },
  'component-unused': style(components.componentUnused),
};

/** Rules that keep the work of all others, and of the steps that follow, in proportion to the document. */
export const bounds: readonly string[] = ['reference-size', 'composition-size'];
