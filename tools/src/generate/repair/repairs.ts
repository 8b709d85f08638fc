import { mediaTypeKey, responseStatus } from './bodies.js';
import { controlCharacter } from './control-characters.js';
import { foreignExtensions } from './extensions.js';
import { missingField } from './missing-fields.js';
import { methodBody, methodTrace, operationIdUnique } from './operations.js';
import { parameterName, parameterSchema, parameterUnique } from './parameters.js';
import { pathParameters } from './path-parameters.js';
import { pathForm, pathQueryParameter, pathQueryTwice } from './paths.js';
import { refUnresolved } from './references.js';
import type { Repair } from './repair.js';
import { arrayItems, discriminatorMapping, schemaType } from './schemas.js';
import { securityDefined, securityType } from './security.js';
import { serverUrl } from './servers.js';
import { valueType } from './values.js';
import { wrongType } from './wrong-types.js';

/** All repairs, in the order in which they are made: those of shape first. */
export const repairs: readonly Repair[] = [
  wrongType,
  missingField,
  refUnresolved,
  controlCharacter,
  ...foreignExtensions,
  pathForm,
  pathQueryParameter,
  pathQueryTwice,
  methodTrace,
  methodBody,
  operationIdUnique,
  parameterName,
  parameterUnique,
  parameterSchema,
  pathParameters,
  responseStatus,
  mediaTypeKey,
  schemaType,
  arrayItems,
  valueType,
  discriminatorMapping,
  securityType,
  securityDefined,
  serverUrl,
];
