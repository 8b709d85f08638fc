import { byId, element } from './element.js';
import { manners } from './sandbox-calls.js';

/** What the next calls get; without `provider` those of each. */
export interface MannerWish {
  readonly provider?: string;
  readonly manners?: string;
  /** 0 forgets what waits. */
  readonly calls: number;
}

/** Fills the form with the manners there are. `onWish` gets what is asked for with it. */
export async function mannerForm(onWish: (wish: MannerWish) => void): Promise<void> {
  const manner = byId<HTMLSelectElement>('manner');
  const provider = byId<HTMLSelectElement>('manner-provider');
  const calls = byId<HTMLInputElement>('manner-calls');

  const ofProvider = () => (provider.value === '' ? {} : { provider: provider.value });
  byId('manners').addEventListener('submit', (event) => {
    event.preventDefault();
    onWish({ ...ofProvider(), manners: manner.value, calls: calls.valueAsNumber });
  });
  byId('forget-manners').addEventListener('click', () => onWish({ ...ofProvider(), calls: 0 }));

  const known = await manners();
  manner.append(...Object.keys(known).map((name) => element('option', { value: name }, name)));
  manner.value = 'status-503';
  const explain = () => {
    byId('manner-does').textContent = known[manner.value] ?? '';
  };
  manner.addEventListener('change', explain);
  explain();
}
