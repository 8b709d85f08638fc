import { json } from '../../core/body.js';
import { createRandom } from '../../core/random.js';
import type { Partner } from './partner.js';
import type { Service, Services } from './service.js';

interface Experience {
  readonly id: string;
  readonly appName: string;
  readonly productCode: readonly string[];
}

/** That of the examples in the description. */
const FIRST: Experience = {
  id: 'c3b61a52-77de-4b0e-9d0c-5f2a8e41d907',
  appName: 'Harbor Budget',
  productCode: ['TXA', 'VOA'],
};

/** Looks and flows of Connect. A copy is listed after them, under the same application; that it is so is inferred. */
export function experienceServices({ seed }: Partner): Services<Service> {
  const random = createRandom(seed, 'experiences');
  const experiences = [FIRST];

  return {
    getAllExperience({ query }) {
      const ofApp = experiences.filter(({ appName }) => appName === query.get('appName'));
      if (ofApp.length === 0)
        return refused(404, '4004', 'Nothing found.', 'No experience of that application.');
      const codes = query.get('productCode')?.split(',');
      return json(
        200,
        ofApp.filter(({ productCode }) => codes?.some((code) => productCode.includes(code)) ?? true),
      );
    },

    createConnectExperience({ pathParams }) {
      const wanted = `${pathParams.experience_id}`.toLowerCase();
      const source = experiences.find(({ id }) => id === wanted);
      if (source === undefined) {
        const rule = '"experienceId" must be of an experience of yours.';
        return refused(400, '1003', 'Please check the experience.', rule);
      }
      const id = random.uuid();
      experiences.push({ ...source, id });
      return json(200, { experienceId: id });
    },
  };
}

/** These services tell the status in the body as well, and have a text for the user. */
function refused(status: number, code: string, user_message: string, message: string): ReturnType<Service> {
  return json(status, { code, status: `${status}`, user_message, message });
}
