const base =
  'inline-flex items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none transition-colors duration-150 disabled:opacity-55 aria-disabled:opacity-55';

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong disabled:hover:bg-accent',
  outline: 'border border-control bg-surface text-ink hover:border-ink-soft hover:bg-sunken disabled:hover:bg-surface',
  quiet: 'text-ink-soft hover:bg-sunken hover:text-ink',
  danger: 'bg-bad text-surface hover:brightness-110',
} as const;

/** Heights keep targets at 24 px or more (WCAG 2.5.8); `lg` and `md` are comfortable for a thumb. */
const sizes = {
  lg: 'h-11 px-5 text-md',
  md: 'h-9 px-3.5 text-base',
  sm: 'h-7 px-2.5 text-sm',
  icon: 'size-9',
} as const;

export interface ButtonStyle {
  readonly look?: keyof typeof looks;
  readonly size?: keyof typeof sizes;
}

/** The classes of a button; links that act as one share them. */
export function buttonStyle({ look = 'outline', size = 'md' }: ButtonStyle = {}): string {
  return `${base} ${looks[look]} ${sizes[size]}`;
}
