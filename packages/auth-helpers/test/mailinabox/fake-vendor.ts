import { email, password, startBox } from './server.js';
import type { StartMailinabox } from './vendor.js';

/** The fake of this package as a vendor of the rules. */
export const fakeVendor: StartMailinabox = async ({ account = 'administrator' } = {}) => {
  const box = await startBox();
  const { clock } = box;
  const codeOf = (step: number): string => `${100_000 + (step % 900_000)}`;
  const step = (): number => Math.floor(clock.nowMs() / 30_000);
  box.account.isAdministrator = account !== 'member';
  if (account === 'administratorWithTotp') {
    Object.defineProperty(box.account, 'codes', {
      get: () => [-1, 0, 1].map((steps) => codeOf(step() + steps)),
    });
  }
  const count = (path: string): number => box.arrived.filter((one) => one === path).length;
  return {
    ...{ basePath: box.basePath, clock, email, password },
    code: () => codeOf(step()),
    async seen() {
      const [logins, logouts] = [count('/login'), count('/logout')];
      return {
        ...{ logins, logouts },
        calls: box.arrived.length - logins - logouts,
        refusedCalls: box.calls().filter(({ status }) => status === 401 || status === 403).length,
        sessions: box.sessions.size,
        failures: box.failures.filter((atMs) => clock.nowMs() - atMs <= 30_000).length,
        isBanned: box.isBanned,
      };
    },
    restart: async () => box.restart(),
    async stop() {
      box.restart();
      box.isDown = true;
    },
    async start() {
      box.isDown = false;
    },
    next: box.next,
    close: () => box.close(),
  };
};
