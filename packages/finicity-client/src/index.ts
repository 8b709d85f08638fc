export {
  type ApiResponse,
  Configuration,
  type ConfigurationParameters,
  CredentialsError,
  FetchError,
  type InitOverrides,
  type Middleware,
  RequestError,
  RequiredError,
  ResponseError,
  ResponseFormatError,
  RuntimeError,
} from '@acme/fetch-runtime';
export * from './generated/index.js';
