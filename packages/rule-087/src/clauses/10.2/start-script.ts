import { Clause } from '../Clause';
import { fail, pass } from '../placedDecisions';
import { ofPyproject } from '../ofPyproject';

export const startScript: Clause = {
  id: '10.2.start-script',
  section: '10.2',
  title: 'Start script',
  severity: 'must',
  rationale:
    'pdm run start is what the container runs; pyproject.toml says what that is.',
  example: { file: 'pyproject', passes: 'start = ', fails: 'serve = ' },
  decide(model) {
    const { pyproject } = model;
    const write = 'Write: [tool.pdm.scripts] start = "…"';
    if (pyproject.state === 'missing') {
      return fail(
        `There is no ${pyproject.path}, so pdm run start finds nothing. ${write}`,
        {
          file: pyproject.path,
          startLine: 1,
          startColumn: 1,
          endLine: 1,
          endColumn: 1,
        },
      );
    }
    return ofPyproject(model, ({ scripts, scriptsPlace, lines }) => {
      const start = scripts.get('start');
      return start && start.texts.some(({ text }) => text.trim() !== '')
        ? pass('The start script is there.', lines.evidence(start))
        : fail(
            `There is no script "start". ${write}`,
            lines.evidence(start ?? scriptsPlace),
          );
    });
  },
};
