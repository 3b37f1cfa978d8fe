import { describe, expect, test } from 'vitest';
import { scriptLines, wrongScript } from '../../../labs/core/script.ts';

describe('A script', () => {
  test('is typed line by line, each into the machine it names', () => {
    expect(scriptLines('# why\n\nip link\n@client curl http://192.168.0.10:8080/\n')).toEqual([
      { machine: 'host', command: 'ip link' },
      { machine: 'client', command: 'curl http://192.168.0.10:8080/' },
    ]);
  });

  test('of a wrong solution tells its reason and, where it goes wrong there, its answer', () => {
    expect(wrongScript('# reason: wrong-mask\n# answer: 172.17.0.1/24\nifconfig docker0\n')).toEqual({
      lines: [{ machine: 'host', command: 'ifconfig docker0' }],
      reason: 'wrong-mask',
      answer: '172.17.0.1/24',
    });
    expect(wrongScript('ifconfig\n')).toMatchObject({ reason: undefined, answer: undefined });
  });
});
