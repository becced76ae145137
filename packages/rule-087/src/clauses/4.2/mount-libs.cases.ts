import { ClauseCase, edit, fails } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'one library mounted of two',
    texts: edit(
      'overlay',
      './libs:/app/libs:ro',
      './libs/common_core:/app/libs/common_core:ro',
    ),
    changes: fails('4.2.mount-libs'),
  },
];
