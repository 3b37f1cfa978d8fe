import type { LocalText } from '../local-text.ts';
import type { LearnerCommand } from './learner-command.ts';

export interface Fact {
  readonly label: LocalText;
  readonly value: LocalText;
}

/** What there is to know of one thing of a picture, and how a learner sees the same in a terminal. */
export interface Explanation {
  readonly title: LocalText;
  readonly trouble: LocalText | undefined;
  readonly facts: readonly Fact[];
  readonly commands: readonly LearnerCommand[];
}

/** What reads the same in every language: names, addresses, numbers. */
export function same(text: string): LocalText {
  return { ko: text, en: text };
}

/** Facts in order, without those whose value is nothing. */
export function facts(all: readonly (readonly [label: LocalText, value: LocalText | string | undefined])[]): Fact[] {
  return all.flatMap(([label, value]) => {
    const text = typeof value === 'string' ? same(value) : value;
    return text === undefined || text.en === '' ? [] : [{ label, value: text }];
  });
}

export const labels = {
  kind: { ko: '종류', en: 'Kind' },
  place: { ko: '있는 곳', en: 'Where' },
  state: { ko: '상태', en: 'State' },
  addresses: { ko: '주소', en: 'Addresses' },
  mac: { ko: 'MAC 주소', en: 'MAC address' },
  index: { ko: '번호(ifindex)', en: 'Index (ifindex)' },
  bridge: { ko: '꽂힌 브리지', en: 'Plugged into' },
  ports: { ko: '꽂혀 있는 것', en: 'Plugged in' },
  peer: { ko: '반대쪽 끝', en: 'Other end' },
  ends: { ko: '양쪽 끝', en: 'Ends' },
  received: { ko: '받은 패킷', en: 'Packets received' },
  sent: { ko: '보낸 패킷', en: 'Packets sent' },
  network: { ko: 'Docker 네트워크', en: 'Docker network' },
  image: { ko: '이미지', en: 'Image' },
  container: { ko: '컨테이너', en: 'Container' },
  sharing: { ko: '함께 쓰는 컨테이너', en: 'Shared with' },
  namespace: { ko: '네트워크 네임스페이스', en: 'Network namespace' },
  gateway: { ko: '기본 게이트웨이', en: 'Default gateway' },
  listening: { ko: '열려 있는 포트', en: 'Listening on' },
  programs: { ko: '실행 중인 프로그램', en: 'Programs' },
  forwarding: { ko: '패킷 전달(ip_forward)', en: 'Forwarding (ip_forward)' },
  hostPort: { ko: '호스트 포트', en: 'Port of the host' },
  target: { ko: '전달되는 곳', en: 'Turned to' },
  rule: { ko: '규칙', en: 'Rule' },
  counted: { ko: '규칙에 걸린 패킷', en: 'Packets the rule counted' },
  forward: { ko: 'FORWARD 체인', en: 'FORWARD chain' },
} as const satisfies Record<string, LocalText>;

export const words = {
  up: { ko: '켜짐(UP)', en: 'up' },
  down: { ko: '꺼짐(DOWN)', en: 'down' },
  noCarrier: { ko: '켜짐(UP), 신호 없음', en: 'up, no carrier' },
  idleBridge: { ko: '켜짐(UP), 꽂힌 것 없음', en: 'up, nothing plugged in' },
  live: { ko: '이어져 있어요', en: 'connected' },
  dead: { ko: '끊겨 있어요', en: 'cut off' },
  on: { ko: '켜짐', en: 'on' },
  off: { ko: '꺼짐', en: 'off' },
  letThrough: { ko: '통과시켜요', en: 'lets it pass' },
  stopped: { ko: '막아요', en: 'stops it' },
  nobody: { ko: '이 주소를 가진 곳이 없어요', en: 'nobody has this address' },
  none: { ko: '없음', en: 'none' },
  bridge: { ko: '브리지', en: 'bridge' },
  loopback: { ko: '루프백', en: 'loopback' },
  veth: { ko: 'veth', en: 'veth' },
  wire: { ko: 'veth 한 쌍', en: 'veth pair' },
  publishedPort: { ko: '공개된 포트', en: 'published port' },
  client: { ko: '바깥 컴퓨터', en: 'computer outside' },
  host: { ko: '실습 호스트', en: 'lab host' },
  container: { ko: '컨테이너', en: 'container' },
  namespace: { ko: '네트워크 네임스페이스', en: 'network namespace' },
} as const satisfies Record<string, LocalText>;
