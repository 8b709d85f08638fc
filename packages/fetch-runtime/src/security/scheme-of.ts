import type { SecurityRequirement, SecurityScheme } from '../operation.js';

export function schemeOf(requirement: SecurityRequirement): SecurityScheme {
  return 'scheme' in requirement ? requirement.scheme : requirement;
}

export function scopesOf(requirement: SecurityRequirement): readonly string[] {
  return 'scheme' in requirement ? requirement.scopes : [];
}
