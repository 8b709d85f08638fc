export { AuthError, type AuthErrorCode, ConfigurationError } from '../errors.js';
export type { IoredisClient, NodeRedisClient, RedisClient } from './client.js';
export { type RedisTokenStoreOptions, redisTokenStore } from './redis-token-store.js';
