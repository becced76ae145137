/** What was found about one clause. `unknown` never counts as a pass nor as a fail. @public */
export type Verdict = 'pass' | 'fail' | 'not-applicable' | 'unknown' | 'waived';
