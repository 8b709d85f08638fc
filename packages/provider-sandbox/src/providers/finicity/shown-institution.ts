import { type Institution, PRODUCTS } from './institutions.js';

/** An `Institution` of the description. */
export function shownInstitution(institution: Institution): object {
  const { name, place, hasBranding } = institution;
  const home = homeOf(institution);
  return {
    ...common(institution),
    studentLoanData: false,
    loanPaymentDetails: false,
    displayName: name,
    accountTypeDescription: 'Banking',
    phone: '503-555-0100',
    urlHomeApp: home,
    urlLogonApp: `${home}/login`,
    timeZone: place.timeZone,
    specialInstructions: ['Tick balances', 'Tick transactions'],
    address: {
      city: place.city,
      state: place.state,
      country: place.country,
      postalCode: place.postalCode,
      addressLine1: '88 Harbor Street',
    },
    currency: place.currency,
    status: 'online',
    ...(hasBranding ? { branding: brandingOf(institution) } : {}),
    productionStatus: productionStatusOf(institution),
  };
}

/** A `CertifiedInstitution`. */
export function shownCertified(institution: Institution): object {
  return { ...common(institution), productionStatus: productionStatusOf(institution) };
}

/** A `CertifiedInstitutionWithRssd`. @param all Those among which its children are. */
export function shownWithRssd(institution: Institution, all: readonly Institution[]): object {
  const { id, rssd } = institution;
  const children = all.filter(({ parentId }) => parentId === id);
  return {
    ...shownCertified(institution),
    rssd,
    childInstitutions: children.map((child) => ({
      rssd: child.rssd,
      parentRSSD: rssd,
      name: child.name,
      institutionId: child.id,
    })),
  };
}

/** An `InstitutionsWithRoutingNumber`. */
export function shownOfRoutingNumber(institution: Institution): object {
  const { name, place } = institution;
  return {
    ...common(institution),
    paymentInitiation: false,
    currency: place.currency,
    status: 'online',
    displayName: name,
    countryCodes: [{ countryCode: place.countryCode }],
    transAgg_status: statusOf(institution.products.includes('transAgg')),
  };
}

/** A `Branding`: pictures that nobody serves, and a colour. */
export function brandingOf({ id }: Institution): object {
  const assets = `https://assets.bank.example/${id}`;
  return {
    logo: `${assets}/logo.svg`,
    alternateLogo: `${assets}/alternate.svg`,
    icon: `${assets}/icon.svg`,
    primaryColor: '#1B5E4A',
    tile: `${assets}/tile.svg`,
  };
}

function common({ id, name, products, isOauth }: Institution): object {
  const certified = PRODUCTS.map((product) => [product, products.includes(product)]);
  return { id, name, ...Object.fromEntries(certified), oauthEnabled: isOauth };
}

function productionStatusOf({ products }: Institution): object {
  const named = ['transAgg', 'voa', 'voi', 'stateAgg', 'ach', 'aha'] as const;
  const states = named.map((product) => [product, statusOf(products.includes(product))]);
  return { overallStatus: 'online', ...Object.fromEntries(states) };
}

function statusOf(isThere: boolean): string {
  return isThere ? 'online' : 'offline';
}

function homeOf({ name }: Institution): string {
  const host = name.toLowerCase().replace('finbank ', '').replaceAll(' ', '-');
  return `https://${host}.bank.example`;
}
