import sequencer from '@jest/test-sequencer';
import { longestFirst } from './long-tests.mjs';

const Sequencer = sequencer.default ?? sequencer;

/** Starts the tests that take longest first, also where none has been timed yet; else as jest does. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return longestFirst(super.sort(tests));
  }
}
