import { describe, expect, test } from 'vitest';
import { renderLesson } from '../../../app/_lesson/render-lesson.ts';
import type { StepText } from '../../../labs/core/lab.ts';

function stepWith(body: string, more: Partial<StepText> = {}, figures: Record<string, string> = {}) {
  const text = { title: 'A step', hints: ['Look at `docker0`.'], body, ...more };
  return { text: { ko: text, en: text }, figures };
}

async function bodyOf(body: string, figures?: Record<string, string>): Promise<string> {
  return (await renderLesson(stepWith(body, {}, figures), 'en')).body;
}

describe('renderLesson', () => {
  test('gives a command its machine, a copy button and a run button', async () => {
    const html = await bodyOf('```sh run=client\ncurl -s http://192.168.0.10:8080/\n```');
    expect(html).toContain('data-machine="client"');
    expect(html).toContain('data-command="curl -s http://192.168.0.10:8080/"');
    expect(html).toContain('data-action="copy"');
    expect(html).toContain('aria-label="Run in the client terminal"');
  });

  test('names the buttons in the language of the lesson', async () => {
    const { body } = await renderLesson(stepWith('```sh run=host\nip link\n```'), 'ko');
    expect(body).toContain('aria-label="host 터미널에서 실행"');
  });

  test('offers no button for a command without a machine', async () => {
    expect(await bodyOf('```sh\nip link\n```')).not.toContain('data-action');
  });

  test('colours a command by variables, so that both themes share one rendering', async () => {
    expect(await bodyOf('```sh run=host\nip link show\n```')).toContain('color:var(--code-token-function)');
  });

  test('keeps quotes and angle brackets of a command as they are typed', async () => {
    const html = await bodyOf('```sh run=host\necho "<b>" \'x\' > /tmp/f\n```');
    expect(html).toContain('data-command="echo &#x22;<b>&#x22; &#x27;x&#x27; > /tmp/f"');
  });

  test('shows output as plain text and marks the part that matters, each time it occurs', async () => {
    const html = await bodyOf('```output mark="172.17.0.1"\ninet 172.17.0.1 <UP>\nvia 172.17.0.1\n```');
    expect(html).toContain('<figcaption>Expected output</figcaption>');
    expect(html.match(/<mark>172\.17\.0\.1<\/mark>/g)).toHaveLength(2);
    expect(html).toContain('&#x3C;UP>');
  });

  test.each(['note', 'why', 'differs', 'lines', 'task'])('turns :::%s into a remark with a name', async (kind) => {
    expect(await bodyOf(`:::${kind}\nText.\n:::`)).toMatch(
      new RegExp(`class="callout callout-${kind}"( role="note")? aria-label="[^"]+"`),
    );
  });

  test('lets an author name a remark', async () => {
    expect(await bodyOf(':::note[About MAC addresses]\nText.\n:::')).toContain('aria-label="About MAC addresses"');
  });

  test('takes the recap out of the body, wherever it stands', async () => {
    const { body, recap } = await renderLesson(stepWith('Before.\n\n:::recap\nDone.\n:::\n\nAfter.'), 'en');
    expect(body).toBe('<p>Before.</p>\n<p>After.</p>');
    expect(recap).toContain('Done.');
  });

  test('drops raw HTML', async () => {
    const html = await bodyOf('A <b onclick="steal()">word</b>.\n\n<script>steal()</script>\n\n<iframe src="//x"></iframe>');
    expect(html).not.toMatch(/<b|<script|<iframe|steal\(\)"/);
  });

  test('drops a link that would run a script', async () => {
    expect(await bodyOf('[x](javascript:alert(1))')).not.toContain('javascript:');
  });

  test('leaves text that only looks like a directive', async () => {
    expect(await bodyOf('Run nginx:latest on host:port and 0.0.0.0:http.')).toBe(
      '<p>Run nginx:latest on host:port and 0.0.0.0:http.</p>',
    );
  });

  test('places a picture with its words', async () => {
    const html = await bodyOf('::figure{file="a.svg" alt="A cable" caption="One cable"}', {
      'a.svg': '<svg><path d="M0 0"/></svg>',
    });
    expect(html).toContain('role="img" aria-label="A cable"');
    expect(html).toContain('<svg><path d="M0 0"/></svg>');
    expect(html).toContain('<figcaption>One cable</figcaption>');
  });

  test('shows the words of a picture that is missing', async () => {
    expect(await bodyOf('::figure{file="b.svg" alt="A cable" caption="x"}')).toContain('>A cable</div>');
  });

  test('renders hints and the question as text with code', async () => {
    const rendered = await renderLesson(stepWith('Text.', { question: { prompt: 'Which `veth`?' } }), 'en');
    expect(rendered.hints).toEqual(['<p>Look at <code>docker0</code>.</p>']);
    expect(rendered.question).toBe('<p>Which <code>veth</code>?</p>');
  });
});
