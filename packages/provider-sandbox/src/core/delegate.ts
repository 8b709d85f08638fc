/**
 * An object with all members of `target`, those of its class too, but with `own` in place of some or besides. Each
 * member is read, and each method called, at the target itself: private fields stay within reach, and what changes
 * there is seen.
 */
export function delegateTo<Target extends object, Own extends object>(
  target: Target,
  own: Own,
): Omit<Target, keyof Own> & Own {
  const members: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(own);
  for (const name of memberNames(target)) {
    if (Object.hasOwn(members, name)) continue;
    members[name] = { get: () => memberOf(target, name), enumerable: true };
  }
  return Object.defineProperties({}, members) as Omit<Target, keyof Own> & Own;
}

/** Its own, and those of its class and the classes above. */
function memberNames(target: object): (string | symbol)[] {
  const above: object | null = Object.getPrototypeOf(target);
  const names = Reflect.ownKeys(target).filter((name) => name !== 'constructor');
  return above === null || above === Object.prototype ? names : [...names, ...memberNames(above)];
}

function memberOf(target: object, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name);
  return typeof member === 'function' ? member.bind(target) : member;
}
