import { both } from './both.ts';

/** The queue for a machine, and how long it takes. */
export const queue = both({
  en: {
    next: 'You are next in the queue',
    place: 'You are number {place} in the queue',
    full: 'Every machine is in use at the moment. Yours starts by itself as soon as one becomes free.',
    busy: 'There is room for you. Others are starting at the same moment, and the server starts two machines at a time.',
    waited: 'Waiting for {time}',
    keeps:
      'Your place is kept when you reload this page or go on reading. It is given away once no page of this lab has been open for five minutes.',
    basis: {
      full: 'Judged by how often a machine became free here lately, and by when those end that nobody is using. It moves as people come and go.',
      busy: 'Judged by what the latest starts took on this server.',
    },
    leave: 'Leave the queue',
    expected: 'Expected',
    estimate: {
      none: 'No estimate yet. Too few machines have become free lately, and too few are left unused, to judge by.',
      noneBusy: 'No estimate yet: no start has been measured on this server.',
      overdue: 'Any moment. It takes longer than reckoned.',
      seconds: 'in about {to} s',
      secondsRange: 'in about {from}–{to} s',
      withinSeconds: 'within about {to} s',
      minutes: 'in about {to, plural, one {# minute} other {# minutes}}',
      minutesRange: 'in about {from}–{to} minutes',
      withinMinutes: 'within about {to, plural, one {# minute} other {# minutes}}',
      hours: 'within about {to, plural, one {# hour} other {# hours}}',
    },
    tab: { place: '({place}) ', turn: 'It is your turn · ', ready: 'Your machine is ready · ' },
    turn: {
      starting: 'It is your turn. Your machine is starting.',
      ready: 'It is your turn. Your machine is ready.',
      show: 'Show the terminal',
      dismiss: 'Dismiss',
    },
  },
  ko: {
    next: '바로 다음 차례예요',
    place: '대기 순서는 {place}번째예요',
    full: '지금은 모든 머신이 사용 중이에요. 자리가 나면 저절로 켜져요.',
    busy: '자리는 있어요. 다른 사람들의 머신도 켜지는 중이라 잠시 기다려야 해요. 서버는 한 번에 두 대씩 켜요.',
    waited: '기다린 시간 {time}',
    keeps:
      '새로 고치거나 설명을 읽고 있어도 순서는 그대로예요. 이 실습 페이지를 모두 닫고 5분이 지나면 순서가 다음 사람에게 넘어가요.',
    basis: {
      full: '최근에 자리가 난 간격과, 아무도 쓰지 않는 머신이 꺼질 시각으로 어림했어요. 사람이 오가면 달라져요.',
      busy: '이 서버에서 최근에 머신이 켜지는 데 걸린 시간으로 어림했어요.',
    },
    leave: '대기 취소',
    expected: '예상',
    estimate: {
      none: '아직 어림할 수 없어요. 최근에 난 자리도, 쓰지 않고 켜 둔 머신도 거의 없어요.',
      noneBusy: '아직 어림할 수 없어요. 이 서버에서 머신을 켠 기록이 없어요.',
      overdue: '곧 켜져요. 예상보다 오래 걸리고 있어요.',
      seconds: '약 {to}초 뒤',
      secondsRange: '약 {from}~{to}초 뒤',
      withinSeconds: '약 {to}초 안',
      minutes: '약 {to}분 뒤',
      minutesRange: '약 {from}~{to}분 뒤',
      withinMinutes: '약 {to}분 안',
      hours: '약 {to}시간 안',
    },
    tab: { place: '대기 {place}번 · ', turn: '차례가 됐어요 · ', ready: '머신이 켜졌어요 · ' },
    turn: {
      starting: '차례가 됐어요. 머신을 켜고 있어요.',
      ready: '차례가 됐어요. 머신이 켜졌어요.',
      show: '터미널 보기',
      dismiss: '닫기',
    },
  },
});
