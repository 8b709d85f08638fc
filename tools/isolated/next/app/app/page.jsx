import { customer, pay } from '../clients.mjs';

/** A server component that pays and reads at each visit: what it shows must be news, not an answer kept from before. */
export default async function Page({ searchParams }) {
  return (
    <p>
      {await pay(searchParams.order)} {await customer()}
    </p>
  );
}
