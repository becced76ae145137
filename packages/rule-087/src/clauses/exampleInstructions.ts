import {
  copyCode,
  copyFile,
  createUser,
  exposePorts,
  serviceFolder,
  startCommand,
} from '../standard/instructions';
import { rule087 } from '../standard/rule087';

// The instructions of an example service, as the rule writes them.
const folder = serviceFolder(rule087, 'identity_service');

export const COPY_CODE = copyCode(rule087, folder);
export const META = copyFile(rule087, `${folder}/pyproject.toml`);
export const LIBS = copyCode(rule087, 'libs/common_core/src');
export const USERADD = `RUN ${createUser(rule087.user)}`;
export const EXPOSE = exposePorts('IDENTITY');
export const CMD = startCommand(rule087);
