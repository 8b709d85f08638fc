import type { ManualClock } from '@acme/auth-helpers/testing';

/**
 * What happens to a request on its way. The vendor carries it out, and the answer
 *
 * - `lost`: does not come, as the connection breaks
 * - `cut`: breaks off in its body
 * - `silence`: does not come, though the connection holds
 * - `slow`: takes a tenth of a second
 * - `truncated`: is half of the JSON, as if that were all
 * - `504`: is that of a gateway which did not wait for it
 *
 * or something in front answers, and the vendor never sees it: `429` with 90 s to wait, `502`, `503`, or `html`, a page
 * with HTTP 200.
 */
export type Trouble =
  | 'lost'
  | 'cut'
  | 'silence'
  | 'slow'
  | 'truncated'
  | '504'
  | '429'
  | '502'
  | '503'
  | 'html';

/** A vendor of the sandbox, which is asked over loopback. */
export interface Vendor {
  readonly basePath: string;
  /** The vendor's, which clients are given as well. */
  readonly clock: ManualClock;
  /** The next `count` requests (default 1), whatever they are for, end so. */
  next(trouble: Trouble, count?: number): Promise<void>;
  close(): Promise<void>;
}

/** Wraps `start` so that what it has started is closed after each test. To be called where tests are declared. */
export function closedAfterEach<Options, Started extends Pick<Vendor, 'close'>>(
  start: (options?: Options) => Promise<Started>,
): (options?: Options) => Promise<Started> {
  let open: Started[] = [];
  afterEach(async () => {
    await Promise.all(open.map((one) => one.close()));
    open = [];
  });
  return async (options) => {
    const started = await start(options);
    open.push(started);
    return started;
  };
}
