import { delegateTo } from '../../src/core/delegate.js';

class Counter {
  #count = 0;
  step = 1;

  get count(): number {
    return this.#count;
  }

  add(): number {
    this.#count += this.step;
    return this.#count;
  }

  toString(): string {
    return `${this.#count}`;
  }
}

class NamedCounter extends Counter {
  readonly name = 'mine';

  override add(): number {
    return super.add();
  }
}

describe('an object that delegates', () => {
  test('has the members of an instance, of its class and of the classes above', () => {
    const counter = delegateTo(new NamedCounter(), {});
    expect([counter.add(), counter.count, counter.name, `${counter}`]).toEqual([1, 1, 'mine', '1']);
  });

  test('sees what changes at its target, whoever changes it', () => {
    const target = new Counter();
    const counter = delegateTo(target, {});
    target.step = 5;
    target.add();
    expect([counter.step, counter.count]).toEqual([5, 5]);
  });

  test('has its own members in place of those of the target, which keeps them', () => {
    const target = new Counter();
    const counter = delegateTo(target, { add: () => 'mine', reset: () => 'new' });
    expect([counter.add(), counter.reset(), target.add()]).toEqual(['mine', 'new', 1]);
  });

  test('can be spread: its members are its own', () => {
    const { add, count } = { ...delegateTo(new Counter(), {}) };
    expect([count, add(), add()]).toEqual([0, 1, 2]);
  });

  test('lets nobody write through it', () => {
    const counter = delegateTo(new Counter(), {});
    expect(() => {
      counter.step = 2;
    }).toThrow(TypeError);
  });
});
