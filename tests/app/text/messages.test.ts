import { describe, expect, test } from 'vitest';
import { messages } from '../../../app/_text/messages.ts';

interface Tree {
  readonly [key: string]: string | Tree;
}

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
}

/** The names a message is filled in with: `{name}`, or `{count, plural, …}`, whose branches are words and no names. */
function blanks(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1] ?? ''))].sort();
}

const english = new Map(leaves(messages.en));
const korean = new Map(leaves(messages.ko));

describe('messages', () => {
  test('have the same keys in both languages', () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('are filled in with the same names in both languages', () => {
    const wanted = Object.fromEntries([...english].map(([key, message]) => [key, blanks(message)]));
    expect(Object.fromEntries([...korean].map(([key, message]) => [key, blanks(message)]))).toEqual(wanted);
  });

  test('are never empty', () => {
    expect([...english, ...korean].filter(([, message]) => message.trim() === '')).toEqual([]);
  });

  test('are in Korean where they are Korean, save names and technical words', () => {
    const latin = [...korean].filter(([, message]) => !/[가-힣]/.test(message)).map(([key]) => key);
    expect(latin).toEqual(['frame.language.en', 'machine.names.host', 'machine.names.client', 'machine.terminal.numbered']);
  });
});
