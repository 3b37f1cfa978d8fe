import { describe, expect, test } from 'vitest';
import { safeSvg } from '../../../app/_lesson/figure.ts';

describe('safeSvg', () => {
  test('keeps shapes, text, styles by variables and links inside the picture', () => {
    const source = '<svg viewBox="0 0 9 9"><style>.a{fill:var(--net-veth)}</style><use href="#a"/><path fill="url(#g)"/></svg>';
    expect(safeSvg(source)).toBe(source);
  });

  test.each([
    ['a script', '<script>x()</script>'],
    ['a script in capitals', '<SCRIPT>x()</SCRIPT>'],
    ['a script that never ends', '<script>x()'],
    ['an embedded page', '<foreignObject><iframe src="x()"></iframe></foreignObject>'],
    ['a handler', '<path onload="x()"/>'],
    ['a handler without quotes', '<path onclick=x() />'],
    ['a remote picture', '<image href="https://x()/a.png"/>'],
    ['a script link', '<a xlink:href="javascript:x()"></a>'],
    ['a remote style', '<style>@import "x()";</style>'],
    ['a remote fill', '<path fill="url(https://x())"/>'],
  ])('drops %s', (_name, part) => {
    expect(safeSvg(`<svg>${part}</svg>`)).not.toContain('x()');
  });
});
