/** A bollard on the quay, with a line made fast: drawn in a square of 32. */
export function LogoMark() {
  return (
    <>
      <rect width="32" height="32" rx="7" fill="#0f766e" />
      <path
        fill="#ffffff"
        d="M8.5 7.5a2.5 2.5 0 0 1 2.5-2.5h10a2.5 2.5 0 0 1 0 5h-1.3l.9 9.5h2.4a1.5 1.5 0 0 1 0 3H9a1.5 1.5 0 0 1 0-3h2.4l.9-9.5H11a2.5 2.5 0 0 1-2.5-2.5Z"
      />
      <path
        fill="none"
        stroke="#0f766e"
        strokeWidth="1.6"
        d="m11.4 16.6 9.2-3.2"
      />
      <path
        fill="none"
        stroke="#fbbf24"
        strokeWidth="2"
        strokeLinecap="round"
        d="M5 27q2.75-2.6 5.5 0t5.5 0 5.5 0 5.5 0"
      />
    </>
  );
}
