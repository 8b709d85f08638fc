/** Runs what it is given one after the other, in that order; what fails ends only its own turn. */
export type Serially = <Result>(run: () => Result | Promise<Result>) => Promise<Result>;

/** Makes one, with nothing under way. */
export function serially(): Serially {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const turn = last.then(run);
    last = turn.catch(() => undefined);
    return turn;
  };
}
