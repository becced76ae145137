import { LogoMark } from './LogoMark';

export function LogoIcon() {
  return (
    <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
      <LogoMark />
    </svg>
  );
}
