import { byId, element } from './element.js';
import { type KnownManner, manners } from './sandbox-calls.js';
import { mannerInWords } from './words.js';

/** What the next calls get; without `provider` those of each. */
export interface MannerWish {
  readonly provider?: string;
  readonly manners?: string;
  /** 0 forgets what waits. */
  readonly calls: number;
}

const parameterLabels: Readonly<Record<string, string>> = {
  ms: 'Milliseconds',
  'retry-after': 'Retry-After (s)',
  bytes: 'Bytes',
};

/** Fills the form with the manners there are. `onWish` gets what is asked for with it. */
export async function mannerForm(onWish: (wish: MannerWish) => void): Promise<void> {
  const manner = byId<HTMLSelectElement>('manner');
  const provider = byId<HTMLSelectElement>('manner-provider');
  const calls = byId<HTMLInputElement>('manner-calls');
  const parameters = byId('manner-parameters');

  /** In the words of the header, such as `status-503;retry-after=2`. */
  const asked = () => [manner.value, ...[...parameters.querySelectorAll('input')].flatMap(given)].join(';');
  const ofProvider = () => (provider.value === '' ? {} : { provider: provider.value });
  byId('manners').addEventListener('submit', (event) => {
    event.preventDefault();
    onWish({ ...ofProvider(), manners: asked(), calls: calls.valueAsNumber });
  });
  byId('forget-manners').addEventListener('click', () => onWish({ ...ofProvider(), calls: 0 }));

  const known = await manners();
  manner.append(
    ...Object.keys(known).map((name) => element('option', { value: name }, mannerInWords(name) ?? name)),
  );
  manner.value = 'status-503';
  const tellHeader = () => {
    byId('manner-header').textContent = `x-sandbox-manner: ${asked()}`;
  };
  const explain = () => {
    const chosen = known[manner.value];
    byId('manner-does').textContent = sentence(chosen?.does ?? '');
    parameters.replaceChildren(...Object.entries(chosen?.parameters ?? {}).map(field));
    tellHeader();
  };
  manner.addEventListener('change', explain);
  parameters.addEventListener('input', tellHeader);
  explain();
}

function field([name, { byDefault, atMost }]: [string, KnownManner['parameters'][string]]): HTMLElement {
  const id = `manner-${name}`;
  const limits = {
    min: '0',
    max: `${atMost}`,
    placeholder: byDefault === undefined ? 'none' : `${byDefault}`,
  };
  return element(
    'p',
    { class: 'field' },
    element('label', { for: id }, parameterLabels[name] ?? name),
    element('input', { id, name, type: 'number', ...limits }),
  );
}

function sentence(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function given({ name, value }: HTMLInputElement): string[] {
  return value === '' ? [] : [`${name}=${value}`];
}
