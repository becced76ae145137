import { LogoMark } from './LogoMark';

export function LogoFull() {
  return (
    <svg width="164" height="32" viewBox="0 0 164 32" aria-hidden="true">
      <LogoMark />
      <text
        x="42"
        y="22.5"
        fill="#ffffff"
        fontFamily="system-ui, sans-serif"
        fontSize="19"
        fontWeight="600"
        textLength="118"
        lengthAdjust="spacingAndGlyphs"
      >
        Dockmaster
      </text>
    </svg>
  );
}
