import { UNSURE } from '../../labs/core/prediction.ts';
import type { PredictionView } from '../../server/protocol/session-view.ts';
import type { SessionStore } from '../_session/session-store.ts';
import { afterFirstScreen } from '../_terminal/first-screen.ts';
import { LocalGuesses } from './local-guesses.ts';
import type { Said } from './prediction-words.ts';

/** With the arrow keys one passes through options on the way to one's own. */
const SETTLE_MS = 500;

type Store = Pick<SessionStore, 'state' | 'subscribe' | 'predict'>;

/** Brings the predictions of a lesson to life until the signal aborts: keeps what is picked, and shows what came. */
export function keepPredictions(store: Store, { lab, step, signal }: KeepOptions): void {
  const guesses = new LocalGuesses(`vethlab-guess:${lab}/${step}`);
  for (const section of document.querySelectorAll<HTMLElement>('[data-predict]')) {
    new KeptPrediction(section, { store, step, signal, guesses });
  }
}

interface KeepOptions {
  readonly lab: string;
  readonly step: string;
  readonly signal: AbortSignal;
}

interface KeptParts {
  readonly store: Store;
  readonly step: string;
  readonly signal: AbortSignal;
  readonly guesses: LocalGuesses;
}

/** One prediction. What the server knows counts; a pick that it does not know yet stands until it has answered. */
class KeptPrediction {
  readonly #section: HTMLElement;
  readonly #parts: KeptParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSending = false;
  /** What was kept on this device has been taken to the server, once. */
  #isOffered = false;
  #hasFailed = false;

  constructor(section: HTMLElement, parts: KeptParts) {
    this.#section = section;
    this.#parts = parts;
    const { store, signal } = parts;
    // A click, by mouse or arrow key: one that could not be kept may be picked once more, which is no change.
    section.addEventListener('click', ({ target }) => target instanceof HTMLInputElement && this.#pick(), { signal });
    const unsubscribe = store.subscribe(() => this.#onNews());
    signal.addEventListener('abort', () => {
      unsubscribe();
      clearTimeout(this.#timer);
    });
    // One that was picked before this script came.
    if (this.#checked !== undefined && this.#known === undefined) this.#pick();
    this.#onNews();
  }

  get #id(): string {
    return this.#section.dataset.predict ?? '';
  }

  get #known(): PredictionView | undefined {
    const steps = this.#parts.store.state.session?.steps;
    return steps?.find(({ id }) => id === this.#parts.step)?.predictions?.find(({ id }) => id === this.#id);
  }

  get #checked(): string | undefined {
    return this.#section.querySelector<HTMLInputElement>('input:checked')?.value;
  }

  #pick(): void {
    const choice = this.#checked;
    if (choice === undefined || this.#known?.outcome !== undefined) return;
    if (choice === this.#known?.choice && this.#parts.guesses.of(this.#id) === undefined) return;
    this.#parts.guesses.keep(this.#id, choice);
    this.#hasFailed = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), SETTLE_MS);
    this.#show();
  }

  /** A guess made before there was a session goes to the server when there is one, and its first terminal. */
  #onNews(): void {
    const { store, guesses, signal } = this.#parts;
    if (this.#known?.outcome !== undefined) guesses.drop(this.#id);
    if (!this.#isOffered && store.state.session !== undefined && guesses.of(this.#id) !== undefined) {
      this.#isOffered = true;
      void afterFirstScreen().then(() => (signal.aborted ? undefined : this.#send()));
    }
    this.#show();
  }

  async #send(): Promise<void> {
    const { store, step, guesses } = this.#parts;
    this.#timer = undefined;
    const choice = guesses.of(this.#id);
    if (choice === undefined || this.#isSending || store.state.session === undefined) return;
    this.#isSending = true;
    const isKept = await store.predict(step, this.#id, choice);
    this.#isSending = false;
    this.#hasFailed = !isKept;
    const isLatest = guesses.of(this.#id) === choice;
    if (isKept && isLatest) guesses.drop(this.#id);
    else if (!isLatest) void this.#send();
    this.#show();
  }

  #show(): void {
    const { outcome, choice: known } = this.#known ?? {};
    const choice = outcome === undefined ? (this.#parts.guesses.of(this.#id) ?? known) : known;
    const said = saidTo({ choice, outcome, hasFailed: this.#hasFailed });
    this.#section.dataset.state = said;
    for (const line of this.#all('[data-say]')) setHidden(line, line.dataset.say !== said);
    for (const why of this.#all('[data-why]')) setHidden(why, outcome === undefined);
    for (const label of this.#all('[data-option]')) showOption(label, { choice, outcome });
  }

  #all(selector: string): NodeListOf<HTMLElement> {
    return this.#section.querySelectorAll<HTMLElement>(selector);
  }
}

interface Shown {
  readonly choice: string | undefined;
  readonly outcome: string | undefined;
}

function saidTo({ choice, outcome, hasFailed }: Shown & { readonly hasFailed: boolean }): Said {
  if (hasFailed && outcome === undefined) return 'trouble';
  if (choice === undefined) return 'open';
  if (outcome === undefined) return 'waiting';
  if (choice === UNSURE) return 'unsure';
  return choice === outcome ? 'right' : 'other';
}

function showOption(label: HTMLElement, { choice, outcome }: Shown): void {
  const { option } = label.dataset;
  const [isChosen, came] = [option === choice, option === outcome];
  const radio = label.querySelector('input');
  if (radio !== null) {
    radio.checked = isChosen;
    // The one that is picked stays reachable, so that a focus on it is not lost.
    radio.disabled = outcome !== undefined && !isChosen;
  }
  label.toggleAttribute('data-chosen', isChosen);
  label.toggleAttribute('data-came', came);
  for (const tag of label.querySelectorAll<HTMLElement>('[data-tag]')) {
    setHidden(tag, !(tag.dataset.tag === 'came' ? came : isChosen && choice !== UNSURE));
  }
}

/** Written only where it changes: a screen reader listens. */
function setHidden(node: HTMLElement, isHidden: boolean): void {
  if (node.hidden !== isHidden) node.hidden = isHidden;
}
