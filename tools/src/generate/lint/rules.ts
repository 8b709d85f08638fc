import type { LintDocument, Report } from './document.js';
import { arrayItems } from './rules/array-items.js';
import { componentName } from './rules/component-name.js';
import { componentUnused } from './rules/component-unused.js';
import { compositionSize } from './rules/composition-size.js';
import { controlCharacter } from './rules/control-character.js';
import { discriminatorMapping } from './rules/discriminator-mapping.js';
import { errorWhen } from './rules/error-when.js';
import { exampleValid } from './rules/example-valid.js';
import { infoComplete } from './rules/info-complete.js';
import { internalOperation } from './rules/internal-operation.js';
import { mediaTypeKey } from './rules/media-type-key.js';
import { methodBody } from './rules/method-body.js';
import { methodTrace } from './rules/method-trace.js';
import { operationId } from './rules/operation-id.js';
import { operationIdUnique } from './rules/operation-id-unique.js';
import { operationResponses } from './rules/operation-responses.js';
import { operationTag } from './rules/operation-tag.js';
import { operationText } from './rules/operation-text.js';
import { outcomeCheck } from './rules/outcome-check.js';
import { pagination } from './rules/pagination.js';
import { parameterComplete } from './rules/parameter-complete.js';
import { parameterName } from './rules/parameter-name.js';
import { parameterSchema } from './rules/parameter-schema.js';
import { parameterUnique } from './rules/parameter-unique.js';
import { pathForm } from './rules/path-form.js';
import { pathParameters } from './rules/path-parameters.js';
import { pathTemplateUnique } from './rules/path-template-unique.js';
import { pathsPresent } from './rules/paths-present.js';
import { patternEvaluated } from './rules/pattern-evaluated.js';
import { propertyDescription } from './rules/property-description.js';
import { refCycle } from './rules/ref-cycle.js';
import { refKind } from './rules/ref-kind.js';
import { refUnresolved } from './rules/ref-unresolved.js';
import { referenceSize } from './rules/reference-size.js';
import { requestMediaType } from './rules/request-media-type.js';
import { requiredProperties } from './rules/required-properties.js';
import { responseStatus } from './rules/response-status.js';
import { schemaInline } from './rules/schema-inline.js';
import { schemaName } from './rules/schema-name.js';
import { schemaType } from './rules/schema-type.js';
import { schemaTyped } from './rules/schema-typed.js';
import { securityDefined } from './rules/security-defined.js';
import { securityPlaceable } from './rules/security-placeable.js';
import { securityStated } from './rules/security-stated.js';
import { securityType } from './rules/security-type.js';
import { serverUrl } from './rules/server-url.js';
import { serversHttps } from './rules/servers-https.js';

/** `strict`: our own specs. `lenient`: somebody's document; style is not reported. */
export type RuleSet = 'strict' | 'lenient';

type Level = 'error' | 'warning' | 'off';
export interface Rule {
  strict: Level;
  lenient: Level;
  /** Left out where another step finds the problem: the walk over the document's structure. */
  check?: (document: LintDocument, report: Report) => void;
}

function always(check?: Rule['check']): Rule {
  return { strict: 'error', lenient: 'error', ...(check && { check }) };
}
function expected(check?: Rule['check']): Rule {
  return { strict: 'error', lenient: 'warning', ...(check && { check }) };
}
function style(check: NonNullable<Rule['check']>): Rule {
  return { strict: 'error', lenient: 'off', check };
}

/** All rules about a parsed document, by id. Those about reading and other files are always errors. */
export const rules: Readonly<Record<string, Rule>> = {
  'wrong-type': always(),
  'missing-field': always(),
  'empty-value': expected(),
  'unexpected-field': expected(),
  'ref-unresolved': always(refUnresolved),
  'ref-cycle': always(refCycle),
  'ref-kind': always(refKind),
  'ref-outside': always(),
  'reference-size': always(referenceSize),
  'composition-size': always(compositionSize),
  'paths-present': always(pathsPresent),
  'path-form': always(pathForm),
  'path-template-unique': always(pathTemplateUnique),
  'path-parameters': always(pathParameters),
  'operation-id-unique': always(operationIdUnique),
  'method-trace': always(methodTrace),
  'method-body': always(methodBody),
  'parameter-unique': always(parameterUnique),
  'parameter-schema': always(parameterSchema),
  'parameter-name': always(parameterName),
  'response-status': always(responseStatus),
  'media-type-key': always(mediaTypeKey),
  'schema-type': always(schemaType),
  'array-items': always(arrayItems),
  'discriminator-mapping': always(discriminatorMapping),
  'security-defined': always(securityDefined),
  'security-type': always(securityType),
  'server-url': always(serverUrl),
  'control-character': always(controlCharacter),
  'error-when': always(errorWhen),
  'outcome-check': always(outcomeCheck),
  pagination: always(pagination),
  'component-name': expected(componentName),
  'required-properties': expected(requiredProperties),
  'request-media-type': expected(requestMediaType),
  'security-placeable': expected(securityPlaceable),
  'internal-operation': { strict: 'warning', lenient: 'warning', check: internalOperation },
  'info-complete': style(infoComplete),
  'servers-https': style(serversHttps),
  'security-stated': style(securityStated),
  'operation-id': style(operationId),
  'operation-text': style(operationText),
  'operation-tag': style(operationTag),
  'operation-responses': style(operationResponses),
  'parameter-complete': style(parameterComplete),
  'schema-name': style(schemaName),
  'schema-typed': { strict: 'warning', lenient: 'off', check: schemaTyped },
  'schema-inline': style(schemaInline),
  'property-description': style(propertyDescription),
  'example-valid': style(exampleValid),
  'pattern-evaluated': { strict: 'warning', lenient: 'off', check: patternEvaluated },
  'component-unused': style(componentUnused),
};

/** Rules that keep the work of all others, and of the steps that follow, in proportion to the document. */
export const bounds: readonly string[] = ['reference-size', 'composition-size'];
