import { describe, expect, test } from 'vitest';
import { pictureOf } from '../../../../labs/core/picture/picture-of.ts';
import { changed, host, rules, scene } from '../../scenes.ts';

const published = scene('nginx-unpublished-exporter-published-8080');

describe('A published port', () => {
  test('leads through its rule to the container that has the address', () => {
    const picture = pictureOf(scene('after-client-curl-8080'));
    expect(picture.publications).toEqual([
      expect.objectContaining({
        protocol: 'tcp',
        hostPort: 8080,
        hostAddress: undefined,
        target: picture.places.find(({ name }) => name === 'exporter')?.interfaces.find(({ name }) => name === 'eth0')?.id,
        isLetThrough: true,
        rule: expect.objectContaining({ table: 'nat', chain: 'DOCKER', packets: 3 }),
      }),
    ]);
  });

  test('is shut by a rule that drops before the one that accepts', () => {
    const shut = changed(published, (machine) => {
      const user = host(machine)
        .tables.flatMap(({ chains }) => chains)
        .find(({ name }) => name === 'DOCKER-USER');
      user?.rules.unshift({ spec: '-i eth0 -j DROP', packets: 0, bytes: 0, inInterface: 'eth0', negated: [], target: 'DROP' });
    });
    expect(pictureOf(shut).publications).toMatchObject([{ isLetThrough: false }]);
  });

  test('is shut where the rule that accepts is gone, and open where the policy accepts all the same', () => {
    const withPolicy = (policy: string) =>
      changed(published, (machine) => {
        for (const chain of host(machine).tables.flatMap(({ chains }) => chains)) {
          if (chain.name === 'FORWARD') chain.policy = policy;
          chain.rules = chain.rules.filter(({ target }) => target !== 'ACCEPT');
        }
      });
    expect(pictureOf(withPolicy('DROP')).publications).toMatchObject([{ isLetThrough: false }]);
    expect(pictureOf(withPolicy('ACCEPT')).publications).toMatchObject([{ isLetThrough: true }]);
  });

  test('leads nowhere when nobody has its address', () => {
    const astray = changed(published, (machine) => {
      for (const rule of rules(machine, 'nat', 'DNAT')) rule.toDestination = '172.17.0.99:8080';
    });
    expect(pictureOf(astray).publications).toMatchObject([{ target: undefined, address: '172.17.0.99' }]);
  });

  test.each(['172.17.0.3:80-90', '[fe80::1]:80', 'nonsense', ''])('is not read from %j', (toDestination) => {
    const odd = changed(published, (machine) => {
      for (const rule of rules(machine, 'nat', 'DNAT')) rule.toDestination = toDestination;
    });
    expect(pictureOf(odd).publications).toEqual([]);
  });
});
