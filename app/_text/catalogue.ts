import { both } from './both.ts';

export const catalogue = both({
  en: {
    title: 'See where a packet really goes.',
    lead: 'Vethlab teaches Linux and Docker networking on a machine of your own. Read on the left, type on the right, and watch each step turn green when the kernel agrees with you.',
    start: 'Start with Docker networking',
    facts: {
      real: {
        title: 'A real machine',
        body: 'Your own Docker host, up in about a second. Break it: a fresh one is a click away.',
      },
      checked: {
        title: 'Checked by the kernel',
        body: 'Steps look at interfaces, bridges and rules as they are, never at what you typed.',
      },
      nothing: {
        title: 'Nothing to install',
        body: 'No account, no download. Come back with this browser and go on where you were.',
      },
    },
    picture: {
      alt: 'A client reaches the host’s eth0; iptables passes the packet to docker0; a veth pair leads from docker0 to the container’s eth0.',
      client: 'client',
      host: 'lab host',
      container: 'container',
    },
    labs: 'Labs',
    steps: '{count, plural, one {# step} other {# steps}}',
    minutes: 'about {minutes} min',
    images: 'On the machine: {images}',
    level: { beginner: 'Beginner', intermediate: 'Intermediate', advanced: 'Advanced' },
    progress: '{passed} of {total} steps done',
    untouched: 'Not started',
    open: 'Open the lab',
    resume: 'Continue with step {number}',
    again: 'Look at it again',
  },
  ko: {
    title: '패킷이 정말 어디로 가는지 직접 보세요.',
    lead: 'Vethlab에서는 나만의 머신 위에서 리눅스와 Docker 네트워크를 배워요. 왼쪽에서 읽고 오른쪽에서 입력하면, 커널 상태가 맞아떨어지는 순간 그 단계가 초록색으로 바뀌어요.',
    start: 'Docker 네트워크부터 시작하기',
    facts: {
      real: {
        title: '진짜 머신',
        body: '나만 쓰는 Docker 호스트가 1초 남짓이면 켜져요. 망가뜨려도 괜찮아요. 클릭 한 번이면 새 머신이 나와요.',
      },
      checked: { title: '커널이 채점', body: '입력한 명령이 아니라 인터페이스, 브리지, 규칙의 실제 상태를 보고 확인해요.' },
      nothing: { title: '설치할 것 없음', body: '가입도 다운로드도 필요 없어요. 이 브라우저로 다시 오면 하던 곳부터 이어져요.' },
    },
    picture: {
      alt: '클라이언트가 호스트의 eth0로 들어오면 iptables가 패킷을 docker0로 넘기고, docker0에서 veth 쌍을 지나 컨테이너의 eth0에 닿는 그림',
      client: '클라이언트',
      host: '실습 호스트',
      container: '컨테이너',
    },
    labs: '실습',
    steps: '{count}단계',
    minutes: '약 {minutes}분',
    images: '머신에 있는 이미지: {images}',
    level: { beginner: '입문', intermediate: '중급', advanced: '고급' },
    progress: '{total}단계 중 {passed}단계 완료',
    untouched: '아직 시작 안 함',
    open: '실습 열기',
    resume: '{number}단계 이어서 하기',
    again: '다시 살펴보기',
  },
});
