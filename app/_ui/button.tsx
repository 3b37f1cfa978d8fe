import type { ComponentProps } from 'react';
import { type ButtonStyle, buttonStyle } from './button-style.ts';

export function Button({ look, size, className = '', ...rest }: ComponentProps<'button'> & ButtonStyle) {
  const style = { ...(look && { look }), ...(size && { size }) };
  return <button type="button" className={`${buttonStyle(style)} ${className}`} {...rest} />;
}
