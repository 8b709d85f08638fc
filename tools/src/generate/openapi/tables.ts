/*
 * The objects of OpenAPI 3.0.3 and 3.1.0 and their fields, a line each. A field is a text unless it says otherwise:
 * `!` it is required; `:boolean`, `:number`, `:integer`, `:object`, `:list`, `:texts` what it is; `:data` anything, and
 * null as well; `:any` anything, which a rule looks at; `:a|b` one of these; `:Kind` an object of that kind, `:[Kind]` a
 * list of such. An object whose fields people name has a line `Name {Kind}`. Extensions (`x-`) may be in all but those.
 */
const styles = 'form|simple|label|matrix|spaceDelimited|pipeDelimited|deepObject';

const both = `
Contact name url email
ExternalDocs url! description
Tag name! description externalDocs:ExternalDocs
Server url! description variables:ServerVariablesMap
ServerVariablesMap {ServerVariable}
ServerVariable enum:texts default! description
SecurityRequirement {texts}
Paths {PathItem} x-
PathItem $ref servers:[Server] parameters:[Parameter] summary description get:Operation put:Operation post:Operation delete:Operation options:Operation head:Operation patch:Operation trace:Operation
Parameter name! in:query|header|path|cookie! description required:boolean deprecated:boolean allowEmptyValue:boolean style:${styles} explode:boolean allowReserved:boolean schema:Schema example:data examples:ExamplesMap content:MediaTypesMap
Header description required:boolean deprecated:boolean allowEmptyValue:boolean style:${styles} explode:boolean allowReserved:boolean schema:Schema example:data examples:ExamplesMap content:MediaTypesMap
HeadersMap {Header}
RequestBody description required:boolean content:MediaTypesMap!
MediaTypesMap {MediaType}
MediaType schema:Schema example:data examples:ExamplesMap encoding:EncodingMap
EncodingMap {Encoding}
Encoding contentType headers:HeadersMap style:${styles} explode:boolean allowReserved:boolean
ExamplesMap {Example}
Example value:data summary description externalValue
CallbacksMap {Callback}
Callback {PathItem} x-
Responses {Response} x-
Response description! headers:HeadersMap content:MediaTypesMap links:LinksMap
LinksMap {Link}
Link operationRef operationId parameters:any requestBody:any description server:Server
SchemasMap {Schema}
Xml name namespace prefix attribute:boolean wrapped:boolean
Discriminator propertyName! mapping:DiscriminatorMapping
DiscriminatorMapping {text}
ResponsesMap {Response}
ParametersMap {Parameter}
RequestBodiesMap {RequestBody}
SecuritySchemesMap {SecurityScheme}
SecurityScheme type! description name in:query|header|cookie scheme bearerFormat flows:OAuthFlows openIdConnectUrl
OAuthFlows implicit:ImplicitFlow password:PasswordFlow clientCredentials:PasswordFlow authorizationCode:AuthorizationCodeFlow
ImplicitFlow authorizationUrl! refreshUrl scopes:object!
PasswordFlow tokenUrl! refreshUrl scopes:object!
AuthorizationCodeFlow authorizationUrl! tokenUrl! refreshUrl scopes:object!
`;

const operation =
  'tags:texts summary description externalDocs:ExternalDocs operationId parameters:[Parameter] requestBody:RequestBody deprecated:boolean callbacks:CallbacksMap security:[SecurityRequirement] servers:[Server]';
const components =
  'schemas:SchemasMap responses:ResponsesMap parameters:ParametersMap examples:ExamplesMap requestBodies:RequestBodiesMap headers:HeadersMap securitySchemes:SecuritySchemesMap links:LinksMap callbacks:CallbacksMap';
const root =
  'openapi:any! info:Info! servers:[Server] paths:Paths components:Components security:[SecurityRequirement] tags:[Tag] externalDocs:ExternalDocs';
const info = 'title! version! description termsOfService contact:Contact license:License';
const schema =
  'title description type:any format enum:list default:any multipleOf:number maximum:number minimum:number maxLength:integer minLength:integer pattern maxItems:integer minItems:integer uniqueItems:boolean maxProperties:integer minProperties:integer required:texts allOf:[Schema] anyOf:[Schema] oneOf:[Schema] not:Schema properties:SchemasMap discriminator:Discriminator readOnly:boolean writeOnly:boolean deprecated:boolean externalDocs:ExternalDocs xml:Xml example:data';

/** Of each version: a line per kind. */
export const lines: Readonly<Record<'3.0' | '3.1', string>> = {
  '3.0': `${both}
Root ${root}
Info ${info}
License name! url
Operation ${operation} responses:Responses!
Components ${components}
Schema ${schema} nullable:boolean exclusiveMaximum:boolean exclusiveMinimum:boolean items:Schema|list additionalProperties:Schema|boolean
`,
  '3.1': `${both}
Root ${root} webhooks:PathItemsMap jsonSchemaDialect
Info ${info} summary
License name! url identifier
Operation ${operation} responses:Responses
Components ${components} pathItems:PathItemsMap
PathItemsMap {PathItem}
DependentRequired {texts}
Schema ${schema} $id $anchor id $schema definitions:SchemasMap $defs:SchemasMap $vocabulary summary $comment $dynamicAnchor $dynamicRef exclusiveMaximum:number exclusiveMinimum:number if:Schema then:Schema else:Schema dependentSchemas:SchemasMap dependentRequired:DependentRequired prefixItems:[Schema] contains:Schema minContains:integer maxContains:integer patternProperties:SchemasMap propertyNames:Schema unevaluatedItems:Schema unevaluatedProperties:Schema items:Schema additionalProperties:Schema contentEncoding contentMediaType contentSchema:Schema examples:list const:any
`,
};
