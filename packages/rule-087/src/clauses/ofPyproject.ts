import { ServiceModel } from '../model/ServiceModel';
import { PyprojectModel } from '../pyproject/PyprojectModel';
import { Decision } from './Clause';
import { notApplicable, unknown } from './placedDecisions';

/** Judges pyproject.toml; a folder without one fails 10.2.start-script, and nothing else of it. */
export function ofPyproject(
  model: ServiceModel,
  judge: (pyproject: PyprojectModel) => Decision,
): Decision {
  const { pyproject } = model;
  switch (pyproject.state) {
    case 'read':
      return judge(pyproject.model);
    case 'unreadable':
      return unknown(
        `${pyproject.path} could not be read: ${pyproject.reason}`,
        pyproject.evidence,
      );
    case 'missing':
      return notApplicable(
        'There is no pyproject.toml; 10.2.start-script says so.',
      );
    default:
      return notApplicable('The Dockerfile is judged alone.');
  }
}
