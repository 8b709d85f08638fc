import { json } from '../../core/body.js';
import { unixSeconds } from '../../core/clock.js';
import { pageOfNumber } from '../../core/pagination.js';
import { type Institution, PRODUCTS, type Product } from './institutions.js';
import type { Partner } from './partner.js';
import { failure, resourceNotFound, type Service, type Services } from './service.js';
import {
  brandingOf,
  shownCertified,
  shownInstitution,
  shownOfRoutingNumber,
  shownWithRssd,
} from './shown-institution.js';

interface Search {
  readonly from: readonly Institution[];
  /** Of the member that tells when the list was made. */
  readonly dateName: 'createdDate' | 'requestedDate';
  readonly show: (institution: Institution) => object;
}

/** The searches among institutions, and what there is of each. A page is counted by pages, not by records. */
export function institutionServices({ institutions, clock }: Partner): Services<Service> {
  const certified = institutions.filter(({ products }) => products.length > 0);
  const now = (): number => unixSeconds(clock.nowMs());

  const search =
    ({ from, dateName, show }: Search): Service =>
    ({ query }) => {
      const [page, limit] = [Number(query.get('start') ?? 1), Number(query.get('limit') ?? 25)];
      if (page < 1) return unfit('"start" must be >= 1');
      const products = query.get('type')?.split(',') ?? [];
      if (!products.every(isProduct)) return unfit(`"type" must be of ${PRODUCTS.join(', ')}`);
      const isWanted = matcher(query.get('search') ?? '', products, query.get('supportedCountries') ?? '*');
      // Here `start` counts pages, unlike everywhere else.
      const { items, total, more } = pageOfNumber(from.filter(isWanted), { page, limit });
      const counts = { found: total, displaying: items.length, moreAvailable: more };
      return json(200, { ...counts, [dateName]: now(), institutions: items.map(show) });
    };

  const one =
    (show: (institution: Institution) => object | undefined): Service =>
    ({ pathParams }) => {
      const found = institutions.find(({ id }) => `${id}` === pathParams.institutionId);
      const shown = found === undefined ? undefined : show(found);
      return shown === undefined ? resourceNotFound : json(200, shown);
    };

  return {
    getInstitutions: search({ from: institutions, dateName: 'createdDate', show: shownInstitution }),
    getCertifiedInstitutions: search({ from: certified, dateName: 'requestedDate', show: shownCertified }),
    getCertifiedInstitutionsWithRSSD: search({
      from: certified,
      dateName: 'requestedDate',
      show: (institution) => shownWithRssd(institution, institutions),
    }),
    getInstitution: one((institution) => ({ institution: shownInstitution(institution) })),
    getInstitutionBranding: one((institution) =>
      institution.hasBranding ? { branding: brandingOf(institution) } : undefined,
    ),
    getInstitutionsByRoutingNumber({ pathParams }) {
      const wanted = Number(pathParams.routing_number);
      // Nine digits, of which the first two may be zeros, which are not sent.
      if (wanted < 1_000_000 || wanted > 999_999_999) {
        return failure(400, '14020', 'Bad request. (a routing number has nine digits)');
      }
      const found = institutions.filter(({ routingNumber }) => routingNumber === wanted);
      if (found.length === 0) return resourceNotFound;
      const counts = { found: found.length, displaying: found.length, moreAvailable: false };
      return json(200, { ...counts, createdDate: now(), institutions: found.map(shownOfRoutingNumber) });
    },
  };
}

function unfit(rule: string): ReturnType<Service> {
  return failure(400, '14020', `Bad request. (query parameter ${rule})`);
}

function isProduct(text: string): text is Product {
  return PRODUCTS.some((product) => product === text);
}

/** @param countries Codes of two letters, parted by commas; `*` stands for all. */
function matcher(
  search: string,
  products: readonly Product[],
  countries: string,
): (institution: Institution) => boolean {
  // Near matches count: each word may be anywhere in the name.
  const words = search.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const codes = countries.toUpperCase().split(',');
  return (institution) => {
    const name = institution.name.toLowerCase();
    return (
      words.every((word) => name.includes(word)) &&
      products.every((product) => institution.products.includes(product)) &&
      (countries === '*' || codes.includes(institution.place.countryCode))
    );
  };
}
