/** Runs what it is given when all before it have ended, well or not. */
export type OneByOne = <Result>(run: () => Result | Promise<Result>) => Promise<Result>;

export function oneByOne(): OneByOne {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const mine = last.then(run);
    last = mine.catch(() => undefined);
    return mine;
  };
}
