import { useSyncExternalStore } from 'react';
import { keepText, keptText } from './kept-text.ts';

/** Something that a person sets on this device, the same for the whole page. */
export class DeviceSetting<Value> {
  readonly usual: Value;
  readonly #key: string;
  readonly #read: (stored: unknown) => Value;
  readonly #listeners = new Set<() => void>();
  #value: Value | undefined;

  /** @param read makes a usable value of whatever is stored, since anybody may have put it there; of `undefined` the usual one. */
  constructor(key: string, read: (stored: unknown) => Value) {
    this.#key = key;
    this.#read = read;
    this.usual = read(undefined);
  }

  get value(): Value {
    this.#value ??= this.#read(parsed(keptText(this.#key)));
    return this.#value;
  }

  set value(value: Value) {
    this.#value = this.#read(value);
    keepText(this.#key, JSON.stringify(this.#value));
    for (const listener of this.#listeners) listener();
  }

  /** Answers how to stop. */
  onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export function useDeviceSetting<Value>(setting: DeviceSetting<Value>): Value {
  return useSyncExternalStore(
    setting.onChange,
    () => setting.value,
    () => setting.usual,
  );
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
