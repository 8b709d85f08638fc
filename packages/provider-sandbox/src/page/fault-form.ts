import { byId, element } from './element.js';
import { faults, type KnownFault } from './sandbox-calls.js';
import { faultTitle } from './words.js';

/** Which faults the next calls get; without `provider`, those of each provider. */
export interface WantedFaults {
  readonly provider?: string;
  readonly faults?: string;
  /** 0 removes the faults that wait. */
  readonly calls: number;
}

const parameterLabels: Readonly<Record<string, string>> = {
  ms: 'Milliseconds',
  'retry-after': 'Retry-After (s)',
  bytes: 'Bytes',
};

/** Fills the form with the faults there are. `onSubmit` gets what the reader chose. */
export async function faultForm(onSubmit: (wanted: WantedFaults) => void): Promise<void> {
  const fault = byId<HTMLSelectElement>('fault');
  const provider = byId<HTMLSelectElement>('fault-provider');
  const calls = byId<HTMLInputElement>('fault-calls');
  const parameters = byId('fault-parameters');

  /** In the words of the header, such as `status-503;retry-after=2`. */
  const asked = () => [fault.value, ...[...parameters.querySelectorAll('input')].flatMap(given)].join(';');
  const ofProvider = () => (provider.value === '' ? {} : { provider: provider.value });
  byId('faults').addEventListener('submit', (event) => {
    event.preventDefault();
    onSubmit({ ...ofProvider(), faults: asked(), calls: calls.valueAsNumber });
  });
  byId('remove-faults').addEventListener('click', () => onSubmit({ ...ofProvider(), calls: 0 }));

  const known = await faults();
  fault.append(
    ...Object.keys(known).map((name) => element('option', { value: name }, faultTitle(name) ?? name)),
  );
  fault.value = 'status-503';
  const tellHeader = () => {
    byId('fault-header').textContent = `x-sandbox-fault: ${asked()}`;
  };
  const explain = () => {
    const chosen = known[fault.value];
    byId('fault-does').textContent = sentence(chosen?.does ?? '');
    parameters.replaceChildren(...Object.entries(chosen?.parameters ?? {}).map(field));
    tellHeader();
  };
  fault.addEventListener('change', explain);
  parameters.addEventListener('input', tellHeader);
  explain();
}

function field([name, { byDefault, atMost }]: [string, KnownFault['parameters'][string]]): HTMLElement {
  const id = `fault-${name}`;
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
