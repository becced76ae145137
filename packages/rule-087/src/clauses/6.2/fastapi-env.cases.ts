import { conformingService } from '../../testing/service';
import { fastapi } from './fastapi-env';
import { ClauseCase } from '../../testing/clauseCases';

export const cases: ClauseCase[] = [
  {
    what: 'a FastAPI service without the variables of Uvicorn',
    texts: {
      pyproject: conformingService.pyproject!.replace('quart', 'fastapi'),
    },
    changes: { '6.2.fastapi-env': 'fail', '6.2.quart-env': 'not-applicable' },
  },
];

export const exampleService = {
  ...conformingService,
  dockerfile: conformingService.dockerfile.replace(
    'FROM base AS development',
    `${fastapi.example.passes}\n\nFROM base AS development`,
  ),
  pyproject: conformingService.pyproject!.replace('quart', 'fastapi'),
};
