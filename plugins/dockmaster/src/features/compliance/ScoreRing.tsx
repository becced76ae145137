import { VisuallyHidden } from '@backstage/ui';
import { Tone } from '../../shared/Headline';
import styles from './ScoreRing.module.css';

const RADIUS = 32;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;

/** The score, 0 to 100; a dash where nothing was decided. */
export function ScoreRing(props: { score: number | null; tone: Tone }) {
  const { score, tone } = props;
  const filled = (CIRCUMFERENCE * (score ?? 0)) / 100;
  return (
    <div className={styles.root} data-tone={tone}>
      <svg width="72" height="72" viewBox="0 0 72 72" aria-hidden="true">
        <circle className={styles.track} cx="36" cy="36" r={RADIUS} />
        <circle
          className={styles.filled}
          cx="36"
          cy="36"
          r={RADIUS}
          strokeDasharray={`${filled} ${CIRCUMFERENCE}`}
          transform="rotate(-90 36 36)"
        />
      </svg>
      <span className={styles.number} aria-hidden="true">
        {score ?? '–'}
      </span>
      <VisuallyHidden>
        {score === null ? 'No score' : `Score ${score} of 100`}
      </VisuallyHidden>
    </div>
  );
}
