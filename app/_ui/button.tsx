import type { ComponentProps } from 'react';
import { type ButtonStyle, buttonStyle } from './button-style.ts';

interface ButtonProps extends ComponentProps<'button'>, ButtonStyle {
  /** It is doing what it does: pressing changes nothing, and the focus stays, which it would not on a disabled button. */
  readonly isBusy?: boolean;
}

export function Button({ look, size, className = '', isBusy = false, onClick, ...rest }: ButtonProps) {
  const style = { ...(look && { look }), ...(size && { size }) };
  return (
    <button
      type="button"
      className={`${buttonStyle(style)} ${className}`}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      {...rest}
    />
  );
}
