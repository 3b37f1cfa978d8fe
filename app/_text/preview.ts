import { both } from './both.ts';

/** What listens in the machine, and the way to see it in a tab. */
export const preview = both({
  en: {
    open: 'Open a port',
    title: 'Ports open on host',
    looking: 'Looking for open ports…',
    port: 'Port {port}',
    container: 'published by {name}',
    host: 'a server on the host itself',
    newTab: 'Open port {port} in a new tab',
    count: '{count, plural, =0 {No port is open.} one {One port is open.} other {# ports are open.}}',
    empty: {
      title: 'Nothing listens yet',
      body: 'Start a server on host, or publish a container’s port. For example:',
    },
    unreachable: 'The list cannot be read at the moment. Trying again…',
    noOrigin: {
      title: 'Previews are not set up on this server',
      body: 'They need an address of their own, apart from this page. The operator sets VETHLAB_PREVIEW_ORIGIN. Until then, use curl in the terminal.',
    },
    own: 'Opens on an address of its own, kept apart from this page. Anyone who has the address can see it while the machine runs.',
  },
  ko: {
    open: '포트 열기',
    title: 'host에 열린 포트',
    looking: '열린 포트를 찾고 있어요…',
    port: '{port}번 포트',
    container: '{name} 컨테이너가 공개',
    host: 'host에서 직접 실행 중인 서버',
    newTab: '{port}번 포트를 새 탭에서 열기',
    count: '{count, plural, =0 {열린 포트가 없어요.} other {열린 포트가 #개 있어요.}}',
    empty: {
      title: '아직 열린 포트가 없어요',
      body: 'host에서 서버를 켜거나 컨테이너의 포트를 공개해 보세요. 예를 들면:',
    },
    unreachable: '지금은 목록을 읽을 수 없어요. 다시 시도하고 있어요…',
    noOrigin: {
      title: '이 서버에서는 미리보기를 쓸 수 없어요',
      body: '미리보기에는 이 페이지와 분리된 주소가 필요해요. 운영자가 VETHLAB_PREVIEW_ORIGIN을 설정하기 전까지는 터미널에서 curl로 확인해 주세요.',
    },
    own: '이 페이지와 분리된 주소에서 열려요. 머신이 켜져 있는 동안에는 주소를 아는 누구나 볼 수 있어요.',
  },
});
