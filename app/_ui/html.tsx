import type { ElementType } from 'react';

interface HtmlProps {
  /** HTML from `renderLesson`, and from nowhere else. */
  readonly html: string;
  readonly as?: ElementType;
  readonly className?: string;
}

/** Puts rendered lesson text on the page. */
export function Html({ html, as: Tag = 'div', className }: HtmlProps) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the renderer drops raw HTML, and the text is the lab's own.
  return <Tag className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
