import { Evidence } from '../source/Evidence';
import { Severity, Standard } from '../standard/Standard';
import { Verdict } from './Verdict';
import { ServiceModel } from '../model/ServiceModel';

/** What a clause found: its verdict, in words, and where. Waiving is not a clause's business. @public */
export type Decision = {
  verdict: Exclude<Verdict, 'waived'>;
  message: string;
  evidence: Evidence[];
};

/** A piece of a service's files that passes a clause, and one that fails. A test puts both into a service and judges them. @public */
export type ClauseExample = {
  file: 'dockerfile' | 'compose' | 'pyproject';
  passes: string;
  fails: string;
};

/**
 * One checkable statement of rule 087.
 *
 * @notes
 * `decide` is pure and never throws: it reads the model and the standard, which comes as a parameter and is never imported.
 *
 * @public
 */
export type Clause = {
  /** `<section>.<name>`, a public contract, never renamed. */
  id: string;
  /** The heading of the rule that it belongs to, for example `2.1`. */
  section: string;
  /** A short noun phrase for people: "Base stage". */
  title: string;
  severity: Severity;
  /** Why the rule requires it: one or two sentences. */
  rationale: string;
  example: ClauseExample;
  decide(model: ServiceModel, standard: Standard): Decision;
};
