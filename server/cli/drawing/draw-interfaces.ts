import type { Interface, Picture, Place, PublishedPort } from '../../../labs/core/picture/picture.ts';
import { type Line, span } from './span.ts';
import type { Style } from './style.ts';

/** `eth0  172.17.0.2/16  ↓3 ↑2`, with a Docker network's name behind that of its bridge. Link-local addresses say nothing of how the network is built. */
export function interfaceLine(each: Interface, { isWide }: Style): Line {
  const name = span(each.name, each.trouble === undefined ? 'strong' : 'wrong');
  const addresses = each.addresses.filter((address) => !address.startsWith('fe80:'));
  return [
    name,
    ...(each.dockerNetwork === undefined ? [] : [span(` (${each.dockerNetwork})`, 'quiet')]),
    ...addresses.flatMap((address) => [span('  '), span(address, 'address')]),
    ...troubleSign(each),
    ...(isWide ? [span(`  ↓${each.rxPackets} ↑${each.txPackets}`, 'quiet')] : []),
  ];
}

export function troubleSign({ trouble }: Interface): Line {
  return trouble === undefined ? [] : [span(' ✕', 'wrong')];
}

/** Without `lo`, unless there is nothing else. */
export function shownInterfaces({ interfaces }: Place): readonly Interface[] {
  const others = interfaces.filter(({ kind }) => kind !== 'loopback');
  return others.length > 0 ? others : interfaces;
}

export function placeTitle({ name, containers, kind }: Place, { say, isWide }: Style): Line {
  const [first] = containers;
  const others = containers.length > 1 ? ` +${containers.length - 1}` : '';
  if (kind === 'container' && first !== undefined)
    return [span(name, 'strong'), span(isWide ? ` · ${first.image}${others}` : others, 'quiet')];
  const role = kind === 'namespace' ? say({ ko: '네임스페이스', en: 'namespace' }) : say({ ko: '컨테이너', en: 'container' });
  return kind === 'host' || kind === 'client' ? [span(name, 'strong')] : [span(name, 'strong'), span(` · ${role}`, 'quiet')];
}

/** `:8080/tcp ─DNAT→ 172.17.0.3:8080 exporter`. */
export function publicationLine(picture: Picture, port: PublishedPort, { say, isWide }: Style): Line {
  const home = picture.places.find(({ interfaces }) => interfaces.some(({ id }) => id === port.target));
  const isOpen = home !== undefined && port.isLetThrough;
  const end =
    home === undefined
      ? span(` ✕ ${say({ ko: '이 주소를 가진 곳이 없어요', en: 'nobody has this address' })}`, 'wrong')
      : span(` ${home.name}`, 'strong');
  const stop =
    home === undefined || port.isLetThrough
      ? []
      : [span(` ✕ ${say({ ko: 'FORWARD에서 막혀요', en: 'stopped by FORWARD' })}`, 'wrong')];
  return [
    span('└ ', 'quiet'),
    span(`${port.hostAddress ?? ''}:${port.hostPort}/${port.protocol}`, 'strong'),
    span(' ─DNAT→ ', isOpen ? 'wire' : 'wrong'),
    span(`${port.address}:${port.port}`, 'address'),
    end,
    ...stop,
    ...(isWide ? [span(`  (${port.rule.packets})`, 'quiet')] : []),
  ];
}
